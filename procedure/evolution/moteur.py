"""How the facts of this phase change the state: plain assignment."""


from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.echeances import Statut
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _depassement(dossier: Dossier, evenement: Evenement, fait: ev.EcheanceDepassee) -> Changements:
    echeance = dossier.echeances[fait.echeance]
    depassee = echeance.model_copy(update={"statut": Statut.DEPASSEE, "rappels": ()})
    return {"echeances": {fait.echeance: depassee}}


def _rappel(dossier: Dossier, evenement: Evenement, fait: ev.RappelEchu) -> Changements:
    passes = {fait.echelon, *fait.regroupe}
    echeance = dossier.echeances[fait.echeance]
    reste = tuple(r for r in echeance.rappels if r.echelon not in passes)
    return {"echeances": {fait.echeance: echeance.model_copy(update={"rappels": reste})}}


def _echec(dossier: Dossier, evenement: Evenement, fait: ev.RemiseEchouee) -> Changements:
    suivi = dossier.actes.get(fait.acte)
    if suivi is None:
        return {}
    echecs = tuple(dict.fromkeys((*suivi.echecs, fait.destinataire)))
    return {"actes": {**dossier.actes, fait.acte: suivi.model_copy(update={"echecs": echecs})}}


CHANGEMENTS: dict[str, Changement] = {
    "echeance_depassee": _depassement,
    "rappel_echu": _rappel,
    "remise_echouee": _echec,
    "reprise_effectuee": rien,
}
