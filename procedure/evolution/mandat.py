"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier, Mandat
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, completer, deposer, mandat, trancher

SUR_L_EXPERT = ("recusation", "conflit", "manquement", "remplacement")
"""The requests that are about the person of the expert: they end with his mandate."""


def _remplacement_demande(dossier: Dossier, evenement: Evenement, fait: ev.RemplacementDemande) -> Changements:
    return deposer(dossier, evenement, "remplacement", objet=fait.au_nom_de)


def _explications_demandees(dossier: Dossier, evenement: Evenement, fait: ev.ExplicationsDemandees) -> Changements:
    return deposer(dossier, evenement, "manquement", objet=fait.demande)


def _explications_donnees(dossier: Dossier, evenement: Evenement, fait: ev.ExplicationsDonnees) -> Changements:
    return completer(dossier, fait.requete, observee_le=evenement.survenu_le)


def _manquement(dossier: Dossier, evenement: Evenement, fait: ev.ManquementTranche) -> Changements:
    """The judge settles with it the request of the party, where there was one."""
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.remplace)
    requete = dossier.requetes[fait.requete]
    if requete.nature == "manquement" and requete.objet is not None:
        dossier_tranche = dossier.model_copy(update=changements)
        changements = trancher(dossier_tranche, evenement, requete.objet, accordee=fait.remplace)
    return changements | (mandat("a_remplacer")(dossier, evenement, fait) if fait.remplace else {})


def _remplacement(dossier: Dossier, evenement: Evenement, fait: ev.ExpertRemplace) -> Changements:
    """The new expert starts from a clean mandate; what was validly done stays (art. 176), the dires included."""
    participants = {p: v for p, v in dossier.participants.items() if p != fait.ancien}
    return {
        "anciens": (*dossier.anciens, fait.ancien),
        "participants": {**participants, fait.expert.id: fait.expert},
        "mandat": Mandat(expert=fait.expert.id, le=evenement.survenu_le),
        "remplacement_le": evenement.survenu_le,
        "terme_rapport": fait.terme_rapport or dossier.terme_rapport,
        "pre_rapport_le": None,
        "termes": {i: t for i, t in dossier.termes.items() if not i.startswith("DL-13:")},
        "requetes": {
            i: r.model_copy(update={"statut": "sans_objet", "decidee_le": evenement.survenu_le})
            if r.nature in SUR_L_EXPERT and r.statut == "pendante"
            else r
            for i, r in dossier.requetes.items()
        },
    }


CHANGEMENTS: dict[str, Changement] = {
    "mission_refusee": mandat("refuse"),
    "empechement_constate": mandat("empeche"),
    "remplacement_demande": _remplacement_demande,
    "explications_demandees": _explications_demandees,
    "explications_donnees": _explications_donnees,
    "manquement_tranche": _manquement,
    "expert_remplace": _remplacement,
}
