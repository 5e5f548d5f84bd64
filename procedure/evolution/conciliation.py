"""How the parties' conciliation changes the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, trancher


def _echange(dossier: Dossier, evenement: Evenement, fait: ev.EchangeVerse) -> Changements:
    return {"confidentiels": (*dossier.confidentiels, fait.document)}


def _constat(dossier: Dossier, evenement: Evenement, fait: ev.ConciliationConstatee) -> Changements:
    accord = (fait.accord,) if fait.accord else ()
    return {
        "conciliation": fait.etendue,
        "conciliation_le": evenement.survenu_le,
        "confidentiels": (*dossier.confidentiels, *accord),
    }


def _demande(dossier: Dossier, evenement: Evenement, fait: ev.ForceExecutoireDemandee) -> Changements:
    return deposer(dossier, evenement, "force_executoire")


def _decision(dossier: Dossier, evenement: Evenement, fait: ev.ForceExecutoireDecidee) -> Changements:
    return trancher(dossier, evenement, fait.requete, accordee=fait.accordee)


CHANGEMENTS: dict[str, Changement] = {
    "echange_verse": _echange,
    "conciliation_constatee": _constat,
    "force_executoire_demandee": _demande,
    "force_executoire_decidee": _decision,
}
