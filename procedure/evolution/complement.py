"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, trancher


def _demande(dossier: Dossier, evenement: Evenement, fait: ev.ProvisionComplementaireDemandee) -> Changements:
    return deposer(dossier, evenement, "complement")


def _statue(dossier: Dossier, evenement: Evenement, fait: ev.ProvisionComplementaireStatuee) -> Changements:
    return {
        **trancher(dossier, evenement, fait.requete, accordee=fait.accordee),
        "complements": fait.complements,
    }


def _acompte_demande(dossier: Dossier, evenement: Evenement, fait: ev.AcompteDemande) -> Changements:
    return deposer(dossier, evenement, "acompte")


def _acompte_statue(dossier: Dossier, evenement: Evenement, fait: ev.AcompteStatue) -> Changements:
    return {
        **trancher(dossier, evenement, fait.requete, accordee=fait.accordee),
        "acomptes_autorises": dossier.acomptes_autorises + fait.montant,
    }


def _acompte_verse(dossier: Dossier, evenement: Evenement, fait: ev.AcompteVerse) -> Changements:
    return {"acomptes_verses": dossier.acomptes_verses + fait.montant}


CHANGEMENTS: dict[str, Changement] = {
    "provision_complementaire_demandee": _demande,
    "provision_complementaire_statuee": _statue,
    "acompte_demande": _acompte_demande,
    "acompte_statue": _acompte_statue,
    "acompte_verse": _acompte_verse,
}
