"""An act has two dates; the one of the law decides, with its proof (art. 640 CPC)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dossiers import PARIS, Affaire, jusqu_aux_operations, le, ordonnance, piece
from etapes import DECISION, PIECE, acceptee, accepter, echeance, encaisser, ordonnee, participants, refuser

REUNION = {"code": "TJ974", "nom": "TJ de Saint-Denis", "zone": "la-reunion", "fuseau": "Indian/Reunion"}


def test_un_acte_n_est_pas_date_de_l_avenir() -> None:
    demain = encaisser("dupin", 100, survenu_le="2026-01-21", preuve=PIECE)
    assert "avenir" in refuser(acceptee(), "2026-01-20", demain, "regie").message


def test_ni_recu_dans_l_avenir_a_cinq_minutes_pres() -> None:
    affaire = acceptee()
    presque = affaire.lire("2026-01-20", encaisser("dupin", 100), "regie")
    affaire.soumettre(presque, le("2026-01-20") - timedelta(minutes=4))
    plus_tard = affaire.lire("2026-01-20", {**encaisser("dupin", 100), "recu_a": le("2026-01-21")}, "regie")
    with pytest.raises(Exception, match="avenir"):
        affaire.soumettre(plus_tard, le("2026-01-20"))


def test_un_autre_jour_que_celui_de_la_reception_appelle_sa_preuve() -> None:
    sans = encaisser("dupin", 100, survenu_le="2026-01-19")
    assert refuser(acceptee(), "2026-01-20", sans, "regie").manque == ("la preuve de la date",)
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 100, survenu_le="2026-01-20"), "regie")
    affaire.jouer("2026-01-21", {**sans, "preuve": PIECE}, "regie")
    dernier = affaire.evenements[-1]
    assert (dernier.survenu_le, dernier.enregistre_a) == (date(2026, 1, 19), le("2026-01-21"))
    assert dernier.preuve is not None


def test_aucun_acte_ne_precede_l_ordonnance() -> None:
    avant = encaisser("dupin", 100, survenu_le="2026-01-04", preuve=PIECE)
    assert "l’ordonnance" in refuser(acceptee(), "2026-01-20", avant, "regie").message


def test_aucune_reponse_ne_precede_la_notification() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-08", {"type": "notifier_designation"}, "greffe")
    avant = accepter(survenu_le="2026-01-07", preuve=PIECE)
    assert "notification" in refuser(affaire, "2026-01-12", avant, "expert").message


def test_aucun_remplacement_ne_precede_le_refus_ni_aucune_designation_le_remplacement() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-08", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-12", {"type": "refuser_mission", "motif": "Motif"}, "expert")
    remplacer = {
        "type": "remplacer_expert",
        "expert": {"id": "expert-2", "role": "expert", "nom": "Mme Blanc"},
        "motif": "Refus",
        "ordonnance": piece("Ordonnance", "9"),
    }
    avant = {**remplacer, "survenu_le": "2026-01-11", "preuve": DECISION}
    assert "refus" in refuser(affaire, "2026-01-20", avant, "juge").message
    affaire.jouer("2026-01-20", remplacer, "juge")
    notifier = {"type": "notifier_designation", "survenu_le": "2026-01-19", "preuve": PIECE}
    assert refuser(affaire, "2026-01-21", notifier, "greffe").article == "CPC 640"


def test_l_ordonnance_porte_son_jour_et_les_delais_courent_de_lui() -> None:
    affaire = Affaire()
    affaire.jouer("2026-01-15", ordonnance(survenu_le="2026-01-05", preuve=DECISION))
    assert affaire.dossier.rendue_le == date(2026, 1, 5)
    calcul = echeance(affaire, "DL-03", "dupin").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 3, 5)


def test_un_acte_date_du_jour_de_la_loi_peut_etre_recu_des_ce_jour() -> None:
    """Order of the 5th, registered on the 15th: it was served on the 8th, after it was made."""
    affaire = Affaire()
    jadis = ordonnance(survenu_le="2026-01-05", preuve=DECISION, ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-15", jadis)
    recu = {
        "type": "constater_reception",
        "acte": "ordonnance-1",
        "destinataire": "morel",
        "survenu_le": "2026-01-08",
        "preuve": {"nature": "signification", "reference": "Acte du commissaire"},
    }
    affaire.jouer("2026-01-16", recu, "greffe")
    assert echeance(affaire, "DL-01a", "morel").calcul is not None


@pytest.mark.parametrize(
    ("recu_a", "jour"),
    [("2026-01-19T22:59:59Z", date(2026, 1, 19)), ("2026-01-19T23:00:00Z", date(2026, 1, 20))],
)
def test_le_jour_d_un_acte_est_celui_du_siege_non_celui_d_utc(recu_a: str, jour: date) -> None:
    affaire = acceptee()
    commande = affaire.lire("2026-01-20", {**encaisser("dupin", 100), "recu_a": recu_a}, "regie")
    affaire.soumettre(commande, commande.recu_a)
    assert affaire.evenements[-1].survenu_le == jour


def test_un_acte_etabli_apres_minuit_au_siege_n_est_pas_recu_la_veille() -> None:
    affaire = ordonnee()
    commande = affaire.lire("2026-01-06", {"type": "inviter_a_consigner"}, "greffe")
    nuit = datetime(2026, 1, 6, 23, 30, tzinfo=UTC)  # 0 h 30 on the 7th in Paris
    affaire.soumettre(commande.model_copy(update={"recu_a": nuit}), nuit)
    recu = {
        "type": "constater_reception",
        "acte": "avis_a_consigner-1",
        "destinataire": "dupin",
        "survenu_le": "2026-01-06",
        "preuve": {"nature": "emargement", "reference": "Registre"},
    }
    assert refuser(affaire, "2026-01-08", recu, "greffe").article == "CPC 640"


def test_a_la_reunion_le_jour_commence_trois_heures_avant_celui_de_paris() -> None:
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance(juridiction=REUNION))
    commande = affaire.lire("2026-01-05", {"type": "notifier_designation"}, "greffe")
    soir = datetime(2026, 1, 5, 21, 30, tzinfo=PARIS)  # 0 h 30 on the 6th at Saint-Denis
    affaire.soumettre(commande.model_copy(update={"recu_a": soir}), soir)
    assert affaire.evenements[-1].survenu_le == date(2026, 1, 6)
    (rappel, _) = echeance(affaire, "DL-02").rappels
    assert rappel.a.isoformat() == "2026-01-14T09:00:00+04:00"


def test_une_heure_sans_fuseau_est_refusee_a_la_porte() -> None:
    with pytest.raises(ValueError, match="recu_a"):
        jusqu_aux_operations().lire("2026-02-10", {"type": "notifier_taxe", "recu_a": "2026-02-10T10:00:00"}, "expert")


def test_l_adresse_d_une_partie_est_bornee() -> None:
    with pytest.raises(ValueError, match="adresse"):
        ordonnee(participants=participants(morel={"adresse": "a" * 601}))
