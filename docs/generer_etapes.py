"""What the scenarios of `exemples/` show: the stages that follow one another, and the rules that are covered."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from procedure.commandes import COMMANDES
from procedure.decider import decider
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import LIBELLES_DES_PHASES, Dossier, Phase
from procedure.evolution import evoluer
from procedure.intitules import INTITULES
from procedure.modele import ExpertiseId
from procedure.regles import REGLES
from procedure.transitions import TRANSITIONS
from workers.scenario import lire

RACINE = Path(__file__).resolve().parents[1]
SCENARIOS = RACINE / "exemples" / "scenarios"

DELAIS = (
    "01a 01b 01c 01d 02 03 03b 04 05 06 06w 07 07b 08 09 10 11 12 13 14 15 16 17 18 18n 19 20 21 22 23 24 25 26 27 28"
)
A_COUVRIR: tuple[str, ...] = (
    *(f"U{n}" for n in range(1, 39)),
    *(f"T{n:02d}" for n in range(1, 41)),
    *(f"DL-{d}" for d in DELAIS.split()),
    *(f"V{n}" for n in range(1, 13)),
    *(f"P{n}" for n in range(1, 20)),
)
"""Every row of the specification: unhappy ways, transitions, time limits, validation rules, error-prone points."""

_FAMILLES = {
    "U": "Voies contrariées",
    "T": "Transitions",
    "D": "Échéances",
    "V": "Règles de validation",
    "P": "Points où l’on se trompe",
}


class Passage(NamedTuple):
    """One stage that followed another, and the act that was performed then."""

    de: Phase | None
    vers: Phase
    par: str
    """The command, or « veiller » where a date passed."""


class Vu(NamedTuple):
    """What playing one scenario showed."""

    couvre: tuple[str, ...]
    titre: str
    passages: frozenset[Passage]
    faits: frozenset[str]
    regles: frozenset[str]
    """The rules of which an échéance was opened."""
    etablis: frozenset[tuple[Nature, str]]
    """Each kind of document, and the command that made it."""


@cache
def joues() -> dict[str, Vu]:
    """Every scenario played on the rules alone, by its file name."""
    return {fichier.stem: _jouer(fichier) for fichier in sorted(SCENARIOS.glob("*.yaml"))}


def _jouer(fichier: Path) -> Vu:
    scenario = lire(fichier)
    dossier = Dossier(id=ExpertiseId("catalogue"))
    passages: set[Passage] = set()
    faits: set[str] = set()
    regles: set[str] = set()
    etablis: set[tuple[Nature, str]] = set()
    for pas in scenario.pas:
        try:
            evenements = decider(dossier, pas.commande, pas.a)
        except Refus:
            continue
        for evenement in evenements:
            de = dossier.phase if dossier.numero else None
            dossier = evoluer(dossier, evenement)
            if de is not dossier.phase:
                passe = evenement.fait.type == "echeance_depassee"
                passages.add(Passage(de, dossier.phase, "veiller" if passe else pas.commande.type))
            faits.add(evenement.fait.type)
            regles.update(e.regle for e in evenement.ouvertes)
            etablis.update((acte.nature, pas.commande.type) for acte in evenement.actes)
    return Vu(
        tuple(scenario.couvre),
        scenario.titre or "",
        frozenset(passages),
        frozenset(faits),
        frozenset(regles),
        frozenset(etablis),
    )


def actes_d_ou_vient(nature: Nature) -> str:
    """The acts that made this kind of document in the scenarios, in the order of the law."""
    vus = {par for vu in joues().values() for etabli, par in vu.etablis if etabli is nature}
    return ", ".join(titre for acte, titre in INTITULES.items() if acte in vus) or "–"


def etapes() -> str:
    """Return the page of the stages: a diagram of what the scenarios went through, then the table of transitions."""
    par_acte: dict[tuple[Phase | None, Phase], set[str]] = defaultdict(set)
    for vu in joues().values():
        for passage in vu.passages:
            par_acte[passage.de, passage.vers].add(passage.par)
    return f"""# Étapes

Une expertise est à une étape à la fois. Le diagramme montre les passages que les scénarios d’`exemples/scenarios/` ont
réellement faits, avec l’acte de chacun : « Un terme passe » veut dire que la plateforme l’a relevé, sans rien décider.

```mermaid
stateDiagram-v2
{_declarations()}{_fleches(par_acte)}```

## Transitions

Ce qui change d’état n’est pas toujours l’expertise entière : ce peut être le mandat de l’expert, une réunion, un dire,
un recours. « Ce qu’il faut » est la condition ; sans elle, l’acte est refusé, ou, si le tableau le dit, seulement
signalé.

{_table_des_transitions()}"""


def _declarations() -> str:
    return "".join(f"    {phase.value}: {LIBELLES_DES_PHASES[phase]}\n" for phase in Phase)


def _fleches(par_acte: dict[tuple[Phase | None, Phase], set[str]]) -> str:
    ordre = {phase: rang for rang, phase in enumerate([None, *Phase])}
    rang_des_actes = {nom: rang for rang, nom in enumerate(COMMANDES)}
    lignes = []
    for (de, vers), actes in sorted(par_acte.items(), key=lambda p: (ordre[p[0][0]], ordre[p[0][1]])):
        noms = [_nom(acte) for acte in sorted(actes, key=rang_des_actes.__getitem__)]
        lignes.append(f"    {de.value if de else '[*]'} --> {vers.value}: {'<br/>'.join(noms)}\n")
    return "".join(lignes) + f"    {Phase.CLOSE.value} --> [*]\n"


def _nom(acte: str) -> str:
    return "Un terme passe" if acte == "veiller" else INTITULES[acte]


def _table_des_transitions() -> str:
    tete = "| Code | De | Vers | Ce qu’il faut | Article | Montrée par |\n|---|---|---|---|---|---|\n"
    return tete + "".join(
        f"| {t.id} | {t.de} | {t.vers} | {t.garde} | {t.article} | {_scenarios(t.id)} |\n" for t in TRANSITIONS.values()
    )


def couverture() -> str:
    """Return the page that says which scenario shows which row."""
    parties = ["# Couverture\n\nChaque règle que le programme suit, et les scénarios qui la montrent.\n"]
    for initiale, famille in _FAMILLES.items():
        lignes = [f"| {i} | {_objet(i)} | {_scenarios(i)} |\n" for i in A_COUVRIR if i.startswith(initiale)]
        parties.append(f"\n## {famille}\n\n| Code | Objet | Scénarios |\n|---|---|---|\n{''.join(lignes)}")
    titres = "".join(f"- [{nom}](../../exemples/scenarios/{nom}.yaml) : {vu.titre}\n" for nom, vu in joues().items())
    return "".join(parties) + f"\n## Les scénarios\n\n{titres}"


def _objet(identifiant: str) -> str:
    if identifiant in REGLES:
        return REGLES[identifiant].intitule
    if identifiant in TRANSITIONS:
        return f"{TRANSITIONS[identifiant].de} → {TRANSITIONS[identifiant].vers}"
    return OBJETS.get(identifiant, "")


def _scenarios(identifiant: str) -> str:
    noms = [nom for nom, vu in joues().items() if identifiant in vu.couvre]
    return ", ".join(f"[{nom}](../../exemples/scenarios/{nom}.yaml)" for nom in noms) or "–"


def infondees() -> list[str]:
    """The claims of a scenario that playing it did not bear out."""
    fautes = []
    for nom, vu in joues().items():
        for ligne in vu.couvre:
            if ligne not in A_COUVRIR and ligne not in REGLES:
                fautes.append(f"{nom} : {ligne} n’existe pas")
            elif ligne in TRANSITIONS and not vu.faits.intersection(TRANSITIONS[ligne].faits):
                fautes.append(f"{nom} : {ligne} sans aucun de ses faits")
            elif ligne in REGLES and ligne not in vu.regles:
                fautes.append(f"{nom} : {ligne} jamais ouverte")
    return fautes


def manquantes() -> list[str]:
    """The rows that no scenario shows."""
    montrees = {ligne for vu in joues().values() for ligne in vu.couvre}
    return [ligne for ligne in A_COUVRIR if ligne not in montrees]


OBJETS: dict[str, str] = {
    "U1": "Refus ou silence de l’expert",
    "U2": "Conflit déclaré par l’expert",
    "U3": "Récusation",
    "U4": "Remplacement pour manquement ou retard",
    "U5": "Consignation initiale impayée",
    "U6": "Prorogation du délai, relevé de caducité",
    "U7": "Paiement tardif, opérations commencées",
    "U8": "L’un des payeurs fait défaut",
    "U9": "Aide juridictionnelle",
    "U10": "Complément de provision impayé",
    "U11": "Pièces non produites",
    "U12": "Refus d’un tiers",
    "U13": "Partie absente",
    "U14": "Personne à examiner absente",
    "U15": "Accès refusé, sécurité, travaux à avancer",
    "U16": "Prorogation du délai du rapport",
    "U17": "Extension de la mission",
    "U18": "Ordonnance commune",
    "U19": "Intervention en cours d’instance",
    "U20": "Sapiteur",
    "U21": "Conciliation",
    "U22": "Mission de conciliation",
    "U23": "Désistement",
    "U24": "Sursis, radiation, retrait du rôle",
    "U25": "Décès d’une partie",
    "U26": "Procédure collective",
    "U27": "Capacité, majorité, fonctions de l’avocat",
    "U28": "Dire tardif, cause grave",
    "U29": "Dires non rappelés",
    "U30": "Expert en retard",
    "U31": "Rapport en l’état",
    "U32": "Complément d’expertise",
    "U33": "Nullité",
    "U34": "Ordonnance infirmée ou rétractée",
    "U35": "Taxe et recours",
    "U36": "Libération des fonds",
    "U37": "Décès ou radiation de l’expert",
    "U38": "Veille de prescription",
    "DL-04": "Demande de relevé de caducité : aucun délai",
    "DL-06w": "Alerte avant le terme du rapport",
    "DL-07": "Délai de convocation",
    "DL-20": "Convocation devant le premier président",
    "DL-24": "Empêchement technique le dernier jour",
    "V1": "Aucune réunion régulière sans convocation de chacun",
    "V2": "Aucun pré-rapport avant les avis des sapiteurs",
    "V3": "Les derniers dires laissent le temps de rédiger",
    "V4": "Aucune taxe tant qu’un délai d’observations court ou n’a pas commencé",
    "V5": "Aucune extension sans les observations de l’expert",
    "V6": "Aucune caducité automatique",
    "V7": "La distance : six instances seulement",
    "V8": "La notification de la taxe porte les textes",
    "V9": "Un délai dit son point de départ, une date son doute",
    "V10": "Aucun effet défavorable sans texte, preuve et certitude",
    "V11": "Un article est cité avec sa version",
    "V12": "Aucun paiement d’une partie à l’expert",
    "P1": "Deux décrets de 2025, articles renumérotés",
    "P2": "Quatre points de départ différents",
    "P3": "Recours contre la taxe : ni suspensif, ni allongé, copies simultanées",
    "P4": "Provision initiale, provision complémentaire : deux sanctions",
    "P5": "Caducité neutralisée une fois payée et commencée",
    "P6": "Aide juridictionnelle totale : aucune consignation à attendre",
    "P7": "L’expert seul ne passe pas outre",
    "P8": "Dire tardif, réception et envoi",
    "P9": "Extension : observations de l’expert ; nouvelle partie : non",
    "P10": "Délais à rebours : lecture stricte",
    "P11": "Vendredi saint, ponts, lundi de Pentecôte",
    "P12": "Date certaine tombant un jour chômé",
    "P13": "La prescription ignore les fins de semaine",
    "P14": "La responsabilité décennale de l’expert est abrogée",
    "P15": "Une plateforme privée ne fait courir aucun délai",
    "P16": "Appel immédiat avant tout procès, pas en cours d’instance",
    "P17": "Après le dépôt, l’expert est dessaisi",
    "P18": "Décès : de la notification ; procédure collective : du jugement",
    "P19": "Les délais du juge administratif n’entrent pas ici",
}
"""What each row is about, where no table of the code says it."""
