"""How the facts of a convention change the state: plain assignment."""

from procedure import evenements as ev
from procedure.commandes import Terme
from procedure.dossier import Convention, Dossier, Mandat
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, rien, trancher


def _conclusion(dossier: Dossier, evenement: Evenement, fait: ev.ConventionConclue) -> Changements:
    return {
        "pack": fait.pack,
        "rg": fait.rg,
        "juridiction": fait.juridiction,
        "objet": fait.objet,
        "rendue_le": fait.conclue_le,
        "chefs": fait.chefs,
        "terme_rapport": fait.terme_rapport,
        "demarrage_immediat": True,  # nothing is consigned: the acceptance opens the operations
        "participants": {p.id: p for p in fait.participants},
        "mandat": Mandat(expert=fait.technicien, etat="notifie", le=fait.conclue_le),
        "convention": Convention(entre_avocats=fait.entre_avocats, technicien=fait.technicien),
    }


def _modification(dossier: Dossier, evenement: Evenement, fait: ev.MissionModifiee) -> Changements:
    changements: Changements = {"chefs": fait.chefs} if fait.chefs else {}
    if fait.rapport_au_plus_tard is not None:
        changements["terme_rapport"] = Terme(le=fait.rapport_au_plus_tard)
    return changements


def _intervention(dossier: Dossier, evenement: Evenement, fait: ev.TiersIntervenu) -> Changements:
    arrivants = {p.id: p for p in (fait.tiers, *fait.avocats)}
    return {"participants": {**dossier.participants, **arrivants}}


def _sans_technicien(dossier: Dossier, evenement: Evenement, fait: ev.TechnicienRevoque) -> Changements:
    return {"mandat": None}


def _remplacement(dossier: Dossier, evenement: Evenement, fait: ev.TechnicienRemplace) -> Changements:
    restent = {p: v for p, v in dossier.participants.items() if p != fait.ancien}
    convention = dossier.convention or Convention(technicien=fait.ancien)
    return {
        "anciens": (*dossier.anciens, fait.ancien),
        "participants": {**restent, fait.expert.id: fait.expert},
        "mandat": Mandat(expert=fait.expert.id, etat="notifie", le=evenement.survenu_le),
        "convention": convention.model_copy(update={"technicien": fait.expert.id}),
        "terme_rapport": fait.terme_rapport,
        "remplacement_le": evenement.survenu_le,
        "operations_depuis": None,  # they begin with his acceptance (131-2)
        "pre_rapport_le": None,
        "termes": {i: t for i, t in dossier.termes.items() if not i.startswith("DL-13:")},
    }


def _saisine(dossier: Dossier, evenement: Evenement, fait: ev.JugeDAppuiSaisi) -> Changements:
    return deposer(dossier, evenement, "juge-d-appui", objet=fait.difficulte)


def _decision(dossier: Dossier, evenement: Evenement, fait: ev.JugeDAppuiStatue) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.accordee)
    return {**changements, "mandat": None} if fait.met_fin_a_la_mission else changements


def _rapport(dossier: Dossier, evenement: Evenement, fait: ev.RapportRemis) -> Changements:
    return {"rapport_le": evenement.survenu_le}


CHANGEMENTS: dict[str, Changement] = {
    "convention_conclue": _conclusion,
    "mission_modifiee": _modification,
    "inertie_constatee": rien,
    "tiers_intervenu": _intervention,
    "technicien_revoque": _sans_technicien,
    "technicien_remplace": _remplacement,
    "juge_d_appui_saisi": _saisine,
    "juge_d_appui_statue": _decision,
    "rapport_remis": _rapport,
}
