"""A play told to a person: after each act, the stage, the dates and why, what is due to whom."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from procedure.calendrier import date_longue
from procedure.delais import Calcul
from procedure.dossier import LIBELLES_DES_PHASES
from procedure.echeances import Cloture, Echeance, Statut
from procedure.effets import Canal, Destination, Portee
from procedure.fiches import acte_en_mots
from procedure.intitules import INTITULES
from procedure.langue import accorder, instant_long
from procedure.lettres.socle import REQUETES, demande_en_mots
from procedure.modele import EcheanceId, PersonneId
from procedure.regles import ETATS_LEVES
from procedure.rejeu import Deroulement, Envoi, Fait, Moment
from workers.rejouer_verification import Ecart, Etat
from workers.scenario import ActePrevu, Scenario

CANAUX = {
    Canal.COURRIEL: "courriel",
    Canal.LRAR: "lettre recommandée avec demande d’avis de réception",
    Canal.LETTRE_SIMPLE: "lettre simple",
}
PORTEES = {Portee.NOTIFICATION: "vaut notification", Portee.INFORMATION: "informe seulement"}
OBJETS = {"complement": "complément", "demande": "demande", "reunion": "réunion", "versement": "versement"}
"""What an échéance may be about, besides an act, a request or a person."""

STATUTS = {
    Statut.NON_DEMARREE: "non démarrée",
    Statut.OUVERTE: "ouverte",
    Statut.GELEE: "gelée",
    Statut.SATISFAITE: "satisfaite",
    Statut.LEVEE: "levée",
    Statut.DEPASSEE: "dépassée",
}


def raconter(scenario: Scenario, deroulement: Deroulement) -> Iterator[str]:
    """The whole play, line by line; the acts of the socle are only counted."""
    recit = Recit(deroulement)
    yield scenario.titre or deroulement.reference
    if scenario.resume:
        yield scenario.resume
    siege = f"juge d’appui : {deroulement.juridiction}" if deroulement.conventionnelle else deroulement.juridiction
    affaire = f"{deroulement.reference}, {siege} ({accorder(len(scenario.pas), 'acte')})"
    yield affaire[:1].upper() + affaire[1:]
    muets = sum(pas.du_socle for pas in scenario.pas)
    if muets:
        yield f"Socle : {scenario.socle} ({accorder(muets, 'acte joué', 'actes joués')} sans récit)"
    for pas, (moment, etat) in zip(scenario.pas, deroulement.etats(), strict=True):
        if not pas.du_socle:
            yield ""
            yield from recit.du_moment(pas, moment, etat)


class Recit:
    """Tells moments, with the names of people."""

    def __init__(self, deroulement: Deroulement) -> None:
        self._noms = {p.id: p.nom for p in deroulement.participants}
        self._fuseau = deroulement.fuseau
        self._toutes = deroulement.historique()
        self._dites: dict[EcheanceId, tuple[Statut, Calcul | None]] = {}

    def du_moment(self, pas: ActePrevu, moment: Moment, etat: Etat) -> Iterator[str]:
        """One act and what it gave."""
        yield from _sans_redite(
            f"      {date_longue(fait.a.astimezone(pas.a.tzinfo).date())} — {_fait(fait)}" for fait in moment.en_chemin
        )
        qui = "le temps passe" if pas.attente else f"{self._nom(moment.auteur.personne)} : {INTITULES[pas.type]}"
        yield f"n° {pas.rang}  {instant_long(moment.a, self._fuseau)} — {qui}"
        if moment.refus is not None:
            yield f"      REFUSÉ ({moment.refus.article}) : {moment.refus.message}"
            yield from (f"        il faut : {manque}" for manque in moment.refus.manque)
        yield from _sans_redite(f"      {_fait(fait)}" for fait in moment.faits)
        for alerte in (a for fait in (*moment.en_chemin, *moment.faits) for a in fait.alertes):
            yield f"      ALERTE : {alerte}"
        yield f"      étape : {LIBELLES_DES_PHASES[moment.etape]}"
        if moment.leves:
            yield f"      à trancher : {', '.join(ETATS_LEVES.get(etat, etat) for etat in moment.leves)}"
        yield from self._envois(moment.envois)
        yield from self._echeances(moment, etat)

    # -- acts

    def _envois(self, envois: Iterable[Envoi]) -> Iterator[str]:
        envois = list(envois)
        if envois:
            yield "      actes établis ou déposés :"
        for envoi in envois:
            if envoi.acte.hors_plateforme:
                fait = "accompli hors de la plateforme"
            else:
                fait = "établi" if envoi.modele else "déposé"
            yield f"        {envoi.acte.titre} ({fait}) → {self._noms_de(envoi.acte.destinataires) or 'personne'}"
            for (canal, portee, motif), vers in _voies(envoi.destinations).items():
                voie = f"{CANAUX.get(canal, canal.value)}, {PORTEES.get(portee, portee.value)}"
                yield f"          {voie} ({motif}) : {self._noms_de(vers)}"

    # -- échéances

    def _echeances(self, moment: Moment, etat: Etat) -> Iterator[str]:
        """What the act moved, with its reason; the rest is counted. One line for everybody who has the same date."""
        # a reminder that went out leaves the date as it was told
        changees = {e.id for e in moment.echeances if self._dites.get(e.id) != (e.statut, e.calcul)}
        datees = {e.id for e in moment.echeances if self._dites.get(e.id, (None, None))[1] != e.calcul}
        self._dites |= {e.id: (e.statut, e.calcul) for e in moment.echeances}
        groupes: dict[tuple[str, str, tuple[str, ...]], list[PersonneId]] = {}
        for echeance in (e for e in etat.values() if e.id in changees):
            objet = f" ({self._en_mots(echeance.objet)})" if echeance.objet else ""
            quoi = f"+ {echeance.regle} {echeance.intitule}{objet}"
            pourquoi = tuple(expliquer(echeance)) if echeance.calcul and echeance.id in datees else ()
            groupes.setdefault((quoi, _quand(echeance), pourquoi), []).append(echeance.personne)
        closes = [close for close in moment.closes if close.echeance not in etat]
        restent = [e for e in etat.values() if e.id not in changees]
        if not groupes and not closes:
            yield from (f"      échéances : {dites}" for dites in _inchangees(restent))
            return
        yield "      échéances :"
        for (quoi, quand, pourquoi), personnes in groupes.items():
            yield f"      {quoi} — {self._noms_de(personnes)} : {quand}"
            yield from (f"            {ligne}" for ligne in pourquoi)
        yield from _sans_redite(f"      - {self._close(close)}" for close in closes)
        yield from (f"      = {dites}" for dites in _inchangees(restent))

    def _en_mots(self, objet: str) -> str:
        """« versement n° 2 », the name of an act or of a request as the file gives it, or a person."""
        nature, _, rang = objet.rpartition("-")
        if objet in self._noms:
            return self._nom(PersonneId(objet))
        if nature in OBJETS:
            return f"{OBJETS[nature]} n° {rang}"
        return demande_en_mots(objet) if nature in REQUETES else acte_en_mots(objet)

    def _close(self, close: Cloture) -> str:
        echeance = self._toutes[close.echeance].echeance
        quoi = f"{echeance.regle} {echeance.intitule} — {self._nom(echeance.personne)}"
        return f"{quoi} : {_statut(close.statut)}, {close.motif}"

    def _nom(self, personne: PersonneId) -> str:
        return self._noms.get(personne, personne)

    def _noms_de(self, personnes: Iterable[PersonneId]) -> str:
        return ", ".join(map(self._nom, personnes))


def _inchangees(echeances: list[Echeance]) -> Iterator[str]:
    """« 3 inchangées, dont 1 gelée ; la prochaine le … : Derniers dires »; nothing where there is none."""
    if not echeances:
        return
    autres = Counter(e.statut for e in echeances if e.statut is not Statut.OUVERTE)
    dont = ", ".join(f"{nombre} {_accorde(statut, nombre)}" for statut, nombre in autres.items())
    datees = [(e.calcul.legal, e.intitule) for e in echeances if e.calcul and e.statut is Statut.OUVERTE]
    compte = accorder(len(echeances), "inchangée")
    prochaine = ""
    if datees:
        jour, intitule = min(datees)
        prochaine = f" ; la prochaine le {date_longue(jour)} : {intitule}"
    yield f"{compte}{f', dont {dont}' if dont else ''}{prochaine}"


def _accorde(statut: Statut, nombre: int) -> str:
    """« non démarrée », « non démarrées »: every standing is a feminine adjective."""
    return f"{_statut(statut)}{'s' if nombre > 1 else ''}"


def _quand(echeance: Echeance) -> str:
    if echeance.statut is Statut.GELEE:
        return "gelée jusqu’à une nouvelle date"
    if echeance.calcul is None:
        return f"ne court pas encore ({echeance.article})"
    depassee = f", {_statut(echeance.statut)}" if echeance.statut is not Statut.OUVERTE else ""
    return f"{date_longue(echeance.calcul.legal)}{depassee}{_autres_dates(echeance.calcul)}"


def _statut(statut: Statut) -> str:
    return STATUTS.get(statut, statut.value)


def _sans_redite(lignes: Iterable[str]) -> Iterator[str]:
    """The same line in a row is said once: a reminder to each party."""
    for ligne, redites in groupby(lignes):
        nombre = len(list(redites))
        yield ligne if nombre == 1 else f"{ligne} × {nombre}"


def _fait(fait: Fait) -> str:
    return f"{fait.resume} ({fait.article})"


def _voies(
    destinations: Iterable[Destination],
) -> dict[tuple[Canal, Portee, str], list[PersonneId]]:
    voies: dict[tuple[Canal, Portee, str], list[PersonneId]] = {}
    for d in destinations:
        voies.setdefault((d.canal, d.portee, d.motif), []).append(d.personne)
    return voies


def _autres_dates(calcul: Calcul) -> str:
    """The other defensible dates, where they are not the legal one."""
    autres = [
        f"{libelle} {date_longue(jour)}"
        for libelle, jour in (
            ("terme du compte", calcul.nominal),
            ("au plus sûr", calcul.safe_by),
            ("discutable jusqu’au", calcul.arguable_until),
        )
        if jour != calcul.legal
    ]
    return f" ({' ; '.join(autres)})" if autres else ""


def expliquer(echeance: Echeance) -> Iterator[str]:
    """Why this date: what started it, then each step with its article."""
    if echeance.origine is not None:
        origine = echeance.origine
        preuve = f" ({origine.preuve.reference})" if origine.preuve else ""
        yield f"point de départ : {origine.evenement}, {date_longue(origine.date)}{preuve}"
    for etape in echeance.calcul.etapes if echeance.calcul else ():
        yield f"{etape.regle} : {etape.texte}"


def dire_les_ecarts(ecarts: list[Ecart]) -> str:
    """The differences, one per line, for the error stream."""
    entete = accorder(len(ecarts), "écart avec le scénario", "écarts avec le scénario")
    return "\n".join([f"diligence : {entete}", *(f"  {ecart}" for ecart in ecarts)]) + "\n"
