"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Credit, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, rien, trancher


def _provision(dossier: Dossier, evenement: Evenement, fait: ev.ProvisionFixee) -> Changements:
    return {
        "provision": fait.provision,
        "consignation_suffisante": fait.suffisante,
        "provision_a_appeler": True,
    }


def _appel(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationAppelee) -> Changements:
    return {"provision_a_appeler": False}


def _encaissement(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationEncaissee) -> Changements:
    cumul = dossier.encaisse.get(fait.payeur, 0) + fait.montant
    return {
        "encaisse": {**dossier.encaisse, fait.payeur: cumul},
        "credits": (
            *dossier.credits,
            Credit(payeur=fait.payeur, montant=fait.montant, le=evenement.survenu_le, verse_par=fait.verse_par),
        ),
        "consignation_suffisante": fait.suffisante,
    }


def _demarrage(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationAvisee) -> Changements:
    """An immediate start came before the notice, and stays the start (art. 267 al. 2)."""
    return {"operations_depuis": dossier.operations_depuis or evenement.survenu_le}


def _aide(dossier: Dossier, evenement: Evenement, fait: ev.AideJuridictionnelleAdmise) -> Changements:
    return {
        "aides": {**dossier.aides, fait.partie: fait.decidee_le} if fait.totale else dossier.aides,
        "provision": fait.provision,
        "complements": fait.complements,
        "consignation_suffisante": fait.suffisante,
    }


def _releve_demande(dossier: Dossier, evenement: Evenement, fait: ev.ReleveDemande) -> Changements:
    return deposer(dossier, evenement, "releve", objet=fait.nature)


def _releve_statue(dossier: Dossier, evenement: Evenement, fait: ev.ReleveStatue) -> Changements:
    rendu: Changements = {}
    if fait.accordee and dossier.fonds_liberes:  # all was given back (284 al. 2): all is to be paid again
        rendu = {"encaisse": {}, "credits": (), "fonds_liberes": False, "consignation_suffisante": False}
    return {
        **trancher(dossier, evenement, fait.requete, accordee=fait.accordee),
        **rendu,
        "provision": fait.provision,
    }


CHANGEMENTS: dict[str, Changement] = {
    "provision_fixee": _provision,
    "consignation_appelee": _appel,
    "consignation_encaissee": _encaissement,
    "consignation_avisee": _demarrage,
    "aide_juridictionnelle_admise": _aide,
    "releve_demande": _releve_demande,
    "releve_statue": _releve_statue,
    "caducite_constatee": rien,
}
