"""The order, the appointment, the refusal and the replacement (art. 265, 267, 233-235 CPC)."""

from datetime import date
from typing import Any

import pytest
from dossiers import Affaire, ordonnance, piece, reception
from etapes import PIECE, acceptee, accepter, echeance, ordonnee, participants, refuser

from procedure.dossier import Phase
from procedure.echeances import Statut

REFUSER = {"type": "refuser_mission", "motif": "Lien avec une partie."}
REMPLACER = {
    "type": "remplacer_expert",
    "expert": {"id": "expert-2", "role": "expert", "nom": "Mme Blanc", "courriel": "blanc@expert.invalid"},
    "motif": "Refus du premier expert.",
    "ordonnance": piece("Ordonnance", "9"),
}


@pytest.mark.parametrize(
    ("champ", "vide", "manque"),
    [
        ("circonstances", None, "circonstances"),
        ("expert", None, "nom de l’expert"),
        ("chefs", [], "chefs de la mission"),
        ("terme_rapport", None, "délai"),
    ],
)
def test_art_265_chaque_mention_absente_est_nommee(champ: str, vide: Any, manque: str) -> None:
    motif = refuser(Affaire(), "2026-01-05", ordonnance(**{champ: vide}))
    assert motif.article == "CPC 265"
    assert len(motif.manque) == 1
    assert manque in motif.manque[0]


def test_art_265_toutes_les_mentions_absentes_sont_nommees_ensemble() -> None:
    sans = ordonnance(circonstances=None, expert=None, chefs=[], terme_rapport=None)
    assert len(refuser(Affaire(), "2026-01-05", sans).manque) == 4


def test_un_participant_ne_peut_pas_etre_nomme_deux_fois() -> None:
    doubles = [*participants(), participants()[-1]]
    assert refuser(Affaire(), "2026-01-05", ordonnance(participants=doubles)).manque == ("morel",)


@pytest.mark.parametrize("expert", ["inconnu", "me-roche", "dupin"])
def test_l_expert_designe_doit_etre_un_expert_de_la_liste(expert: str) -> None:
    assert refuser(Affaire(), "2026-01-05", ordonnance(expert=expert)).article == "CPC 265"


def test_art_264_un_second_expert_suppose_une_decision_motivee() -> None:
    deux = [*participants(), {"id": "expert-2", "role": "expert", "nom": "Mme Blanc"}]
    assert refuser(Affaire(), "2026-01-05", ordonnance(participants=deux)).article == "CPC 264"


@pytest.mark.parametrize("absent", ["greffe", "juge"])
def test_art_155_le_juge_du_controle_et_son_greffe_sont_designes(absent: str) -> None:
    reste = [p for p in participants() if p["id"] != absent]
    present = {"greffe": "juge", "juge": "greffe"}[absent]
    auteur = {"personne": present, "role": present}
    motif = refuser(Affaire(), "2026-01-05", ordonnance(participants=reste, auteur=auteur))
    assert (motif.article, motif.manque) == ("CPC 155, 155-1", (absent,))


@pytest.mark.parametrize("qualite", ["demandeur", "defendeur"])
def test_une_expertise_a_une_partie_de_chaque_cote(qualite: str) -> None:
    reste = [p for p in participants() if p.get("qualite") != qualite]
    motif = refuser(Affaire(), "2026-01-05", ordonnance(participants=reste, provision=[]))
    assert motif.article == "CPC 265"


def test_art_145_sur_requete_l_adversaire_peut_manquer() -> None:
    reste = [p for p in participants() if p.get("qualite") != "defendeur"]
    terme = {"delai": "P8M", "a_compter": "ordonnance"}
    seule = ordonnee(participants=reste, provision=[], fondement="requete_145", terme_rapport=terme)
    assert seule.dossier.parties == ("dupin",)
    assert not seule.dossier.echeances_de("DL-01a")


def test_un_avocat_constitue_doit_etre_present() -> None:
    reste = [p for p in participants() if p["id"] != "me-vidal"]
    assert refuser(Affaire(), "2026-01-05", ordonnance(participants=reste)).manque == ("me-vidal",)


@pytest.mark.parametrize(
    "provision",
    [
        [{"payeur": "me-roche", "montant": 100, "terme": {"delai": "P2M", "a_compter": "ordonnance"}}],
        [{"payeur": "dupin", "montant": 0, "terme": {"delai": "P2M", "a_compter": "ordonnance"}}],
        [{"payeur": "dupin", "montant": 100, "terme": {"delai": "P2M", "a_compter": "avis_de_consignation"}}],
    ],
    ids=["par un avocat", "de zéro euro", "à compter de l’avis qui constate son paiement"],
)
def test_art_269_la_provision_est_une_somme_due_par_une_partie_a_compter_d_un_fait(provision: Any) -> None:
    assert "CPC" in refuser(Affaire(), "2026-01-05", ordonnance(provision=provision)).article


@pytest.mark.parametrize(
    ("juridiction", "article"),
    [
        ({"zone": "atlantide"}, "CPC 642"),
        ({"zone": "\x01" * 400}, "CPC 642"),
        ({"fuseau": "Europe/Atlantide"}, "CPC 640"),
        ({"fuseau": "../../etc/passwd"}, "CPC 640"),
        ({"fuseau": ""}, "CPC 640"),
        ({"fuseau": "Europe"}, "CPC 640"),
        ({"zone": "la-reunion"}, "CPC 642"),
        ({"fuseau": "Indian/Reunion"}, "CPC 642"),
    ],
)
def test_le_siege_a_un_calendrier_et_une_heure_connus_et_d_accord(juridiction: dict[str, str], article: str) -> None:
    siege = {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon", **juridiction}
    assert refuser(Affaire(), "2026-01-05", ordonnance(juridiction=siege)).article == article


def test_art_642_les_jours_chomes_sont_ceux_du_siege_des_l_ordonnance() -> None:
    siege = {"code": "TJ974", "nom": "TJ de Saint-Denis", "zone": "la-reunion", "fuseau": "Indian/Reunion"}
    affaire = Affaire()
    affaire.jouer(
        "2027-11-22",
        ordonnance(
            juridiction=siege,
            survenu_le="2027-11-20",
            preuve=PIECE,
            terme_rapport={"delai": "P1M", "a_compter": "ordonnance"},
        ),
    )
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2027, 12, 21)  # W15: 20 December is férié at La Réunion


def test_art_640_un_terme_ne_precede_pas_la_decision_et_a_un_point_de_depart() -> None:
    passe = ordonnance(terme_rapport={"le": "2025-12-31"})
    assert refuser(Affaire(), "2026-01-05", passe).article == "CPC 640"
    flou = ordonnance(terme_rapport={"delai": "P6M", "a_compter": "envoi"})
    assert "265" in refuser(Affaire(), "2026-01-05", flou).article
    absurde = ordonnance(terme_rapport={"delai": "P9999Y", "a_compter": "ordonnance"})
    assert "calendrier" in refuser(Affaire(), "2026-01-05", absurde).message


def test_l_instance_ne_peut_pas_suivre_la_decision() -> None:
    assert refuser(Affaire(), "2026-01-05", ordonnance(introduite_le="2026-01-06")).article == "CPC 640"


def test_l_ordonnance_est_enregistree_une_fois_par_le_greffe_ou_le_juge_du_dossier() -> None:
    etranger = ordonnance(auteur={"personne": "autre-greffe", "role": "greffe"})
    assert refuser(Affaire(), "2026-01-05", etranger).interdit
    assert refuser(ordonnee(), "2026-01-06", ordonnance()).article == "CPC 265"


def test_la_plateforme_ne_peut_pas_etre_un_participant() -> None:
    ajout = [*participants(), {"id": "systeme", "role": "greffe", "nom": "Faux"}]
    assert refuser(Affaire(), "2026-01-05", ordonnance(participants=ajout)).manque == ("systeme",)


@pytest.mark.parametrize("identifiant", ["dupin:morel", "Dupin", "duрin", "-a", "a" * 65, "", "a b"])
def test_un_identifiant_ne_peut_pas_passer_pour_un_autre(identifiant: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Affaire().lire("2026-01-05", ordonnance(participants=participants(morel={"id": identifiant})))


def test_art_490_l_appel_ne_court_que_de_la_signification_a_chaque_partie() -> None:
    affaire = ordonnee(ordonnance=piece("Ordonnance", "0"))
    assert {e.statut for e in affaire.dossier.echeances_de("DL-01a")} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-01-08", reception("ordonnance-1", "morel", "2026-01-07"), "greffe")
    assert echeance(affaire, "DL-01a", "morel").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-01-12", reception("ordonnance-1", "morel", "2026-01-12", "signification"), "greffe")
    ouverte = echeance(affaire, "DL-01a", "morel")
    assert ouverte.calcul is not None
    assert ouverte.calcul.legal == date(2026, 1, 27)
    assert echeance(affaire, "DL-01a", "dupin").statut is Statut.NON_DEMARREE
    encore = reception("ordonnance-1", "morel", "2026-01-12", "signification")
    assert "déjà" in refuser(affaire, "2026-01-13", encore, "greffe").message


def test_art_643_l_appel_est_augmente_de_la_distance_pour_qui_demeure_au_loin() -> None:
    affaire = Affaire()
    affaire.jouer(
        "2026-05-04",
        ordonnance(participants=participants(morel={"residence": "etranger"}), ordonnance=piece("Ordonnance", "0")),
    )
    affaire.jouer("2026-06-02", reception("ordonnance-1", "morel", "2026-06-02", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01a", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 8, 17)  # W19 (a)


# -- acceptance


def test_art_267_l_expert_ne_repond_qu_a_une_designation_notifiee() -> None:
    assert refuser(ordonnee(), "2026-01-06", accepter(), "expert").article == "CPC 267"
    assert refuser(ordonnee(), "2026-01-06", REFUSER, "expert").article == "CPC 267"


def test_art_234_l_acceptation_suppose_la_declaration_d_independance() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    motif = refuser(affaire, "2026-01-07", accepter(independance=False), "expert")
    assert (motif.article, motif.manque) == ("CPC 234", ("la déclaration d’indépendance",))


def test_on_ne_notifie_et_ne_repond_qu_une_fois() -> None:
    affaire = acceptee()
    assert refuser(affaire, "2026-01-13", {"type": "notifier_designation"}, "greffe").article == "CPC 267"
    assert refuser(affaire, "2026-01-13", accepter(), "expert").message == "L’expert a déjà répondu."
    assert refuser(affaire, "2026-01-13", REFUSER, "expert").article == "CPC 267"


def test_art_267_l_ordre_de_commencer_aussitot_dispense_d_attendre_la_consignation() -> None:
    affaire = acceptee(demarrage_immediat=True)
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert affaire.dossier.operations_depuis == date(2026, 1, 12)
    assert {e.regle for e in affaire.dossier.echeances.values()} >= {"DL-05", "DL-14"}
    for payeur, montant in (("dupin", 300000), ("batirhone", 150000)):
        affaire.jouer("2026-02-02", {"type": "encaisser_consignation", "payeur": payeur, "montant": montant}, "regie")
    affaire.jouer("2026-02-03", {"type": "aviser_consignation"}, "greffe")
    assert affaire.dossier.operations_depuis == date(2026, 1, 12)


def test_un_delai_peut_courir_de_l_acceptation() -> None:
    affaire = acceptee(
        terme_rapport={"delai": "P6M", "a_compter": "acceptation"},
        provision=[{"payeur": "dupin", "montant": 100, "terme": {"delai": "P1M", "a_compter": "acceptation"}}],
    )
    dates = {r: e.calcul and e.calcul.legal for r in ("DL-06", "DL-03") for e in affaire.dossier.echeances_de(r)}
    assert dates == {"DL-06": date(2026, 7, 13), "DL-03": date(2026, 2, 12)}


# -- refusal and replacement


def test_art_235_le_remplacement_suit_un_refus() -> None:
    assert refuser(acceptee(), "2026-01-13", REMPLACER, "juge").article == "CPC 235"


def remplacee() -> Affaire:
    affaire = ordonnee(terme_rapport={"le": "2026-12-15"})
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", REFUSER, "expert")
    affaire.jouer("2026-01-16", REMPLACER, "juge")
    return affaire


def test_art_235_le_delai_du_rapport_passe_au_remplacant_avec_sa_date_et_ses_rappels() -> None:
    affaire = remplacee()
    rapport = echeance(affaire, "DL-06")
    assert (rapport.id, rapport.personne) == ("DL-06:expert-2", "expert-2")
    assert rapport.calcul is not None
    assert rapport.calcul.nominal == date(2026, 12, 15)
    assert rapport.rappels
    assert not affaire.dossier.echeances_de("DL-02")
    assert not [e for e in affaire.dossier.echeances.values() if e.personne == "expert"]


def test_art_235_le_remplacant_recoit_sa_propre_designation_et_accepte_pour_lui() -> None:
    affaire = remplacee()
    assert refuser(affaire, "2026-01-17", accepter(), "expert-2").article == "CPC 267"
    affaire.jouer("2026-01-17", {"type": "notifier_designation"}, "greffe")
    (avis,) = [a for a in affaire.evenements[-1].actes if a.nature == "avis_de_designation"]
    assert (avis.id, avis.destinataires) == ("avis_de_designation-2", ("expert-2",))
    affaire.jouer("2026-01-20", accepter(), "expert-2")
    assert affaire.dossier.mandat is not None
    assert affaire.dossier.mandat.etat == "accepte"


def test_art_233_l_ancien_expert_ne_peut_plus_agir() -> None:
    affaire = remplacee()
    affaire.jouer("2026-01-17", {"type": "notifier_designation"}, "greffe")
    ancien = {**accepter(), "auteur": {"personne": "expert", "role": "expert"}}
    motif = refuser(affaire, "2026-01-18", ancien)
    assert (motif.article, motif.interdit) == ("CPC 233", True)


def test_la_reception_par_l_ancien_expert_reste_un_fait_sans_delai() -> None:
    affaire = remplacee()
    recu = reception("avis_de_designation-1", "expert", "2026-01-07")
    (evenement,) = affaire.jouer("2026-01-20", recu, "greffe")
    assert not evenement.ouvertes


@pytest.mark.parametrize(
    ("expert", "article"),
    [
        ({"id": "sap", "role": "sapiteur", "nom": "X"}, "CPC 235"),
        ({"id": "dupin", "role": "expert", "nom": "X"}, "CPC 234"),
        ({"id": "expert", "role": "expert", "nom": "X"}, "CPC 234"),
    ],
)
def test_art_234_235_le_remplacant_est_un_expert_etranger_a_l_affaire(expert: Any, article: str) -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", REFUSER, "expert")
    assert refuser(affaire, "2026-01-16", {**REMPLACER, "expert": expert}, "juge").article == article


def test_un_identifiant_d_expert_qui_se_lit_dans_un_autre_ne_brouille_pas_les_echeances() -> None:
    renomme = [{**p, "id": "6"} if p["id"] == "expert" else p for p in participants()]
    affaire = ordonnee(participants=renomme, expert="6", terme_rapport={"le": "2026-12-15"})
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", REFUSER, "6")
    affaire.jouer("2026-01-16", REMPLACER, "juge")
    assert echeance(affaire, "DL-06").id == "DL-06:expert-2"


def test_avant_l_ordonnance_rien_n_existe() -> None:
    motif = refuser(Affaire(), "2026-01-05", {"type": "notifier_designation"}, "greffe")
    assert motif.introuvable
    echec = {"type": "signaler_echec", "acte": "a", "destinataire": "b", "canal": "courriel", "reponse": "550"}
    systeme = {"personne": "systeme", "role": "systeme"}
    assert refuser(Affaire(), "2026-01-05", {**echec, "auteur": systeme}).introuvable


@pytest.mark.parametrize(
    "terme",
    [{}, {"le": "2026-12-01", "delai": "P1M", "a_compter": "ordonnance"}, {"delai": "P1M"}, {"delai": "P0D"}],
)
def test_un_terme_est_une_date_ou_un_delai_avec_son_point_de_depart(terme: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="terme_rapport"):
        Affaire().lire("2026-01-05", ordonnance(terme_rapport=terme))


@pytest.mark.parametrize("champs", [{"qualite": None}, {"role": "avocat"}])
def test_une_partie_et_elle_seule_a_une_qualite_et_des_avocats(champs: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="partie"):
        Affaire().lire("2026-01-05", ordonnance(participants=participants(dupin=champs)))
    with pytest.raises(ValueError, match="avocats"):
        Affaire().lire("2026-01-05", ordonnance(participants=participants(greffe={"avocats": ["me-roche"]})))


def test_l_acceptation_imprimee_porte_la_declaration_d_independance() -> None:
    affaire = acceptee()
    assert affaire.dernier is not None
    (effet,) = [e for e in affaire.dernier.effets if e.acte.nature == "acceptation"]
    assert effet.type == "produire"
    assert effet.donnees["independance"] is True


def test_art_267_le_remplacant_recoit_l_ordonnance_et_la_date_de_sa_designation() -> None:
    affaire = ordonnee(ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-08", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-12", REFUSER, "expert")
    affaire.jouer("2026-01-20", REMPLACER, "juge")
    affaire.jouer("2026-01-21", {"type": "notifier_designation"}, "greffe")
    assert affaire.dernier is not None
    effet = next(e for e in affaire.dernier.effets if e.acte.nature == "avis_de_designation")
    assert [annexe.titre for annexe in effet.acte.annexes] == ["Ordonnance"]
    assert effet.donnees["remplacement_du"] == "2026-01-20"
    assert effet.donnees["copie_jointe"] is True


def test_art_643_644_sans_residence_connue_aucune_distance_n_est_comptee() -> None:
    antilles = {"code": "TJ972", "nom": "TJ de Fort-de-France", "zone": "martinique", "fuseau": "America/Martinique"}
    affaire = ordonnee(juridiction=antilles, ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-02-12", reception("ordonnance-1", "morel", "2026-02-11", "signification"), "greffe")
    (appel,) = [e for e in affaire.dossier.echeances_de("DL-01a") if e.personne == "morel"]
    assert appel.calcul is not None
    assert str(appel.calcul.legal) == "2026-02-26"


def test_deux_parties_du_meme_nom_se_verifient_sans_etre_refusees() -> None:
    double = {"id": "dupin-2", "role": "partie", "qualite": "defendeur", "nom": "mme DUPIN", "adresse": "Lyon"}
    (evenement,) = ordonnee(participants=[*participants(), double]).evenements
    assert any("même nom (mme DUPIN)" in alerte for alerte in evenement.alertes)
    assert not any("même nom" in alerte for alerte in ordonnee().evenements[0].alertes)
