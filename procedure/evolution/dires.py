"""How the facts of the dires change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dire, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, completer, deposer, trancher


def _dire(dossier: Dossier, evenement: Evenement, fait: ev.DireDepose) -> Changements:
    dires = dict(dossier.dires)
    for laisse in fait.abandonnes or ():
        dires[laisse.dire] = dires[laisse.dire].model_copy(update={"abandonnes": laisse.points})
    dires[fait.dire] = Dire(
        numero=fait.dire,
        au_nom_de=fait.au_nom_de,
        points=len(fait.points),
        depose_le=evenement.survenu_le,
        situation=fait.situation,
    )
    return {"dires": dires}


def _reponse(dossier: Dossier, evenement: Evenement, fait: ev.DireRepondu) -> Changements:
    return _changer(dossier, fait.dire, repondu=True, repondu_le=evenement.survenu_le)


def _invoquee(dossier: Dossier, evenement: Evenement, fait: ev.CauseGraveInvoquee) -> Changements:
    demande = deposer(dossier, evenement, "cause_grave", objet=f"dire-{fait.dire}")
    return demande | _changer(dossier, fait.dire, cause_grave="invoquee")


def _rapportee(dossier: Dossier, evenement: Evenement, fait: ev.CauseGraveRapportee) -> Changements:
    return completer(dossier, fait.requete, observee_le=evenement.survenu_le)


def _decidee(dossier: Dossier, evenement: Evenement, fait: ev.CauseGraveDecidee) -> Changements:
    decision = trancher(dossier, evenement, fait.requete, accordee=fait.admise)
    return decision | _changer(dossier, fait.dire, cause_grave="admise" if fait.admise else "rejetee")


def _changer(dossier: Dossier, numero: int, **champs: object) -> Changements:
    return {"dires": {**dossier.dires, numero: dossier.dires[numero].model_copy(update=champs)}}


CHANGEMENTS: dict[str, Changement] = {
    "dire_depose": _dire,
    "dire_repondu": _reponse,
    "cause_grave_invoquee": _invoquee,
    "cause_grave_rapportee": _rapportee,
    "cause_grave_decidee": _decidee,
}
