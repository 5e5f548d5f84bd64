"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.documents import Nature
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _remuneration(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationDemandee) -> Changements:
    return {"remuneration_demandee": fait.montant, "acte_remuneration": fait.acte}


def _reception(dossier: Dossier, evenement: Evenement, fait: ev.ReceptionConstatee) -> Changements:
    suivi = dossier.actes[fait.acte]
    recus = {**suivi.recus, fait.destinataire: evenement.survenu_le}
    return {"actes": {**dossier.actes, fait.acte: suivi.model_copy(update={"recus": recus})}}


def _observation(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationObservee) -> Changements:
    return {
        "observations": (*dossier.observations, fait.au_nom_de),
        "observees_le": {fait.au_nom_de: evenement.survenu_le, **dossier.observees_le},
    }


def _reduction(dossier: Dossier, evenement: Evenement, fait: ev.ReductionEnvisagee) -> Changements:
    return {"reduction_repondue": False, "reduction_montant": fait.montant}


def _reduction_repondue(dossier: Dossier, evenement: Evenement, fait: ev.ReductionRepondue) -> Changements:
    return {"reduction_repondue": True, "reduction_repondue_le": evenement.survenu_le}


def _taxe(dossier: Dossier, evenement: Evenement, fait: ev.RemunerationTaxee) -> Changements:
    ordonnance = next((a.piece for a in evenement.actes if a.nature is Nature.ORDONNANCE_DE_TAXE), None)
    return {
        "remuneration_taxee": fait.montant,
        "taxee_le": evenement.survenu_le,
        "ordonnance_taxe": ordonnance,
    }


def _fonds(dossier: Dossier, evenement: Evenement, fait: ev.FondsLiberes) -> Changements:
    regle = {"complement": 0, "trop_percu": 0}
    return {"fonds_liberes": True, "recours": dossier.recours.model_copy(update=regle)}


CHANGEMENTS: dict[str, Changement] = {
    "remuneration_demandee": _remuneration,
    "reception_constatee": _reception,
    "remuneration_observee": _observation,
    "reduction_envisagee": _reduction,
    "reduction_repondue": _reduction_repondue,
    "remuneration_taxee": _taxe,
    "taxe_notifiee": rien,
    "fonds_liberes": _fonds,
    "dossier_clos": rien,
}
