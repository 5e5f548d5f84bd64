"""The échéances of the recorded state: what waits alike for many people is written once, and read as it was."""

import json

from actes_mandat import recuser, statuer
from dossiers import jusqu_au_pre_rapport, jusqu_aux_operations, reception

from procedure.abreviation import abreger_les_echeances, developper_les_echeances
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
    ecrit = abreger_les_echeances([pour_l_un, pour_l_autre])
    assert developper_les_echeances(ecrit).keys() == {"DL-08:dupin:demande-1", "DL-08:morel:demande-1"}
    assert ecrit["DL-08:morel:demande-1"]["attend"] == "demande_de_pieces-2"


def test_un_etat_ecrit_avant_se_relit() -> None:
    dossier = jusqu_aux_operations().dossier
    avant = json.loads(dossier.model_dump_json())
    avant["echeances"] = {i: e.model_dump(mode="json") for i, e in dossier.echeances.items()}
    avant["actes"] = {i: a.model_dump(mode="json") for i, a in dossier.actes.items()}
    assert Dossier.model_validate_json(json.dumps(avant)) == dossier


def test_qui_a_une_autre_date_s_ecrit_a_part_et_les_autres_restent_ensemble() -> None:
    tous = [attendre("DL-08", PersonneId(p), objet="demande-1") for p in ("dupin", "morel", "batirhone", "heritiere")]
    plus_tard = [e.model_copy(update={"attend": ActeId("ordonnance-1")}) for e in tous[2:]]
    ecrit = abreger_les_echeances([*tous[:2], *plus_tard])
    assert [e["pour"] for e in ecrit.values()] == [["dupin", "morel"], ["batirhone", "heritiere"]]
    assert developper_les_echeances(ecrit) == {e.id: e for e in (*tous[:2], *plus_tard)}


def test_les_parties_qui_ont_la_meme_date_tiennent_en_une_ligne() -> None:
    affaire = jusqu_au_pre_rapport()
    ecrit = json.loads(affaire.dossier.model_dump_json())["echeances"]
    assert ecrit["DL-13:*"]["pour"] == ["dupin", "batirhone", "morel"]
    assert Dossier.model_validate_json(affaire.dossier.model_dump_json()) == affaire.dossier


def test_les_memes_destinataires_sont_nommes_une_fois() -> None:
    affaire = jusqu_aux_operations()
    for rang in (1, 2):
        affaire.jouer("2026-02-10", recuser(), "me-roche")
        affaire.jouer("2026-02-16", statuer(f"recusation-{rang}", admise=False), "juge")
    ecrits = json.loads(affaire.dossier.model_dump_json())["actes"]
    assert ecrits["ordonnance_sur_recusation-2"]["destinataires"] == DECISION
    assert "me-vidal" in ecrits[DECISION]["destinataires"]
    assert Dossier.model_validate_json(affaire.dossier.model_dump_json()) == affaire.dossier
