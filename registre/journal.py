"""The evidence journal: writes events once, in order, with everything that must be true together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from procedure.evenements import Evenement
from registre.chaine import GENESE, canonique, chainer
from registre.moteur import pour_lire
from registre.projections import projeter_tous
from registre.tables import LigneCommande, LigneJournal

# Made once: every act of every case goes through them, and making one costs as much as having SQLite run it.
_DEPUIS = (
    select(LigneJournal.numero, LigneJournal.donnees, LigneJournal.empreinte)
    .where(LigneJournal.expertise == bindparam("expertise"), LigneJournal.numero >= bindparam("numero"))
    .order_by(LigneJournal.numero)
)
_COMMANDE = select(LigneCommande.empreinte, LigneCommande.premier, LigneCommande.dernier).where(
    LigneCommande.expertise == bindparam("expertise"), LigneCommande.commande == bindparam("commande")
)
_INSCRIRE_EVENEMENTS, _INSCRIRE_COMMANDE = insert(LigneJournal), insert(LigneCommande)


class Conflit(Exception):
    """Something else is already recorded under this number or this key: two histories exist for one case."""


class Trou(Exception):
    """The events do not follow the last one recorded: one in between is missing."""


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One place where the journal of a case is not what was written."""

    numero: int
    motif: str


class Journal:
    """Append-only, one sequence per case; the numbers are given by the workflow, which alone decides them."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur
        self._lecture = pour_lire(moteur)

    def inscrire(self, expertise: str, evenements: Sequence[Evenement], commande: str, empreinte: str) -> None:
        """Record the events of one command: journal, projections and command in one transaction.

        Repeating it with the same content writes nothing. `Conflit` if the journal already says otherwise,
        `Trou` if an earlier event is missing; either way nothing at all is written.
        `empreinte` is the SHA-256 of the command's content, `commande` its idempotency key.
        """
        if not evenements:
            return  # A look at the dates that noticed nothing: there is nothing to remember either.
        _exiger_une_suite(evenements)
        try:
            self._inscrire(expertise, evenements, commande, empreinte)
        except IntegrityError:
            # A key was taken: (expertise, numero) while we prepared ours, or (expertise, commande). Look again, now
            # that it is committed: the same content is a retry that met its first attempt, another is a conflict.
            self._inscrire(expertise, evenements, commande, empreinte, cle_douteuse=True)

    def _inscrire(
        self,
        expertise: str,
        evenements: Sequence[Evenement],
        commande: str,
        empreinte: str,
        *,
        cle_douteuse: bool = False,
    ) -> None:
        a_ecrire = [canonique(evenement) for evenement in evenements]
        premier, dernier = evenements[0].numero, evenements[-1].numero
        with self._moteur.begin() as connexion:
            deja = _lire_depuis(connexion, expertise, premier - 1)
            precedent = _empreinte_precedente(deja, premier)
            presents = {n: d for n, d, _ in deja if premier <= n <= dernier}
            if presents:
                _exiger_les_memes(presents, evenements, a_ecrire)
                _exiger_la_meme_commande(connexion, expertise, commande, empreinte, premier, dernier)
                return
            if cle_douteuse:
                _exiger_une_cle_neuve(connexion, expertise, commande)
            # First of all: on PostgreSQL this insert makes a second writer of the same number wait here.
            connexion.execute(_INSCRIRE_EVENEMENTS, _lignes(expertise, evenements, a_ecrire, precedent))
            cause = {"commande": commande, "empreinte": empreinte, "premier": premier, "dernier": dernier}
            connexion.execute(_INSCRIRE_COMMANDE, {"expertise": expertise, **cause})
            projeter_tous(connexion, expertise, evenements)

    def verifier(self, expertise: str) -> tuple[Anomalie, ...]:
        """Recompute the chain of a case and compare every stored column with its event; empty is right."""
        anomalies: list[Anomalie] = []
        attendu, precedent = 1, GENESE
        with self._lecture.connect() as connexion:
            lignes = connexion.execute(
                select(*LigneJournal.__table__.c)
                .where(LigneJournal.expertise == expertise)
                .order_by(LigneJournal.numero)
            )
            for ligne in lignes:
                if ligne.numero != attendu:
                    anomalies.append(Anomalie(attendu, "missing event"))
                anomalies += _anomalies_de_la_ligne(dict(ligne._mapping), precedent)
                attendu, precedent = ligne.numero + 1, ligne.empreinte
            anomalies += _fin_manquante(connexion, expertise, attendu - 1)
        return tuple(anomalies)


def _exiger_une_suite(evenements: Sequence[Evenement]) -> None:
    for avant, apres in pairwise(evenements):
        if apres.numero != avant.numero + 1:
            raise Trou(f"event {apres.numero} given right after event {avant.numero}")


def _lire_depuis(connexion: Connection, expertise: str, numero: int) -> list[tuple[int, str, str]]:
    lues = connexion.execute(_DEPUIS, {"expertise": expertise, "numero": numero})
    return [(numero, donnees, empreinte) for numero, donnees, empreinte in lues]


def _empreinte_precedente(deja: list[tuple[int, str, str]], premier: int) -> str:
    if premier == 1:
        return GENESE
    if not deja or deja[0][0] != premier - 1:
        raise Trou(f"event {premier} cannot be recorded: event {premier - 1} is not")
    return deja[0][2]


def _exiger_les_memes(presents: dict[int, str], evenements: Sequence[Evenement], a_ecrire: Sequence[str]) -> None:
    for evenement, texte in zip(evenements, a_ecrire, strict=True):
        connu = presents.get(evenement.numero)
        if connu is None or not _meme_contenu(connu, texte):
            raise Conflit(f"event {evenement.numero} is already recorded with another content")


def _meme_contenu(connu: str, texte: str) -> bool:
    # A retry may come from a newer program, whose events have one more optional field: read the recorded
    # text with today's model before calling it different.
    return connu == texte or canonique(Evenement.model_validate_json(connu)) == texte


def _exiger_la_meme_commande(
    connexion: Connection, expertise: str, commande: str, empreinte: str, premier: int, dernier: int
) -> None:
    connue = connexion.execute(_COMMANDE, {"expertise": expertise, "commande": commande}).first()
    if connue is None or tuple(connue) != (empreinte, premier, dernier):
        raise Conflit(f"events {premier} to {dernier} were recorded for another command")


def _exiger_une_cle_neuve(connexion: Connection, expertise: str, commande: str) -> None:
    if connexion.execute(_COMMANDE, {"expertise": expertise, "commande": commande}).first() is not None:
        raise Conflit("this idempotency key already caused other events")


def _lignes(
    expertise: str, evenements: Sequence[Evenement], a_ecrire: Sequence[str], precedent: str
) -> list[dict[str, Any]]:
    lignes = []
    for evenement, donnees in zip(evenements, a_ecrire, strict=True):
        empreinte = chainer(expertise, precedent, donnees)
        lignes.append(
            {
                **_colonnes(evenement),
                "expertise": expertise,
                "donnees": donnees,
                "precedent": precedent,
                "empreinte": empreinte,
            }
        )
        precedent = empreinte
    return lignes


def _colonnes(evenement: Evenement) -> dict[str, Any]:
    """Return what the journal repeats of an event, outside its canonical text."""
    return {
        "numero": evenement.numero,
        "type": evenement.fait.type,
        "resume": evenement.resume,
        "article": evenement.article,
        "auteur": evenement.auteur.personne,
        "role": evenement.auteur.role.value,
        "survenu_le": evenement.survenu_le,
        "enregistre_a": evenement.enregistre_a,
        "repris": evenement.repris,
        "etape": evenement.etape,
        "alertes": [_sans_nul(alerte) for alerte in evenement.alertes],
    }


def _anomalies_de_la_ligne(ligne: dict[str, Any], precedent: str) -> list[Anomalie]:
    numero = ligne["numero"]
    if ligne["precedent"] != precedent:
        return [Anomalie(numero, "does not follow the event before it")]
    if chainer(ligne["expertise"], ligne["precedent"], ligne["donnees"]) != ligne["empreinte"]:
        return [Anomalie(numero, "the event is not the one that was fingerprinted")]
    attendues = _colonnes(Evenement.model_validate_json(ligne["donnees"]))
    return [
        Anomalie(numero, f"column {nom} differs from the event")
        for nom, attendue in attendues.items()
        if ligne[nom] != _sans_nul(attendue)
    ]


def _sans_nul(valeur: Any) -> Any:
    # As `tables.Mots` stores it.
    return valeur.replace("\x00", "\N{REPLACEMENT CHARACTER}") if isinstance(valeur, str) else valeur


def _fin_manquante(connexion: Connection, expertise: str, dernier: int) -> list[Anomalie]:
    requete = select(func.max(LigneCommande.dernier)).where(LigneCommande.expertise == expertise)
    annonce = connexion.execute(requete).scalar() or 0
    return [Anomalie(n, "missing event") for n in range(dernier + 1, annonce + 1)]
