"""Where two parts of the law meet: each case is one that neither part tells alone."""

from datetime import date
from typing import Any

import pytest
from actes_conclusion import concilier, demander_force, statuer_force
from actes_consignation import (
    AVISER,
    accorder_releve,
    constater_caducite,
    demander_releve,
    en_souffrance,
    fixer,
    rejeter_releve,
    verser,
)
from actes_convention import PARTIES as CONTRACTANTS
from actes_convention import convenue, operations_convenues, revoquer
from actes_convention import remplacer as autre_technicien
from actes_cours import (
    au_fond,
    desister,
    empechement,
    heritier,
    interrompre,
    rectifier,
    refixer,
    reprendre,
    restituer,
)
from actes_mandat import BLANC, empecher, remplacer
from actes_mise_en_cause import mettre_en_cause, transmettre
from actes_mission import demander_du_temps, proroger
from conventions import convention
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, ordonnance, rapport, reception
from etapes import (
    acceptee,
    accepter,
    dire,
    echeance,
    encaisser,
    ordonnee,
    pre_rapport,
    refuser,
    sapiteur,
    taxable,
)

from procedure.decision import Refus
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.recalcul import deplacements

CLORE = {"type": "clore_dossier"}


def caduque() -> Affaire:
    """Found on 20 March 2026; SARL Bâtirhône had paid its part."""
    affaire = en_souffrance()
    affaire.jouer("2026-03-20", constater_caducite(), "juge")
    return affaire


# -- caducité, relief, restitution


def test_art_271_le_releve_d_operations_commencees_les_reprend() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", fixer(verser("morel", 50000, delai="P1M", a_compter="ordonnance")), "juge")
    affaire.attendre("2026-03-11")
    affaire.jouer("2026-03-12", constater_caducite(), "juge")
    affaire.jouer("2026-03-15", demander_releve("morel"), "morel")
    affaire.jouer("2026-03-20", accorder_releve(3), "juge")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert echeance(affaire, "DL-14").statut is Statut.OUVERTE
    assert not affaire.dossier.echeances_de("DL-06")  # it had started: the judge fixes it anew
    affaire.jouer("2026-03-21", proroger(requete=None), "juge")
    assert echeance(affaire, "DL-06").calcul is not None


def test_art_271_releve_apres_restitution_tout_est_de_nouveau_a_verser() -> None:
    affaire = caduque()
    affaire.jouer("2026-04-01", restituer(batirhone=150000), "regie")
    affaire.jouer("2026-04-02", demander_releve(), "me-roche")
    motif = refuser(affaire, "2026-04-10", accorder_releve(1), "juge")
    assert motif.manque == ("le nouveau terme du versement n° 2",)
    affaire.jouer("2026-04-10", accorder_releve(1, 2), "juge")
    assert not affaire.dossier.encaisse
    assert {e.personne for e in affaire.dossier.echeances_de("DL-03")} == {"dupin", "batirhone"}
    affaire.jouer("2026-04-20", encaisser("dupin", 300000), "regie")
    assert "SARL Bâtirhône" in refuser(affaire, "2026-04-21", AVISER, "greffe").manque[0]
    affaire.jouer("2026-04-22", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-04-23", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


# -- what is left open


def test_le_dossier_ne_se_clot_pas_sur_un_releve_que_le_juge_n_a_pas_tranche() -> None:
    affaire = caduque()
    affaire.jouer("2026-03-25", demander_releve(), "me-roche")
    affaire.jouer("2026-04-01", restituer(batirhone=150000), "regie")
    manque = refuser(affaire, "2026-04-02", CLORE, "greffe").manque
    assert manque == ("la décision du juge sur la demande de relevé de caducité",)
    affaire.jouer("2026-04-03", rejeter_releve(), "juge")
    affaire.jouer("2026-04-04", CLORE, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE


def test_art_281_le_dossier_ne_se_clot_pas_avant_la_force_executoire() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-01", concilier(), "expert")
    affaire.jouer("2026-03-02", demander_force(), "me-roche")
    affaire.jouer("2026-03-03", restituer(), "regie")
    assert refuser(affaire, "2026-03-04", CLORE, "greffe").manque == (
        "la décision du juge sur la demande de force exécutoire",
    )
    affaire.jouer("2026-03-10", statuer_force(), "juge")
    affaire.jouer("2026-03-11", CLORE, "greffe")


@pytest.mark.parametrize("fin", [desister(), rapport()], ids=["desistement", "rapport"])
def test_ce_qui_etait_demande_pendant_la_mesure_n_a_plus_d_objet_apres_elle(fin: dict[str, Any]) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-01", demander_du_temps(), "expert")
    affaire.jouer("2026-03-05", fin, "juge" if fin["type"] == "constater_desistement" else "expert")
    assert affaire.dossier.requetes["prorogation_du_rapport-1"].statut == "sans_objet"
    assert "plus d’objet" in refuser(affaire, "2026-03-06", proroger(), "juge").message


# -- the expert replaced


def test_art_235_le_delai_que_l_ancien_expert_devait_recevoir_attend_le_nouveau() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-20", proroger(requete=None, terme={"delai": "P3M", "a_compter": "reception"}), "juge")
    affaire.jouer("2026-03-01", empecher(), "greffe")
    affaire.jouer("2026-03-10", remplacer(), "juge")
    assert echeance(affaire, "DL-06", "expert-2").attend == "ordonnance_de_remplacement-1"
    affaire.jouer("2026-03-20", reception("ordonnance_de_remplacement-1", "expert-2", "2026-03-16"), "greffe")
    calcul = echeance(affaire, "DL-06", "expert-2").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 6, 16)


def test_art_131_le_technicien_remplace_le_temps_des_dires_du_premier_est_oublie() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-02-01", pre_rapport(), "expert")
    affaire.jouer("2026-02-10", revoquer(*CONTRACTANTS), "me-roche")
    affaire.jouer("2026-02-12", autre_technicien(), "me-roche")
    affaire.jouer("2026-02-20", accepter(), "expert-2")
    assert affaire.dossier.pre_rapport_le is None
    affaire.jouer("2026-04-20", dire("dupin"), "me-roche")
    assert affaire.dossier.dires[1].situation == "dans_le_delai"


# -- 748-7, proofs, the past


def test_art_748_7_rien_ne_proroge_une_prescription() -> None:
    affaire = jusqu_au_rapport()
    veille = echeance(affaire, "DL-23", "dupin")
    assert veille.calcul is not None
    dernier = veille.calcul.legal.isoformat()
    assert refuser(affaire, dernier, empechement(veille.id, dernier), "me-roche").article == "CPC 748-7"


def test_art_374_on_ne_rectifie_rien_pour_qui_n_est_plus_dans_la_cause() -> None:
    affaire = taxable()
    affaire.jouer("2026-09-30", interrompre(), "greffe")
    affaire.jouer("2026-09-30", reprendre(), "greffe")
    tard = rectifier("demande_de_remuneration-1", "morel", "2026-09-25")
    assert refuser(affaire, "2026-10-01", tard, "expert").article == "CPC 374, 640"


def test_art_372_une_reprise_de_dossier_dit_ce_qui_fut_fait_pendant_l_interruption() -> None:
    faits: list[dict[str, Any]] = [
        {**ordonnance(fondement="avant_dire_droit", demarrage_immediat=True), "survenu_le": "2026-01-05"},
        {"type": "notifier_designation", "par": "greffe", "survenu_le": "2026-01-06"},
        {"type": "accepter_mission", "independance": True, "par": "expert", "survenu_le": "2026-01-12"},
        {**interrompre("procedure_collective", "batirhone"), "par": "greffe", "survenu_le": "2026-05-28"},
        {**pre_rapport(), "par": "expert", "survenu_le": "2026-06-01"},
    ]
    recu = {"recu_a": "2026-07-01T10:00:00+02:00"}
    actes = [{k: v for k, v in f.items() if k != "par"} | _auteur(f) | recu for f in faits]
    affaire = Affaire()
    affaire.jouer("2026-07-01", {"type": "reprendre_expertise", "actes": actes, **_auteur({"par": "greffe"})})
    assert affaire.dossier.instance.a_confirmer["batirhone"] == ("pre_rapport-1",)
    assert {e.statut for e in affaire.dossier.echeances_de("DL-13")} == {Statut.GELEE}


def _auteur(fait: dict[str, Any]) -> dict[str, Any]:
    if "par" not in fait:
        return {}
    return {"auteur": {"personne": fait["par"], "role": fait["par"]}}


# -- who may enter


SYSTEME = "systeme"


def test_nul_n_entre_sous_le_nom_de_la_plateforme() -> None:
    operations = jusqu_aux_operations()
    assert refuser(operations, "2026-03-01", sapiteur(id=SYSTEME), "expert").article.startswith("CPC 278")
    operations.jouer("2026-03-02", empecher(), "greffe")
    assert refuser(operations, "2026-03-03", remplacer(expert={**BLANC, "id": SYSTEME}), "juge").article == "CPC 234"
    convenu = convenue()
    convenu.jouer("2026-01-12", {"type": "refuser_mission", "motif": "Conflit."}, "expert")
    autre = autre_technicien(technicien={"id": SYSTEME, "role": "expert", "nom": "Mme Serre"})
    assert refuser(convenu, "2026-01-14", autre, "me-roche").article == "CPC 131"
    base = convention()
    renomme = [{**p, "id": SYSTEME} if p["id"] == "batirhone" else p for p in base["participants"]]
    with pytest.raises(Refus) as refus:
        Affaire().jouer("2026-01-05", {**base, "participants": renomme})
    assert refus.value.motif.article == "CPC 131"


def test_art_162_un_avocat_ne_reprend_pas_l_instance_pour_personne() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre(notifie_le="2026-03-10"), "greffe")
    seul = {"id": "me-seul", "role": "avocat", "nom": "Me Seul"}
    motif = refuser(affaire, "2026-03-20", reprendre(arrivants=[heritier(), seul]), "greffe")
    assert motif.article == "CPC 162"


def test_art_373_l_expertise_ne_compte_pas_plus_de_participants_qu_a_l_ordonnance() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre(notifie_le="2026-03-10"), "greffe")
    foule = [heritier(f"h-{n}") for n in range(395)]
    with pytest.raises((Refus, ValueError)):
        affaire.jouer("2026-03-20", reprendre(arrivants=foule), "greffe")


def test_art_373_deux_fois_le_meme_arrivant_et_rien_n_a_change() -> None:
    affaire = ordonnee(fondement="avant_dire_droit")
    affaire.jouer("2026-03-10", interrompre(notifie_le="2026-03-10"), "greffe")
    for arrivants in ([heritier(), heritier()], [heritier("dupin")], [heritier(SYSTEME)], [heritier(avocats=["nul"])]):
        refuser(affaire, "2026-03-20", reprendre(arrivants=arrivants), "greffe")


def test_interrompue_la_mesure_garde_le_terme_du_juge_et_leve_sa_caducite_sans_rien_prononcer() -> None:
    affaire = acceptee(fondement="avant_dire_droit")
    affaire.jouer("2026-02-10", interrompre(notifie_le="2026-02-10"), "greffe")
    passees = [e for e in affaire.attendre("2026-03-06") if e.fait.type == "echeance_depassee"]
    assert {e.fait.leve for e in passees} >= {"caducite_encourue"}
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE


def test_interrompue_le_temps_des_pieces_et_des_dires_se_refixe_pour_qui_succede() -> None:
    affaire = au_fond()
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    affaire.jouer("2026-06-10", interrompre(notifie_le="2026-06-10"), "greffe")
    affaire.jouer("2026-08-01", reprendre(), "greffe")
    gelees = [e.id for e in affaire.dossier.echeances_de("DL-13")]
    affaire.jouer("2026-08-03", refixer(*gelees), "expert")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-13")} == {"dupin", "batirhone", "heritiere"}
    affaire.attendre("2026-09-04")
    assert affaire.dossier.phase is Phase.DIRES_CLOS


def test_art_169_le_temps_que_l_expert_donne_a_un_arrivant_n_est_pas_celui_du_registre() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", mettre_en_cause(), "greffe")
    un_mois = {"delai": "P1M", "a_compter": "reception"}
    affaire.jouer("2026-03-03", transmettre("assureur", terme=un_mois), "expert")
    affaire.jouer("2026-03-20", reception("transmission_du_dossier-1", "assureur", "2026-03-10"), "expert")
    assert deplacements(affaire.dossier) == ()
    affaire.jouer("2026-03-25", rectifier("transmission_du_dossier-1", "assureur", "2026-03-12"), "expert")
    calcul = echeance(affaire, "DL-11").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 4, 13)


def test_nul_n_entre_sous_le_nom_d_un_expert_remplace() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-03", empecher(), "greffe")
    affaire.jouer("2026-03-10", remplacer(), "juge")
    ancien = {"id": "expert", "role": "partie", "qualite": "defendeur", "nom": "M. Lenoir", "adresse": "Lyon"}
    assert refuser(affaire, "2026-03-11", mettre_en_cause(ancien), "greffe").article == "CPC 169"
    affaire.jouer("2026-03-12", empecher(), "greffe")
    revenu = {"id": "expert", "role": "expert", "nom": "M. Lenoir"}
    assert refuser(affaire, "2026-03-13", remplacer(expert=revenu), "juge").article == "CPC 234"
