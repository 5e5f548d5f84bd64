"""The ledger of deliveries: one row per act, person, channel and rank, whatever is retried or restarted.

Every function is one statement that changes a row only from the states it names (compare-and-set), so two
senders cannot both win. What it cannot do is see inside the outside system: a crash between the end of the
message and the recorded reply leaves an outcome that nobody knows. The message is then sent again with the
same Message-ID, by which a mail system can recognise it, and the row counts the doubt.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, and_, case, false, or_, select, update

from procedure.effets import Canal, Portee
from registre.moteur import inserer
from registre.tables import LigneRemise


class EtatRemise(StrEnum):
    """Where one delivery stands."""

    PREPAREE = "preparee"
    EN_COURS = "en_cours"
    REMISE = "remise"
    """Handed over; the outside system's final answer is kept."""
    DISPONIBLE = "disponible"
    """On the platform for this person, and stamped as such."""
    OUVERTE = "ouverte"
    DIFFEREE = "differee"
    """Refused for now (SMTP 4xx): to be tried again."""
    ECHOUEE = "echouee"
    """Refused for good (SMTP 5xx)."""
    ISSUE_INCONNUE = "issue_inconnue"
    """An attempt ended and nobody knows how."""
    A_POSTER = "a_poster"
    """On paper: a person must print and post it."""


_A_TENTER = (EtatRemise.PREPAREE, EtatRemise.DIFFEREE, EtatRemise.ISSUE_INCONNUE)
# An acceptance is proof, whoever brings it and however late: it is never dropped for a doubt.
_PEUT_ETRE_REMISE = (
    EtatRemise.EN_COURS,
    EtatRemise.DIFFEREE,
    EtatRemise.ISSUE_INCONNUE,
    EtatRemise.A_POSTER,
)
_PEUT_ETRE_OUVERTE = (
    EtatRemise.REMISE,
    EtatRemise.DISPONIBLE,
    EtatRemise.DIFFEREE,
    EtatRemise.ISSUE_INCONNUE,
)
_PAR_LA_PLATEFORME = LigneRemise.canal == Canal.COURRIEL.value
_ISSUES = frozenset({EtatRemise.REMISE, EtatRemise.DIFFEREE, EtatRemise.ECHOUEE, EtatRemise.ISSUE_INCONNUE})


@dataclass(frozen=True, slots=True)
class CleRemise:
    """The identity of one delivery, for ever."""

    expertise: str
    acte: str
    destinataire: str
    canal: Canal
    rang: int = 1


@dataclass(frozen=True, slots=True)
class Remise:
    """One row of the ledger."""

    cle: CleRemise
    etat: EtatRemise
    portee: Portee
    motif: str
    courriel: str | None
    message_id: str | None
    reponse: str | None
    activite: str | None
    essai: int
    tentatives: int
    issues_inconnues: int
    prepare_a: datetime
    tente_a: datetime | None
    remis_a: datetime | None
    disponible_a: datetime | None
    ouvert_a: datetime | None


class Remises:
    """Reserves, starts and concludes deliveries."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur

    def reserver(
        self,
        cle: CleRemise,
        *,
        portee: Portee,
        motif: str,
        prepare_a: datetime,
        courriel: str | None = None,
        message_id: str | None = None,
    ) -> Remise:
        """Claim a delivery: the insert is the claim. Whoever comes later gets the row that is there.

        The address and the Message-ID to use are those of the returned row, not those given.
        """
        valeurs = {
            **_colonnes(cle),
            "etat": EtatRemise.PREPAREE.value,
            "portee": portee.value,
            "motif": motif,
            "courriel": courriel,
            "message_id": message_id,
            "essai": 0,
            "tentatives": 0,
            "issues_inconnues": 0,
            "prepare_a": prepare_a,
        }
        with self._moteur.begin() as connexion:
            insertion = inserer(connexion, LigneRemise).values(valeurs)
            connexion.execute(insertion.on_conflict_do_nothing())
            requete = select(*LigneRemise.__table__.c).where(_est(cle))
            return lire(connexion.execute(requete).mappings().one())

    def commencer(
        self,
        cle: CleRemise,
        *,
        activite: str,
        essai: int,
        tente_a: datetime,
        abandonnee_avant: datetime | None = None,
    ) -> Remise | None:
        """Take a delivery to attempt it now; None if it is done, or if somebody else is at it.

        `activite` names the activity, stable over its retries, and `essai` its attempt number. A later
        attempt of the same activity takes over what an earlier one left under way, as anybody may for a
        delivery begun before `abandonnee_avant`; the outcome of the lost attempt then counts as unknown.
        """
        perdue = or_(
            and_(LigneRemise.activite == activite, LigneRemise.essai < essai),
            LigneRemise.tente_a < abandonnee_avant if abandonnee_avant else false(),
        )
        en_cours = LigneRemise.etat == EtatRemise.EN_COURS.value
        return self._changer(
            cle,
            or_(_parmi(_A_TENTER), and_(en_cours, perdue)),
            etat=EtatRemise.EN_COURS.value,
            activite=activite,
            essai=essai,
            tente_a=tente_a,
            tentatives=LigneRemise.tentatives + 1,
            issues_inconnues=LigneRemise.issues_inconnues + case((en_cours, 1), else_=0),
        )

    def conclure(
        self,
        cle: CleRemise,
        etat: EtatRemise,
        *,
        a: datetime,
        reponse: str | None,
        activite: str | None = None,
        essai: int | None = None,
    ) -> Remise | None:
        """Record how an attempt ended; None if the row has moved on meanwhile.

        An acceptance is taken from anybody. A failure only from who holds the delivery, so that an attempt
        given up for lost cannot undo what its successor did.
        """
        if etat not in _ISSUES:
            raise ValueError(f"{etat} is not how an attempt ends")
        if etat is EtatRemise.REMISE:
            # Opened, or made available, while the reply was on its way: the order does not matter.
            deja_ouverte = (LigneRemise.ouvert_a.is_not(None), EtatRemise.OUVERTE.value)
            deja_disponible = (
                and_(LigneRemise.disponible_a.is_not(None), _PAR_LA_PLATEFORME),
                EtatRemise.DISPONIBLE.value,
            )
            return self._changer(
                cle,
                _parmi(_PEUT_ETRE_REMISE),
                etat=case(deja_ouverte, deja_disponible, else_=etat.value),
                reponse=reponse,
                remis_a=a,
            )
        tenue = and_(
            LigneRemise.etat == EtatRemise.EN_COURS.value,
            LigneRemise.activite == activite,
            LigneRemise.essai == essai,
        )
        doute = 1 if etat is EtatRemise.ISSUE_INCONNUE else 0
        return self._changer(
            cle,
            tenue,
            etat=etat.value,
            reponse=reponse,
            issues_inconnues=LigneRemise.issues_inconnues + doute,
        )

    def a_poster(self, cle: CleRemise) -> Remise | None:
        """Hand a delivery over to a person, who will print and post it; `conclure` records the posting."""
        return self._changer(cle, _parmi([EtatRemise.PREPAREE]), etat=EtatRemise.A_POSTER.value)

    def marquer_disponible(self, cle: CleRemise, a: datetime) -> Remise | None:
        """Record since when the act is available to this person; the first instant stands.

        The state follows only where the notice went out: a delivery that is still to be sent stays so, and
        availability says nothing of a letter.
        """
        prete = (and_(_parmi([EtatRemise.REMISE]), _PAR_LA_PLATEFORME), EtatRemise.DISPONIBLE.value)
        return self._changer(
            cle,
            LigneRemise.disponible_a.is_(None),
            disponible_a=a,
            etat=case(prete, else_=LigneRemise.etat),
        )

    def marquer_ouverte(self, expertise: str, acte: str, destinataire: str, a: datetime) -> int:
        """Record the first opening of an act by a person, on its notices by e-mail; return how many changed.

        A letter is untouched: what is read here says nothing of what the post brings. A failed notice stays failed.
        """
        ouverte = (_parmi(_PEUT_ETRE_OUVERTE), EtatRemise.OUVERTE.value)
        with self._moteur.begin() as connexion:
            changees = connexion.execute(
                update(LigneRemise)
                .where(
                    LigneRemise.expertise == expertise,
                    LigneRemise.acte == acte,
                    LigneRemise.destinataire == destinataire,
                    _PAR_LA_PLATEFORME,
                    LigneRemise.ouvert_a.is_(None),
                )
                .values(ouvert_a=a, etat=case(ouverte, else_=LigneRemise.etat))
            )
            return changees.rowcount

    def _changer(self, cle: CleRemise, si: ColumnElement[bool], **valeurs: Any) -> Remise | None:
        with self._moteur.begin() as connexion:
            changement = update(LigneRemise).where(_est(cle), si).values(**valeurs)
            ligne = connexion.execute(changement.returning(*LigneRemise.__table__.c)).mappings().first()
            return None if ligne is None else lire(ligne)


def lire(ligne: RowMapping) -> Remise:
    """Turn a row of the table into a `Remise`."""
    autres = {nom: valeur for nom, valeur in ligne.items() if nom not in _CLE}
    autres["etat"] = EtatRemise(ligne["etat"])
    autres["portee"] = Portee(ligne["portee"])
    cle = CleRemise(ligne["expertise"], ligne["acte"], ligne["destinataire"], Canal(ligne["canal"]), ligne["rang"])
    return Remise(cle=cle, **autres)


_CLE = ("expertise", "acte", "destinataire", "canal", "rang")


def _colonnes(cle: CleRemise) -> dict[str, Any]:
    return {nom: getattr(cle, nom) for nom in _CLE} | {"canal": cle.canal.value}


def _est(cle: CleRemise) -> ColumnElement[bool]:
    return and_(*(getattr(LigneRemise, nom) == valeur for nom, valeur in _colonnes(cle).items()))


def _parmi(etats: Collection[EtatRemise]) -> ColumnElement[bool]:
    return LigneRemise.etat.in_([etat.value for etat in etats])
