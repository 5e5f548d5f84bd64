"""How the facts of the course of the instance change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import AVANT_LE_RAPPORT, FINS_ANTICIPEES, Dossier, Phase, Requete
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien
from procedure.instance import Instance, Interruption, Suspension
from procedure.modele import PersonneId
from procedure.personnes import Role


def suivre(instance: Instance, evenement: Evenement) -> Instance:
    """What every event leaves behind: a diligence, an act to confirm, the end of the measure."""
    champs: Changements = {}
    if evenement.auteur.role in (Role.PARTIE, Role.AVOCAT) and evenement.fait.type not in _SANS_DILIGENCE:
        champs["derniere_diligence"] = max(instance.derniere_diligence or evenement.survenu_le, evenement.survenu_le)
    if evenement.sous_interruption:
        acte = evenement.actes[0].id if evenement.actes else f"evenement-{evenement.numero}"
        champs["a_confirmer"] = {
            **instance.a_confirmer,
            **{p: (*instance.a_confirmer.get(p, ()), acte) for p in instance.interruptions},
        }
    phase = Phase(evenement.etape)
    if phase in FINS_ANTICIPEES and instance.finie_le is None:
        champs["finie_le"] = evenement.survenu_le
    elif phase in AVANT_LE_RAPPORT and instance.finie_le is not None:
        champs["finie_le"] = None  # the judge has relieved from the caducité
    return instance.model_copy(update=champs) if champs else instance


SURVIVENT = frozenset({"force_executoire", "cause_grave", "juge-d-appui"})
"""The requests that may be settled once the measure is over."""


def sans_objet(requetes: dict[str, Requete], evenement: Evenement) -> dict[str, Requete]:
    """What was asked during the measure has no object once it is over; a caducité may still be relieved (271)."""
    if Phase(evenement.etape) in (*AVANT_LE_RAPPORT, Phase.CADUQUE):
        return requetes
    perdues = {
        i: r.model_copy(update={"statut": "sans_objet", "decidee_le": evenement.survenu_le})
        for i, r in requetes.items()
        if r.statut == "pendante" and r.nature not in SURVIVENT
    }
    return {**requetes, **perdues} if perdues else requetes


_SANS_DILIGENCE = frozenset({"reception_constatee", "reception_rectifiee", "interruption_signalee"})


def _interruption(dossier: Dossier, evenement: Evenement, fait: ev.InterruptionSignalee) -> Changements:
    instance, nouvelle = dossier.instance, Interruption(cause=fait.cause, depuis=fait.depuis)
    if fait.effet == "interrompt":
        champs: Changements = {
            "interruptions": {**instance.interruptions, fait.partie: nouvelle},
            "a_confirmer": {**instance.a_confirmer, fait.partie: fait.a_confirmer},
        }
    else:
        champs = {"signalees": {**instance.signalees, fait.partie: nouvelle}}
    return {"instance": instance.model_copy(update=champs)}


def _reprise(dossier: Dossier, evenement: Evenement, fait: ev.InstanceReprise) -> Changements:
    instance = dossier.instance
    parties = tuple(p.id for p in fait.arrivants if p.role is Role.PARTIE)
    a_confirmer = {p: a for p, a in instance.a_confirmer.items() if p != fait.partie}
    protegees = parties if parties and fait.prennent_la_place else (fait.partie, *parties)
    a_confirmer |= {p: instance.a_confirmer.get(fait.partie, ()) for p in protegees}
    champs: Changements = {
        "interruptions": {p: i for p, i in instance.interruptions.items() if p != fait.partie},
        "signalees": {p: i for p, i in instance.signalees.items() if p != fait.partie},
        "a_confirmer": {p: a for p, a in a_confirmer.items() if a},
    }
    participants = dossier.participants | {p.id: p for p in fait.arrivants if p.id not in dossier.participants}
    arrivees = dossier.arrivees
    if parties and fait.prennent_la_place:
        champs["successeurs"] = {**instance.successeurs, fait.partie: parties}
        remplacants = parties
        if (arrivee := arrivees.get(fait.partie)) is not None:  # a newcomer: the file is owed, or was sent, to them
            arrivees = {p: a for p, a in arrivees.items() if p != fait.partie} | dict.fromkeys(parties, arrivee)
    else:
        participants |= {p.id: p for p in (fait.defendue,) if p is not None}
        remplacants = (fait.partie,)
    demandes = {
        n: d.model_copy(update={"attendus": _a_la_place(d.attendus, fait.partie, remplacants)})
        for n, d in dossier.demandes.items()
    }
    return {
        "instance": instance.model_copy(update=champs),
        "participants": participants,
        "demandes": demandes,
        "arrivees": arrivees,
    }


def _a_la_place(
    attendus: tuple[PersonneId, ...], partie: PersonneId, remplacants: tuple[PersonneId, ...]
) -> tuple[PersonneId, ...]:
    return tuple(r for p in attendus for r in (remplacants if p == partie else (p,)))


def _confirmation(dossier: Dossier, evenement: Evenement, fait: ev.ActeConfirme) -> Changements:
    instance = dossier.instance
    reste = tuple(a for a in instance.a_confirmer.get(fait.au_nom_de, ()) if a != fait.acte)
    a_confirmer = {p: a for p, a in {**instance.a_confirmer, fait.au_nom_de: reste}.items() if a}
    return {"instance": instance.model_copy(update={"a_confirmer": a_confirmer})}


def _suspension(dossier: Dossier, evenement: Evenement, fait: ev.MesureSuspendue) -> Changements:
    suspension = Suspension(motif=fait.motif, depuis=evenement.survenu_le, mesure=fait.effet_sur_la_mesure)
    return {"instance": dossier.instance.model_copy(update={"suspension": suspension})}


def _suspension_levee(dossier: Dossier, evenement: Evenement, fait: ev.SuspensionLevee) -> Changements:
    return {"instance": dossier.instance.model_copy(update={"suspension": None})}


CHANGEMENTS: dict[str, Changement] = {
    "interruption_signalee": _interruption,
    "instance_reprise": _reprise,
    "acte_confirme": _confirmation,
    "nouveau_terme_fixe": rien,
    "mesure_suspendue": _suspension,
    "suspension_levee": _suspension_levee,
}
"""How the facts of this part change the state: plain assignment."""
