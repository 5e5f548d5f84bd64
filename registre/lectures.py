"""Every read of the record, for the interface, the pages and whoever rebuilds a workflow.

Each is one short transaction that waits for nobody. Who may see what is decided here only as far as it is a
question of rows: being in a case, being the author or an addressee of an act.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Integer,
    RowMapping,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from procedure.dossier import Dossier
from procedure.echeances import Statut
from procedure.evenements import Evenement
from procedure.evolution import evoluer
from procedure.fiches import ENTRE_LES_PARTIES
from procedure.modele import ExpertiseId
from procedure.personnes import Role
from registre import vues
from registre.moteur import pour_lire
from registre.projections import A_VENIR, CLOSE, EN_RETARD, SANS_ECHEANCE, attend_un_humain
from registre.remises import Remise, lire
from registre.tables import (
    InstantUTC,
    LigneActe,
    LigneCommande,
    LigneDestinataire,
    LigneDocument,
    LigneEcheance,
    LigneExpertise,
    LigneJeton,
    LigneJournal,
    LigneParticipant,
    LigneReception,
    LigneRemise,
    Mots,
)

LIMITE_MAX = 500
"""Nobody reads a longer page; a larger request is cut to it."""


_DANS_LE_DEBAT = LigneParticipant.role != Role.TIERS.value


class CurseurInvalide(ValueError):
    """The cursor is not one that a page gave."""


class Lectures:
    """Answers from the projections, the journal and the ledger."""

    def __init__(self, moteur: Engine) -> None:
        self._lecture = pour_lire(moteur)

    def expertises(
        self,
        personne: str | None,
        role: Role | None = None,
        limite: int = 50,
        apres: str | None = None,
        *,
        etape: str | None = None,
        en_retard: bool | None = None,
        rg: str | None = None,
    ) -> vues.Page:
        """List cases: late ones first, then by next échéance, then those without, then closed ones.

        Only those in which `personne` takes part (in that `role`); every case if None. `apres` is the
        `suivante` of the page before; `rg` is any part of the number.
        """
        limite = max(1, min(limite, LIMITE_MAX))
        conditions = _conditions_de_la_liste(personne, role, etape, en_retard, rg)
        if apres is not None:
            conditions.append(_apres(apres))
        requete = (
            select(*_EXPERTISE, LigneExpertise.tri_rang, LigneExpertise.tri_a)
            .where(*conditions)
            .order_by(LigneExpertise.tri_rang, LigneExpertise.tri_a, LigneExpertise.id)
            .limit(limite + 1)  # one more tells whether there is a next page
        )
        lignes = self._lignes(requete)
        suivante = _ecrire_curseur(lignes[limite - 1]) if len(lignes) > limite else None
        return vues.Page(tuple(_expertise(ligne) for ligne in lignes[:limite]), suivante)

    def toutes(self) -> tuple[str, ...]:
        """Return the identifier of every case, whoever takes part in it: for who works on all of them."""
        lignes = self._lignes(select(LigneExpertise.id).order_by(LigneExpertise.id))
        return tuple(ligne["id"] for ligne in lignes)

    def expertise(self, expertise: str) -> vues.ExpertiseVue | None:
        """Return one case."""
        lignes = self._lignes(select(*_EXPERTISE).where(LigneExpertise.id == expertise))
        return _expertise(lignes[0]) if lignes else None

    def est_membre(self, expertise: str, personne: str) -> frozenset[Role]:
        """Return the capacities of a person in a case today; empty for a stranger or who was replaced."""
        requete = select(LigneParticipant.role).where(
            LigneParticipant.expertise == expertise,
            LigneParticipant.personne == personne,
            LigneParticipant.jusqu_a.is_(None),
        )
        return frozenset(Role(ligne["role"]) for ligne in self._lignes(requete))

    def participants(self, expertise: str) -> tuple[vues.ParticipantVue, ...]:
        """List the people of a case in the order of the decision, those who were replaced included."""
        requete = (
            select(*LigneParticipant.__table__.c)
            .where(LigneParticipant.expertise == expertise)
            .order_by(LigneParticipant.ordre, LigneParticipant.personne)
        )
        return tuple(vues.participant(ligne) for ligne in self._lignes(requete))

    def echeances(self, expertise: str) -> tuple[vues.EcheanceVue, ...]:
        """List the échéances of a case, soonest first, those that have not started last."""
        return self._echeances(LigneEcheance.expertise == expertise)

    def echeances_de(self, personne: str, limite: int = 100) -> tuple[vues.EcheanceVue, ...]:
        """List what one person may or must do, in every case, soonest first: what is open, and what is late."""
        a_regler = or_(LigneEcheance.statut == Statut.OUVERTE.value, attend_un_humain())
        return self._echeances(and_(LigneEcheance.personne == personne, a_regler), limite)

    def journal(self, expertise: str, depuis: int = 0, limite: int = 100) -> tuple[vues.EntreeVue, ...]:
        """List the events of a case after number `depuis`, in order."""
        requete = (
            select(*_colonnes(LigneJournal, vues.EntreeVue))
            .where(LigneJournal.expertise == expertise, LigneJournal.numero > depuis)
            .order_by(LigneJournal.numero)
            .limit(limite)
        )
        return tuple(vues.entree(ligne) for ligne in self._lignes(requete))

    def evenements(self, expertise: str) -> list[Evenement]:
        """Return every event of a case, whole and in order: enough to rebuild its workflow."""
        requete = select(LigneJournal.donnees).where(LigneJournal.expertise == expertise).order_by(LigneJournal.numero)
        return [Evenement.model_validate_json(ligne["donnees"]) for ligne in self._lignes(requete)]

    def dossier(self, expertise: str) -> Dossier:
        """Fold the journal of a case into its state, as its workflow holds it."""
        dossier = Dossier(id=ExpertiseId(expertise))
        for evenement in self.evenements(expertise):
            dossier = evoluer(dossier, evenement)
        return dossier

    def version(self, expertise: str) -> int:
        """Return the number of the last event of a case, 0 if it has none: changes with each act."""
        requete = select(func.max(LigneJournal.numero).label("n")).where(LigneJournal.expertise == expertise)
        return self._lignes(requete)[0]["n"] or 0

    def actes(
        self, expertise: str, personne: str | None = None, *, tout_voir: bool = False
    ) -> tuple[vues.ActeVue, ...]:
        """List the acts of a case that `personne` wrote or must receive; all of them if `tout_voir`.

        What the parties hand over to conciliate stays between those it names, whoever asks.
        """
        conditions = [LigneActe.expertise == expertise, *_visibles(personne, tout_voir)]
        requete = _actes(personne).where(*conditions).order_by(LigneActe.numero, LigneActe.id)
        return tuple(vues.acte(ligne) for ligne in self._lignes(requete))

    def acte(
        self, expertise: str, acte: str, personne: str | None = None, *, tout_voir: bool = False
    ) -> vues.ActeVue | None:
        """Return one act, under the same condition as `actes`."""
        conditions = [LigneActe.expertise == expertise, LigneActe.id == acte, *_visibles(personne, tout_voir)]
        lignes = self._lignes(_actes(personne).where(*conditions))
        return vues.acte(lignes[0]) if lignes else None

    def destinataires(self, expertise: str, acte: str) -> tuple[vues.DestinataireVue, ...]:
        """List who must receive an act, and the proof that each did."""
        requete = (
            select(LigneDestinataire.personne, LigneReception.le, LigneReception.preuve)
            .outerjoin(LigneReception, _meme_reception(LigneDestinataire.personne, LigneDestinataire.acte))
            .where(LigneDestinataire.expertise == expertise, LigneDestinataire.acte == acte)
            .order_by(LigneDestinataire.personne)
        )
        return tuple(vues.destinataire(ligne) for ligne in self._lignes(requete))

    def remises(self, expertise: str, acte: str | None = None, destinataire: str | None = None) -> tuple[Remise, ...]:
        """List deliveries of a case, of one act or to one person if asked."""
        conditions = [LigneRemise.expertise == expertise]
        if acte is not None:
            conditions.append(LigneRemise.acte == acte)
        if destinataire is not None:
            conditions.append(LigneRemise.destinataire == destinataire)
        requete = select(*LigneRemise.__table__.c).where(*conditions)
        ordre = (LigneRemise.acte, LigneRemise.destinataire, LigneRemise.canal, LigneRemise.rang)
        return tuple(lire(ligne) for ligne in self._lignes(requete.order_by(*ordre)))

    def commande_connue(self, commande: str, expertise: str | None = None) -> vues.CommandeConnue | None:
        """Return what a key caused. Keys are unique within a case only: name the case wherever it exists.

        Without a case, the one that this key opened comes first.
        """
        requete = select(*LigneCommande.__table__.c).where(LigneCommande.commande == commande)
        if expertise is not None:
            requete = requete.where(LigneCommande.expertise == expertise)
        lignes = self._lignes(requete.order_by(LigneCommande.premier, LigneCommande.expertise).limit(1))
        return self._avec_ses_resumes(lignes[0]) if lignes else None

    def _avec_ses_resumes(self, connue: RowMapping) -> vues.CommandeConnue:
        inscrits = self._lignes(
            select(LigneJournal.resume, LigneJournal.etape, LigneJournal.alertes)
            .where(
                LigneJournal.expertise == connue["expertise"],
                LigneJournal.numero.between(connue["premier"], connue["dernier"]),
            )
            .order_by(LigneJournal.numero)
        )
        return vues.CommandeConnue(
            connue["expertise"],
            connue["empreinte"],
            connue["premier"],
            connue["dernier"],
            tuple(ligne["resume"] for ligne in inscrits),
            inscrits[-1]["etape"],
            tuple(alerte for ligne in inscrits for alerte in ligne["alertes"]),
        )

    def _echeances(self, condition: ColumnElement[bool], limite: int | None = None) -> tuple[vues.EcheanceVue, ...]:
        requete = (
            select(*LigneEcheance.__table__.c)
            .where(condition)
            .order_by(LigneEcheance.expire_a.asc().nulls_last(), LigneEcheance.expertise, LigneEcheance.id)
            .limit(limite)
        )
        return tuple(vues.echeance(ligne) for ligne in self._lignes(requete))

    def _lignes(self, requete: Select[*tuple[Any, ...]]) -> Sequence[RowMapping]:
        with self._lecture.connect() as connexion:
            return connexion.execute(requete).mappings().all()


def _colonnes(table: Any, vue: type) -> list[Any]:
    return [getattr(table, champ.name) for champ in fields(vue)]


_EXPERTISE = _colonnes(LigneExpertise, vues.ExpertiseVue)


def _expertise(ligne: RowMapping) -> vues.ExpertiseVue:
    return vues.ExpertiseVue(**{nom: ligne[nom] for nom in ligne if nom not in ("tri_rang", "tri_a")})


def _conditions_de_la_liste(
    personne: str | None, role: Role | None, etape: str | None, en_retard: bool | None, rg: str | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if personne is not None:
        les_siennes = select(LigneParticipant.expertise).where(
            _DANS_LE_DEBAT, LigneParticipant.personne == personne, LigneParticipant.jusqu_a.is_(None)
        )
        if role is not None:
            les_siennes = les_siennes.where(LigneParticipant.role == role.value)
        conditions.append(LigneExpertise.id.in_(les_siennes))
    if etape is not None:
        conditions.append(LigneExpertise.etape == etape)
    if en_retard is not None:
        retard = LigneExpertise.tri_rang == EN_RETARD
        conditions.append(retard if en_retard else ~retard)
    if rg:
        conditions.append(LigneExpertise.rg.icontains(rg, autoescape=True))
    return conditions


def _ecrire_curseur(ligne: RowMapping) -> str:
    place = [ligne["tri_rang"], ligne["tri_a"].isoformat(), ligne["id"]]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _apres(curseur: str) -> ColumnElement[bool]:
    try:
        rang, instant, identifiant = json.loads(base64.urlsafe_b64decode(curseur.encode()))
        # A forged cursor may name an odd place, but must not reach the database as a value that it refuses.
        tri_rang = literal((EN_RETARD, A_VENIR, SANS_ECHEANCE, CLOSE).index(rang), Integer)
        tri_a = literal(datetime.fromisoformat(instant).astimezone(UTC), InstantUTC)
        dernier = literal(str(identifiant).encode().decode(), Mots)
    except (ValueError, TypeError, OverflowError) as erreur:
        raise CurseurInvalide(f"unreadable cursor: {curseur[:80]!r}") from erreur
    place = tuple_(LigneExpertise.tri_rang, LigneExpertise.tri_a, LigneExpertise.id)
    return place > tuple_(tri_rang, tri_a, dernier)


def _visibles(personne: str | None, tout_voir: bool) -> tuple[ColumnElement[bool], ...]:
    """The platform itself, which is nobody, sees everything."""
    if not tout_voir:
        return (_peut_voir(personne),)
    if personne is None:
        return ()
    return (or_(LigneActe.nature.not_in(ENTRE_LES_PARTIES), _peut_voir(personne)),)


def _peut_voir(personne: str | None) -> ColumnElement[bool]:
    adressee = (
        select(LigneDestinataire.acte)
        .where(
            LigneDestinataire.expertise == LigneActe.expertise,
            LigneDestinataire.acte == LigneActe.id,
            LigneDestinataire.personne == personne,
        )
        .exists()
    )
    return or_(LigneActe.auteur == personne, adressee)


def _meme_reception(personne: Any, acte: Any) -> ColumnElement[bool]:
    return and_(
        LigneReception.expertise == LigneDestinataire.expertise,
        LigneReception.acte == acte,
        LigneReception.personne == personne,
    )


def _actes(lecteur: str | None) -> Select[Any]:
    """Select acts with what was drawn up for them, their token, and how far they were received."""
    recues = and_(LigneReception.expertise == LigneActe.expertise, LigneReception.acte == LigneActe.id)
    document = func.coalesce(LigneDocument.sha256, LigneActe.document)
    return (
        select(
            *LigneActe.__table__.c,
            LigneDocument.sha256.label("produit"),
            LigneDocument.taille.label("produit_taille"),
            LigneDocument.media_type.label("produit_type"),
            LigneJeton.instant.label("horodate_a"),
            select(func.count()).select_from(LigneReception).where(recues).scalar_subquery().label("recus"),
            select(LigneReception.le)
            .where(recues, LigneReception.personne == lecteur)
            .scalar_subquery()
            .label("recu_le"),
        )
        .outerjoin(
            LigneDocument,
            and_(LigneDocument.expertise == LigneActe.expertise, LigneDocument.acte == LigneActe.id),
        )
        .outerjoin(LigneJeton, LigneJeton.sha256 == document)
    )
