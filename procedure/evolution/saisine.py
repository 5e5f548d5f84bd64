"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.documents import Nature
from procedure.dossier import Dossier, Mandat
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, mandat, rien


def _ordonnance(dossier: Dossier, evenement: Evenement, fait: ev.OrdonnanceEnregistree) -> Changements:
    return {
        "rg": fait.rg,
        "juridiction": fait.juridiction,
        "fondement": fait.fondement,
        "objet": fait.objet,
        "introduite_le": fait.introduite_le,
        "mission_de_conciliation": fait.mission_de_conciliation,
        "rendue_le": fait.rendue_le,
        "ordonnance": next((a.piece for a in evenement.actes if a.nature is Nature.ORDONNANCE), None),
        "circonstances": fait.circonstances,
        "chefs": fait.chefs,
        "terme_rapport": fait.terme_rapport,
        "provision": fait.provision,
        "demarrage_immediat": fait.demarrage_immediat,
        "pre_rapport_exige": fait.pre_rapport_exige,
        "participants": {p.id: p for p in fait.participants},
        "mandat": Mandat(expert=fait.expert, le=evenement.survenu_le),
    }


def _acceptation(dossier: Dossier, evenement: Evenement, fait: ev.MissionAcceptee) -> Changements:
    changements = mandat("accepte")(dossier, evenement, fait)
    if dossier.demarrage_immediat:
        changements["operations_depuis"] = dossier.operations_depuis or evenement.survenu_le
    return changements


CHANGEMENTS: dict[str, Changement] = {
    "ordonnance_enregistree": _ordonnance,
    "designation_notifiee": mandat("notifie"),
    "conference_fixee": rien,
    "mission_acceptee": _acceptation,
}
