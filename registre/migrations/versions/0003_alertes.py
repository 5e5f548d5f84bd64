"""Show beside each event what it raised for a human."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the events recorded until now raised nothing."""
    with op.batch_alter_table("journal") as lot:
        lot.add_column(sa.Column("alertes", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it: the events still say it."""
    with op.batch_alter_table("journal") as lot:
        lot.drop_column("alertes")
