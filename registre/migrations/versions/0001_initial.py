"""The record as first released."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUS = "the journal only grows: an event is never changed nor removed"


def upgrade() -> None:
    """Create every table; the journal gets its guard."""
    _journal()
    _garder_le_journal()
    _liste()
    _participants_et_echeances()
    _actes()
    _remises()
    _documents()


def _garder_le_journal() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verbe in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER journal_sans_{verbe.lower()} BEFORE {verbe} ON journal "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuser_de_changer_le_journal() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_sans_changement BEFORE UPDATE OR DELETE ON journal "
        "FOR EACH ROW EXECUTE FUNCTION refuser_de_changer_le_journal()"
    )
    op.execute(
        "CREATE TRIGGER journal_sans_troncature BEFORE TRUNCATE ON journal "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuser_de_changer_le_journal()"
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("resume", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("survenu_le", sa.Date(), nullable=False),
        sa.Column("enregistre_a", sa.DateTime(timezone=True), nullable=False),
        sa.Column("repris", sa.Boolean(), nullable=False),
        sa.Column("etape", sa.Text(), nullable=False),
        sa.Column("donnees", sa.Text(), nullable=False),
        sa.Column("precedent", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("expertise", "numero", name="pk_journal"),
    )
    op.create_table(
        "commande",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("commande", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("premier", sa.Integer(), nullable=False),
        sa.Column("dernier", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("expertise", "commande", name="pk_commande"),
    )
    op.create_index("ix_commande_commande", "commande", ["commande"])


def _liste() -> None:
    op.create_table(
        "expertise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rg", sa.Text(), nullable=False),
        sa.Column("juridiction_code", sa.Text(), nullable=False),
        sa.Column("juridiction_nom", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("fuseau", sa.Text(), nullable=False),
        sa.Column("objet", sa.Text(), nullable=False),
        sa.Column("etape", sa.Text(), nullable=False),
        sa.Column("dernier_numero", sa.Integer(), nullable=False),
        sa.Column("ouverte_a", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clos_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("prochaine_echeance", sa.Date(), nullable=True),
        sa.Column("prochaine_expire_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("prochaine_intitule", sa.Text(), nullable=True),
        sa.Column("prochaine_personne", sa.Text(), nullable=True),
        sa.Column("depassees", sa.Integer(), nullable=False),
        sa.Column("tri_rang", sa.Integer(), nullable=False),
        sa.Column("tri_a", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_expertise"),
    )
    op.create_index("ix_expertise_etape_tri_rang_tri_a_id", "expertise", ["etape", "tri_rang", "tri_a", "id"])
    op.create_index("ix_expertise_tri_rang_tri_a_id", "expertise", ["tri_rang", "tri_a", "id"])


def _participants_et_echeances() -> None:
    op.create_table(
        "participant",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("courriel", sa.Text(), nullable=True),
        sa.Column("adresse", sa.Text(), nullable=True),
        sa.Column("qualite", sa.Text(), nullable=True),
        sa.Column("avocats", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("consentement", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("defaillante", sa.Boolean(), nullable=False),
        sa.Column("residence", sa.Text(), nullable=False),
        sa.Column("specialite", sa.Text(), nullable=True),
        sa.Column("depuis", sa.Integer(), nullable=False),
        sa.Column("jusqu_a", sa.Integer(), nullable=True),
        sa.Column("ordre", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["expertise"], ["expertise.id"], name="fk_participant_expertise", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expertise", "personne", name="pk_participant"),
    )
    op.create_index("ix_participant_personne_expertise", "participant", ["personne", "expertise"])
    op.create_table(
        "echeance",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("regle", sa.Text(), nullable=False),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Date(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("objet", sa.Text(), nullable=True),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("origine", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("nominal", sa.Date(), nullable=True),
        sa.Column("legal", sa.Date(), nullable=True),
        sa.Column("safe_by", sa.Date(), nullable=True),
        sa.Column("arguable_until", sa.Date(), nullable=True),
        sa.Column("expire_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calcul", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("levera", sa.Text(), nullable=True),
        sa.Column("leve", sa.Text(), nullable=True),
        sa.Column("cloture_motif", sa.Text(), nullable=True),
        sa.Column("cloture_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["expertise"], ["expertise.id"], name="fk_echeance_expertise", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expertise", "id", name="pk_echeance"),
    )
    op.create_index("ix_echeance_expertise_statut_expire_a", "echeance", ["expertise", "statut", "expire_a"])
    op.create_index("ix_echeance_personne_statut_expire_a", "echeance", ["personne", "statut", "expire_a"])


def _actes() -> None:
    op.create_table(
        "acte",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("etabli_a", sa.DateTime(timezone=True), nullable=False),
        sa.Column("objet", sa.Text(), nullable=True),
        sa.Column("piece", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("annexes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("destinataires", sa.Integer(), nullable=False),
        sa.Column("repris", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["expertise"], ["expertise.id"], name="fk_acte_expertise", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expertise", "id", name="pk_acte"),
    )
    op.create_index("ix_acte_expertise_auteur", "acte", ["expertise", "auteur"])
    op.create_index("ix_acte_expertise_numero", "acte", ["expertise", "numero"])
    op.create_table(
        "acte_destinataire",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("acte", sa.Text(), nullable=False),
        sa.Column("personne", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expertise", "acte"],
            ["acte.expertise", "acte.id"],
            name="fk_acte_destinataire_acte",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expertise", "acte", "personne", name="pk_acte_destinataire"),
    )
    op.create_index("ix_acte_destinataire_expertise_personne", "acte_destinataire", ["expertise", "personne"])
    op.create_table(
        "reception",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("acte", sa.Text(), nullable=False),
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("preuve", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expertise", "acte"], ["acte.expertise", "acte.id"], name="fk_reception_acte", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("expertise", "acte", "personne", name="pk_reception"),
    )


def _remises() -> None:
    op.create_table(
        "remise",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("acte", sa.Text(), nullable=False),
        sa.Column("destinataire", sa.Text(), nullable=False),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("portee", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("courriel", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("reponse", sa.Text(), nullable=True),
        sa.Column("activite", sa.Text(), nullable=True),
        sa.Column("essai", sa.Integer(), nullable=False),
        sa.Column("tentatives", sa.Integer(), nullable=False),
        sa.Column("issues_inconnues", sa.Integer(), nullable=False),
        sa.Column("prepare_a", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tente_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remis_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disponible_a", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ouvert_a", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("expertise", "acte", "destinataire", "canal", "rang", name="pk_remise"),
    )
    op.create_index("ix_remise_etat_tente_a", "remise", ["etat", "tente_a"])
    op.create_index("ix_remise_expertise_destinataire", "remise", ["expertise", "destinataire"])


def _documents() -> None:
    op.create_table(
        "document_acte",
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("acte", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("taille", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("produit_a", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("expertise", "acte", name="pk_document_acte"),
    )
    op.create_index("ix_document_acte_sha256", "document_acte", ["sha256"])
    op.create_table(
        "jeton",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("instant", sa.DateTime(timezone=True), nullable=False),
        sa.Column("serie", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_jeton"),
    )
