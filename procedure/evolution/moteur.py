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


CHANGEMENTS: dict[str, Changement] = {
    "echeance_depassee": _depassement,
    "rappel_echu": _rappel,
    "remise_echouee": rien,
    "reprise_effectuee": rien,
}
