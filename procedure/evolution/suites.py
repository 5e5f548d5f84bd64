"""How what the judge asks after the report changes the state: plain assignment."""

from datetime import date

from procedure import evenements as ev
from procedure.commandes import Terme
from procedure.dossier import ComplementDExpertise, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def rouvrir(dossier: Dossier, depuis: date | None, terme: Terme | None) -> Changements:
    """The expert has his powers again: nothing of the conclusive stage, nor of the pay asked with it, stands.

    Without `depuis`, once the provision is consigned.
    """
    return {
        "operations_depuis": depuis,
        "terme_rapport": terme,
        "rapports": (*dossier.rapports, dossier.rapport_le) if dossier.rapport_le else dossier.rapports,
        "rapport_le": None,
        "pre_rapport_le": None,
        "en_l_etat_autorise_le": None,
        "remuneration_demandee": None,
        "acte_remuneration": None,
        "observations": (),
        "observees_le": {},
        "reduction_repondue": None,
        "reduction_repondue_le": None,
        "reduction_montant": None,
    }


def _complement(dossier: Dossier, evenement: Evenement, fait: ev.ComplementOrdonne) -> Changements:
    return {
        **rouvrir(dossier, None if fait.provision else evenement.survenu_le, fait.terme_rapport),
        "complement_d_expertise": ComplementDExpertise(
            le=evenement.survenu_le, depuis_le_versement=len(dossier.provision) + 1
        ),
        "chefs": (*dossier.chefs, *fait.questions),
        "provision": (*dossier.provision, *fait.provision),
        "pre_rapport_exige": False,
    }


def _avis(dossier: Dossier, evenement: Evenement, fait: ev.ComplementAvise) -> Changements:
    return {"operations_depuis": evenement.survenu_le}


CHANGEMENTS: dict[str, Changement] = {
    "expert_appele": rien,
    "complement_ordonne": _complement,
    "complement_avise": _avis,
}
