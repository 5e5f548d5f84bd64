"""Remember who put each document in the vault."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of who deposited what."""
    op.create_table(
        "versement",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("a", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "personne", name="pk_versement"),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("versement")
