"""The échéances of the recorded state: what waits alike for many people is written once, and read as it was."""

import json

from actes_mandat import recuser, statuer
from dossiers import jusqu_aux_operations, reception
from test_grand_dossier import BUDGET, grande_affaire

from procedure.abreviation import abreger, developper
from procedure.dossier import Dossier
from procedure.modele import ActeId, PersonneId
from procedure.ouverture import attendre

DECISION = "ordonnance_sur_recusation-1"


def test_les_parties_qui_attendent_de_meme_tiennent_en_une_ligne_et_se_relisent_une_a_une() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", recuser(), "me-roche")
    affaire.jouer("2026-02-16", statuer("recusation-1", admise=False), "juge")
    ecrit = json.loads(affaire.dossier.model_dump_json())["echeances"]
    assert ecrit[f"DL-01d:*:{DECISION}"]["pour"] == ["dupin", "batirhone", "morel"]
    relu = Dossier.model_validate_json(affaire.dossier.model_dump_json())
    assert relu == affaire.dossier
    assert relu.echeances.keys() == affaire.dossier.echeances.keys()


def test_qui_n_attend_plus_ou_attend_autrement_s_ecrit_pour_lui_seul() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", recuser(), "me-roche")
    affaire.jouer("2026-02-16", statuer("recusation-1", admise=False), "juge")
    affaire.jouer("2026-02-20", reception(DECISION, "dupin", "2026-02-20", "signification"), "greffe")
    affaire.jouer("2026-02-20", reception(DECISION, "morel", "2026-02-20", "signification"), "greffe")
    ecrit = json.loads(affaire.dossier.model_dump_json())["echeances"]
    assert f"DL-01d:*:{DECISION}" not in ecrit
    assert ecrit[f"DL-01d:batirhone:{DECISION}"]["statut"] == "non_demarree"
    assert ecrit[f"DL-01d:morel:{DECISION}"]["statut"] == "ouverte"
    assert Dossier.model_validate_json(affaire.dossier.model_dump_json()) == affaire.dossier


def test_qui_attend_un_autre_acte_ne_se_confond_pas() -> None:
    pour_l_un = attendre("DL-08", PersonneId("dupin"), objet="demande-1", acte=ActeId("demande_de_pieces-1"))
    pour_l_autre = attendre("DL-08", PersonneId("morel"), objet="demande-1", acte=ActeId("demande_de_pieces-2"))
    ecrit = abreger([pour_l_un, pour_l_autre])
    assert developper(ecrit).keys() == {"DL-08:dupin:demande-1", "DL-08:morel:demande-1"}
    assert ecrit["DL-08:morel:demande-1"]["attend"] == "demande_de_pieces-2"


def test_un_etat_ecrit_avant_se_relit() -> None:
    dossier = jusqu_aux_operations().dossier
    avant = json.loads(dossier.model_dump_json())
    avant["echeances"] = {i: e.model_dump(mode="json") for i, e in dossier.echeances.items()}
    assert Dossier.model_validate_json(json.dumps(avant)) == dossier


def test_les_appels_de_cinq_decisions_n_alourdissent_pas_un_tres_grand_dossier() -> None:
    affaire = grande_affaire()
    avant = len(affaire.dossier.model_dump_json().encode())
    for rang in range(1, 6):
        affaire.jouer("2026-04-22", recuser("partie-00", "2026-04-20"), "avocat-00")
        affaire.jouer("2026-04-23", statuer(f"recusation-{rang}", admise=False), "juge")
    apres = len(affaire.dossier.model_dump_json().encode())
    assert apres - avant < 15_000
    assert apres <= BUDGET
