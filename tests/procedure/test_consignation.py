"""The provision, paid in its time or not (art. 267 al. 2, 269-271 CPC)."""

from datetime import date

import pytest
from etapes import PIECE, acceptee, accepter, credite, echeance, encaisser, ordonnee, refuser

from procedure.dossier import Phase
from procedure.echeances import Statut

AVISER = {"type": "aviser_consignation"}
EN_DEUX_FOIS = [
    {"payeur": "dupin", "montant": 100000, "terme": {"le": "2026-02-27"}},
    {"payeur": "dupin", "montant": 200000, "terme": {"delai": "P2M", "a_compter": "avis_de_consignation"}},
]


def test_art_267_tous_les_payeurs_doivent_avoir_consigne() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    motif = refuser(affaire, "2026-01-21", AVISER, "greffe")
    assert motif.article == "CPC 267 al. 2"
    assert len(motif.manque) == 1
    assert "SARL Bâtirhône" in motif.manque[0]
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_art_267_le_premier_versement_suffit_pour_commencer() -> None:
    affaire = acceptee(provision=EN_DEUX_FOIS)
    affaire.jouer("2026-01-20", encaisser("dupin", 40000), "regie")
    assert refuser(affaire, "2026-01-21", AVISER, "greffe").manque == ("600,00\xa0€ à la charge de Mme Dupin",)
    affaire.jouer("2026-01-22", encaisser("dupin", 60000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    suivant = echeance(affaire, "DL-03b")
    assert suivant.objet == "versement-2"
    assert suivant.calcul is not None
    assert suivant.calcul.legal == date(2026, 4, 2)


def test_une_somme_versee_d_avance_solde_aussi_le_versement_suivant() -> None:
    affaire = acceptee(provision=EN_DEUX_FOIS)
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert not affaire.dossier.echeances_de("DL-03")
    assert not affaire.dossier.echeances_de("DL-03b")


def test_art_269_on_ne_verse_pas_plus_que_sa_part_ni_sans_y_etre_tenu() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 299999), "regie")
    trop = refuser(affaire, "2026-01-21", encaisser("dupin", 2), "regie")
    assert (trop.article, "0,01" in trop.message) == ("CPC 269", True)
    assert refuser(affaire, "2026-01-21", encaisser("morel", 100), "regie").introuvable
    assert refuser(affaire, "2026-01-21", encaisser("me-roche", 100), "regie").introuvable


@pytest.mark.parametrize("montant", [0, -1, 10_000_000_001])
def test_une_somme_est_positive_et_bornee(montant: int) -> None:
    with pytest.raises(ValueError, match="montant"):
        acceptee().lire("2026-01-20", encaisser("dupin", montant), "regie")


def test_art_271_le_jour_du_credit_decide_meme_enregistre_apres_le_terme() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.attendre("2026-03-06")
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE  # two months from 5 January ended on 5 March
    affaire.jouer("2026-03-10", credite("dupin", 300000, "2026-03-05"), "regie")
    assert not affaire.dossier.echeances_de("DL-03")
    assert affaire.evenements[-1].closes[0].le == date(2026, 3, 5)
    affaire.jouer("2026-03-11", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_art_271_un_versement_tardif_laisse_la_caducite_encourue_a_un_humain() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-03-10", credite("dupin", 300000, "2026-03-06"), "regie")
    attente = echeance(affaire, "DL-03")
    assert (attente.statut, attente.levera) == (Statut.DEPASSEE, "caducite_encourue")
    assert "hors du terme" in affaire.evenements[-1].resume
    motif = refuser(affaire, "2026-03-11", AVISER, "greffe")
    assert motif.article == "CPC 271"
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE


def test_art_271_les_credits_comptent_dans_l_ordre_de_leurs_jours_non_de_leur_saisie() -> None:
    """The share is complete only on the 6th, whichever of the two credits is recorded last."""
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-03-10", credite("dupin", 200000, "2026-03-06"), "regie")
    affaire.jouer("2026-03-11", credite("dupin", 100000, "2026-03-02"), "regie")
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE
    assert refuser(affaire, "2026-03-12", AVISER, "greffe").article == "CPC 271"


def test_art_267_pas_d_avis_avant_l_acceptation() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    for payeur, montant in (("dupin", 300000), ("batirhone", 150000)):
        affaire.jouer("2026-01-20", encaisser(payeur, montant), "regie")
    assert refuser(affaire, "2026-01-21", AVISER, "greffe").manque == ("l’acceptation de l’expert",)
    affaire.jouer("2026-01-22", accepter(), "expert")
    affaire.jouer("2026-01-22", AVISER, "greffe")
    assert refuser(affaire, "2026-01-23", AVISER, "greffe").article == "CPC 270"


@pytest.mark.parametrize("jour", ["2026-01-11", "2026-01-27"])
def test_art_640_l_avis_n_est_date_ni_d_avant_l_acceptation_ni_d_avant_la_consignation(jour: str) -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    retro = {**AVISER, "survenu_le": jour, "preuve": PIECE}
    assert refuser(affaire, "2026-02-02", retro, "greffe").article == "CPC 640"


def test_art_270_on_invite_une_fois_et_seulement_s_il_y_a_une_provision() -> None:
    assert refuser(acceptee(), "2026-01-13", {"type": "inviter_a_consigner"}, "greffe").article == "CPC 270"
    sans = acceptee(provision=[], terme_rapport={"delai": "P8M", "a_compter": "ordonnance"})
    assert refuser(sans, "2026-01-13", {"type": "inviter_a_consigner"}, "greffe").article == "CPC 269"
    assert "commencer immédiatement" in refuser(sans, "2026-01-13", AVISER, "greffe").manque[0]


def test_art_270_un_delai_peut_courir_de_l_envoi_ou_de_la_reception_de_l_avis() -> None:
    affaire = acceptee(
        provision=[
            {"payeur": "dupin", "montant": 100, "terme": {"delai": "P1M", "a_compter": "envoi"}},
            {"payeur": "morel", "montant": 100, "terme": {"delai": "P1M", "a_compter": "reception"}},
        ]
    )
    envoi, recu = echeance(affaire, "DL-03", "dupin"), echeance(affaire, "DL-03", "morel")
    assert envoi.calcul is not None
    assert (envoi.calcul.legal, recu.statut) == (date(2026, 2, 6), Statut.NON_DEMARREE)
    affaire.jouer("2026-01-15", reception_de("avis_a_consigner-1", "morel", "2026-01-09"), "greffe")
    recu = echeance(affaire, "DL-03", "morel")
    assert recu.calcul is not None
    assert recu.calcul.legal == date(2026, 2, 9)


def test_la_reception_de_l_avis_ne_rouvre_pas_un_versement_deja_paye() -> None:
    terme = {"delai": "P1M", "a_compter": "reception"}
    affaire = acceptee(provision=[{"payeur": "morel", "montant": 100, "terme": terme}])
    affaire.jouer("2026-01-13", encaisser("morel", 100), "regie")
    affaire.jouer("2026-01-15", reception_de("avis_a_consigner-1", "morel", "2026-01-09"), "greffe")
    assert not affaire.dossier.echeances_de("DL-03")


def test_le_delai_du_rapport_peut_courir_de_la_reception_de_l_avis_par_l_expert() -> None:
    affaire = acceptee(terme_rapport={"delai": "P6M", "a_compter": "reception"})
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert echeance(affaire, "DL-06").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-02-06", reception_de("avis_de_consignation-1", "expert", "2026-02-05"), "expert")
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 8, 5)


def reception_de(acte: str, destinataire: str, jour: str) -> dict[str, object]:
    preuve = {"nature": "ar_lrar", "reference": "AR"}
    return {
        "type": "constater_reception",
        "acte": acte,
        "destinataire": destinataire,
        "survenu_le": jour,
        "preuve": preuve,
    }
