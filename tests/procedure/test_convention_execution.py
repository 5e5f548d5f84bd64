"""Art. 131 to 131-8: how a convention is changed, carried out, ended."""

from typing import Any

import pytest
from actes_convention import (
    ME_BLANC,
    PARTIES,
    acte,
    dires_repondus,
    documents_demandes,
    inertie,
    intervenir,
    lettre,
    modifier,
    operations_convenues,
    remettre,
    remplacer,
    revoquer,
    saisir,
    statuer,
)
from dossiers import piece
from etapes import accepter, communiquer, convoquer, dire, echeance, pre_rapport, refuser

from procedure.documents import Nature
from procedure.dossier import Phase

# -- art. 131-4: the mission changes


def test_art_131_4_toutes_les_parties_modifient_la_mission_apres_l_avis_du_technicien() -> None:
    affaire = operations_convenues()
    assert "l’accord de SARL Bâtirhône" in refuser(
        affaire, "2026-02-01", modifier(consentants=["dupin"]), "me-roche"
    ).manque
    motif = refuser(affaire, "2026-02-01", modifier(avis_du_technicien=None), "me-roche")
    assert motif.manque == ("l’avis du technicien",)
    affaire.jouer("2026-02-01", modifier(rapport_au_plus_tard="2026-09-30"), "me-roche")
    assert affaire.dossier.chefs[-1] == "Chiffrer les reprises"
    assert str(echeance(affaire, "DL-06").calcul.legal) == "2026-09-30"  # type: ignore[union-attr]
    ecrite = lettre(affaire.dernier, Nature.MODIFICATION_DE_MISSION)
    assert ("Avis du technicien", "Favorable.") in [
        (i["libelle"], i["valeur"]) for i in ecrite.donnees["informations"]
    ]


def test_art_131_4_le_technicien_qui_demande_la_modification_n_a_pas_a_donner_son_avis() -> None:
    affaire = operations_convenues()
    (modifiee,) = affaire.jouer("2026-02-01", modifier(avis_du_technicien=None), "expert")
    assert "à sa demande" in lettre(affaire.dernier, Nature.MODIFICATION_DE_MISSION).donnees["paragraphes"][0]
    assert set(modifiee.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}


def test_art_131_4_une_modification_modifie_quelque_chose() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-02-01", modifier(chefs=[]), "me-roche").message == "Rien n’est modifié."
    assert refuser(affaire, "2026-02-01", modifier(consentants=[*PARTIES, "expert"]), "me-roche").manque == ("expert",)
    assert refuser(affaire, "2026-02-01", modifier(rapport_au_plus_tard="2026-02-01"), "me-roche").article == "CPC 640"


# -- art. 131-5: a party does nothing


def test_art_131_5_l_inertie_est_dite_a_tous_et_n_arrete_pas_le_technicien() -> None:
    affaire = documents_demandes()
    (constat,) = affaire.jouer("2026-03-02", inertie(), "expert")[-1:]
    assert constat.article == "CPC 131-5"
    assert any("sous astreinte" in a for a in constat.alertes)
    assert not any("court jusqu’au" in a for a in constat.alertes)
    assert set(constat.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}
    assert "à partir des éléments" in "".join(lettre(affaire.dernier, Nature.CONSTAT_D_INERTIE).donnees["paragraphes"])
    affaire.jouer("2026-03-10", remettre(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_131_5_le_temps_donne_qui_court_encore_est_signale() -> None:
    (constat,) = documents_demandes().jouer("2026-02-10", inertie(), "expert")
    assert any("lundi 23 février 2026" in a for a in constat.alertes)


def test_art_131_5_on_ne_constate_l_inertie_que_de_qui_doit_repondre() -> None:
    affaire = documents_demandes()
    assert refuser(affaire, "2026-02-10", inertie(demande=2), "expert").introuvable
    assert refuser(affaire, "2026-02-10", inertie(partie="dupin"), "expert").article == "CPC 131-5"
    affaire.jouer("2026-02-11", communiquer("batirhone", demande=1), "me-vidal")
    assert "n’attend rien" in refuser(affaire, "2026-02-12", inertie(), "expert").message


# -- art. 131-6: a third person


def test_art_131_6_le_tiers_intervient_avec_l_accord_de_tous_et_apprend_que_c_est_opposable() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-02-01", intervenir(consentants=["dupin"]), "me-roche").article == "CPC 131-6"
    motif = refuser(affaire, "2026-02-01", intervenir(accord_du_technicien=False), "me-roche")
    assert motif.manque == ("l’accord du technicien",)
    (intervenu,) = affaire.jouer("2026-02-01", intervenir(), "me-roche")
    assert {"assurone", "me-blanc", "expert"} <= set(intervenu.actes[0].destinataires)
    assert "opposables" in "".join(lettre(affaire.dernier, Nature.INTERVENTION).donnees["paragraphes"])
    (convoquee,) = affaire.jouer("2026-02-02", convoquer("2026-03-10"), "expert")
    assert {"assurone", "me-blanc"} <= set(convoquee.actes[0].destinataires)


def test_art_131_6_l_intervenant_depose_ses_dires_mais_ne_dispose_pas_de_la_convention() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-02-01", intervenir(accord_du_technicien=False), "expert")
    affaire.jouer("2026-02-20", dire("assurone"), "me-blanc")
    assert affaire.dossier.dires[1].au_nom_de == "assurone"
    motif = refuser(affaire, "2026-02-21", revoquer(*PARTIES, "assurone"), "me-roche")
    assert motif.manque == ("assurone",)
    affaire.jouer("2026-02-21", revoquer(*PARTIES), "me-roche")


@pytest.mark.parametrize(
    "champs",
    [
        {"tiers": {"id": "assurone", "role": "tiers", "nom": "SA Assurone"}, "avocats": []},
        {"avocats": []},
        {"avocats": [ME_BLANC, {**ME_BLANC, "id": "me-autre"}]},
        {"tiers": {"id": "dupin", "role": "partie", "qualite": "intervenant", "nom": "Mme Dupin"}, "avocats": []},
    ],
)
def test_art_131_6_le_tiers_entre_seul_a_son_titre(champs: dict[str, Any]) -> None:
    assert refuser(operations_convenues(), "2026-02-01", intervenir(**champs), "me-roche").article == "CPC 131-6"


# -- art. 131 al. 3, 131-3: an end of the mission


def test_art_131_la_revocation_suppose_l_unanimite_et_a_defaut_le_juge() -> None:
    affaire = operations_convenues()
    motif = refuser(affaire, "2026-03-02", revoquer("dupin"), "me-roche")
    assert motif.manque == ("l’accord de SARL Bâtirhône",)
    assert "CPC 131-3" in motif.message
    (revoque,) = affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    assert "expert" in revoque.actes[0].destinataires
    assert affaire.dernier is not None
    assert "expert" in [d.personne for e in affaire.dernier.effets for d in e.destinations]
    assert not affaire.dossier.echeances
    assert refuser(affaire, "2026-03-04", convoquer("2026-04-10"), "expert").interdit
    assert refuser(affaire, "2026-03-04", revoquer(*PARTIES), "me-roche").message == "Aucun technicien n’a la mission."


@pytest.mark.parametrize(
    "commande",
    [modifier(avenant=None), intervenir(accord=None), revoquer(*PARTIES) | {"accord": None}],
    ids=lambda c: c["type"],
)
def test_art_131_l_accord_de_toutes_se_prouve_par_un_ecrit_qui_suit_la_lettre(commande: dict[str, Any]) -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-03-02", commande, "me-roche").manque == ("l’accord signé",)
    prouvee = {nom: piece("Accord", "8") if valeur is None else valeur for nom, valeur in commande.items()}
    (fait,) = affaire.jouer("2026-03-02", prouvee, "me-roche")
    assert [a.titre for a in fait.actes[0].annexes] == ["Accord"]
    assert fait.actes[0].piece is None


def test_art_131_les_parties_choisissent_ensemble_un_autre_technicien() -> None:
    affaire = operations_convenues()
    assert "a toujours la mission" in refuser(affaire, "2026-03-02", remplacer(), "me-roche").message
    affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    assert refuser(affaire, "2026-03-04", remplacer(consentants=["dupin"]), "me-roche").article == "CPC 131"
    deja = {"id": "expert", "role": "expert", "nom": "M. Lenoir"}
    assert refuser(affaire, "2026-03-04", remplacer(technicien=deja), "me-roche").article == "CPC 131"
    affaire.jouer("2026-03-04", remplacer(), "me-roche")
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert refuser(affaire, "2026-03-05", convoquer("2026-04-10"), "expert-2").article == "CPC 131-2"
    affaire.jouer("2026-03-06", accepter(), "expert-2")
    assert str(affaire.dossier.operations_depuis) == "2026-03-06"
    assert str(echeance(affaire, "DL-06", "expert-2").calcul.legal) == "2026-07-06"  # type: ignore[union-attr]


def test_art_131_3_une_partie_saisit_le_juge_de_tout_et_le_technicien_de_ce_qui_le_regarde() -> None:
    affaire = operations_convenues()
    for difficulte in ("designation", "maintien"):
        assert refuser(affaire, "2026-03-02", saisir(difficulte), "expert").interdit
    affaire.jouer("2026-03-02", saisir("remuneration"), "expert")
    (saisine,) = affaire.jouer("2026-03-03", saisir("maintien"), "dupin")
    assert list(affaire.dossier.requetes) == ["juge-d-appui-1", "juge-d-appui-2"]
    assert any("procédure accélérée au fond" in a for a in saisine.alertes)


def test_art_131_3_la_decision_qui_met_fin_a_la_mission_laisse_les_parties_choisir() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-03-02", saisir("maintien"), "me-roche")
    assert refuser(affaire, "2026-04-01", statuer(ordonnance=None), "me-vidal").article == "CPC 131-3"
    assert refuser(affaire, "2026-04-01", statuer(requete="juge-d-appui-9"), "me-vidal").introuvable
    affaire.jouer("2026-04-01", statuer(met_fin_a_la_mission=True), "me-vidal")
    assert affaire.dossier.expert is None
    assert refuser(affaire, "2026-04-02", statuer(), "me-vidal").message == "Le juge a déjà statué sur cette demande."
    affaire.jouer("2026-04-03", remplacer(), "me-roche")


def test_art_131_3_une_decision_sur_la_remuneration_ne_met_pas_fin_a_la_mission() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-03-02", saisir("remuneration"), "expert")
    motif = refuser(affaire, "2026-04-01", statuer(met_fin_a_la_mission=True), "me-roche")
    assert motif.article == "CPC 131-3"
    affaire.jouer("2026-04-01", statuer(), "me-roche")
    assert affaire.dossier.expert == "expert"


# -- art. 131-7, 131-8: the report, the end


def test_art_131_7_le_rapport_attend_la_fin_du_temps_des_dires_et_leurs_reponses() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-04-01", pre_rapport(), "expert")
    affaire.jouer("2026-04-20", dire("dupin"), "me-roche")
    assert refuser(affaire, "2026-04-25", remettre(), "expert").article == "CPC 131-2, 131-7"
    motif = refuser(affaire, "2026-05-05", remettre(), "expert")
    assert motif.manque == ("la réponse au dire n° 1",)


def test_art_131_8_le_rapport_est_remis_aux_parties_et_au_tiers_sans_greffe_ni_taxe() -> None:
    affaire = dires_repondus()
    affaire.jouer("2026-05-06", intervenir(), "me-roche")
    *_, remis = affaire.jouer("2026-06-01", remettre(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert set(acte([remis], Nature.RAPPORT).destinataires) == {
        "me-roche", "me-vidal", "dupin", "batirhone", "assurone", "me-blanc",
    }  # fmt: skip
    assert not affaire.dossier.echeances
    assert affaire.dossier.remuneration_demandee is None
    assert any("a valeur de rapport d’expertise judiciaire" in a for a in remis.alertes)
    assert any("jointes au rapport" in a for a in remis.alertes)


def test_art_131_8_sans_avocats_la_valeur_du_rapport_n_est_pas_acquise() -> None:
    affaire = operations_convenues(entre_avocats=False)
    *_, remis = affaire.jouer("2026-06-01", remettre(), "expert")
    (alerte,) = remis.alertes
    assert "n’a pas de plein droit la valeur" in alerte


def test_le_dossier_se_clot_une_fois_le_rapport_remis_et_le_juge_prononce() -> None:
    affaire = dires_repondus()
    trop_tot = refuser(affaire, "2026-05-20", {"type": "clore_dossier"}, "me-roche")
    assert trop_tot.manque == ("stade attendu : rapport remis",)
    affaire.jouer("2026-06-01", remettre(), "expert")
    affaire.jouer("2026-06-02", saisir("remuneration"), "expert")
    assert refuser(affaire, "2026-06-03", {"type": "clore_dossier"}, "dupin").manque == ("juge-d-appui-1",)
    affaire.jouer("2026-07-01", statuer(), "expert")
    affaire.jouer("2026-07-02", {"type": "clore_dossier"}, "dupin")
    assert affaire.dossier.phase is Phase.CLOSE
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-25"}  # the file is kept, then destroyed


def test_le_dossier_se_clot_aussi_quand_plus_personne_n_a_la_mission() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-03-02", {"type": "clore_dossier"}, "expert").article == "CPC 131"
    affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    affaire.jouer("2026-03-04", {"type": "clore_dossier"}, "me-vidal")
    assert affaire.dossier.phase is Phase.CLOSE


def test_un_rapport_en_retard_leve_un_etat_et_ne_punit_personne() -> None:
    affaire = operations_convenues()
    (depasse,) = [e for e in affaire.attendre("2026-07-14") if e.fait.type == "echeance_depassee"]
    assert depasse.article == "CPC 131"
    assert affaire.dossier.phase is Phase.OPERATIONS
    affaire.jouer("2026-07-20", remettre(), "expert")
