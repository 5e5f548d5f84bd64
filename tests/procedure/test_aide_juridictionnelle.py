"""Legal aid: what is not consigned, and what starts the operations instead (Act of 10 July 1991, art. 40)."""

from datetime import date
from typing import Any

import pytest
from actes_consignation import AVISER, DEUX_MOIS, admettre, constater_caducite, en_souffrance, fixer, verser
from dossiers import jusqu_au_rapport
from etapes import acceptee, accepter, echeance, encaisser, ordonnee, refuser

from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.effets import Produire

SEULE = [verser("dupin", 300000, **DEUX_MOIS)]


def test_u9_aucune_consignation_ne_viendra_l_avis_d_aide_ouvre_les_operations() -> None:
    affaire = acceptee(provision=SEULE)
    affaire.jouer("2026-01-20", admettre(), "greffe")
    assert not affaire.dossier.echeances_de("DL-03")
    assert any("CPC 269, 462" in a for a in affaire.evenements[-1].alertes)
    assert any("avise l’expert de l’aide" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-01-22", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS
    (avis,) = affaire.evenements[-1].actes
    assert (avis.nature, avis.titre) == (Nature.AVIS_DE_CONSIGNATION, "Avis : aide juridictionnelle")
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 9, 22)
    assert affaire.dernier is not None
    (effet,) = affaire.dernier.effets
    assert isinstance(effet, Produire)
    assert (effet.donnees["aides"], effet.donnees["sans_consignation"]) == (["Mme Dupin"], True)


def test_u9_l_avis_d_aide_attend_l_acceptation_de_l_expert() -> None:
    affaire = ordonnee(provision=SEULE)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-20", admettre(), "greffe")
    assert refuser(affaire, "2026-01-21", AVISER, "greffe").manque == ("l’acceptation de l’expert",)
    affaire.jouer("2026-01-22", accepter(), "expert")
    affaire.jouer("2026-01-22", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_u9_une_decision_qui_ne_fixe_aucune_provision_en_raison_de_l_aide() -> None:
    affaire = acceptee(provision=[])
    assert refuser(affaire, "2026-01-20", AVISER, "greffe").article == "CPC 267 al. 2, 269"
    affaire.jouer("2026-01-20", admettre(decidee_le="2025-11-03"), "greffe")
    assert any("vérifier que la décision en dispense" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-01-21", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_u9_l_autre_payeur_doit_encore_sa_part() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", admettre("dupin"), "greffe")
    assert refuser(affaire, "2026-01-21", AVISER, "greffe").manque == (
        "1\xa0500,00\xa0€ à la charge de SARL Bâtirhône",
    )
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert affaire.evenements[-1].actes[0].titre == "Avis de consignation"
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_u9_admise_apres_le_versement_de_l_autre_l_avis_est_possible_aussitot() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", admettre("dupin"), "greffe")
    assert any("elle tombe pour la part aidée" in a for a in affaire.evenements[-1].alertes)
    assert not affaire.dossier.echeances_de("DL-03")
    assert refuser(affaire, "2026-03-10", constater_caducite(), "juge").article == "CPC 271"
    affaire.jouer("2026-03-10", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_u9_jamais_de_caducite_pour_le_beneficiaire() -> None:
    affaire = acceptee(provision=SEULE)
    affaire.jouer("2026-03-05", admettre(), "greffe")
    affaire.attendre("2026-06-01")
    assert not [e for e in affaire.dossier.echeances.values() if e.levera == "caducite_encourue"]
    assert refuser(affaire, "2026-06-02", constater_caducite(), "juge").article == "CPC 271"


def test_art_462_la_provision_mise_sur_un_beneficiaire_passe_a_un_autre() -> None:
    affaire = acceptee(provision=SEULE)
    affaire.jouer("2026-01-20", admettre(), "greffe")
    assert refuser(affaire, "2026-01-22", fixer(), "juge").manque == ("un autre payeur",)
    affaire.jouer("2026-01-22", fixer(verser("batirhone", 300000, **DEUX_MOIS)), "juge")
    assert refuser(affaire, "2026-01-23", AVISER, "greffe").article == "CPC 267 al. 2"
    affaire.jouer("2026-01-28", encaisser("batirhone", 300000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")


def test_l_aide_partielle_reduit_ce_que_la_partie_consigne() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-01-22", admettre("dupin", etendue="partielle", reste_du=100000), "greffe")
    assert [e.personne for e in affaire.dossier.echeances_de("DL-03")] == ["batirhone"]  # what was left is there
    assert any("s’impute sur les premiers versements" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")


def test_l_aide_partielle_laisse_courir_le_reste() -> None:
    deux = [*SEULE, verser("dupin", 100000, le="2026-05-29")]
    affaire = acceptee(provision=deux)
    affaire.jouer("2026-01-22", admettre("dupin", etendue="partielle", reste_du=120000), "greffe")
    assert [v.montant for v in affaire.dossier.provision] == [120000, 0]
    assert not affaire.dossier.echeances_de("DL-03b")
    affaire.attendre("2026-03-06")
    assert echeance(affaire, "DL-03").levera == "caducite_encourue"


def test_ce_qui_avait_ete_consigne_avant_l_aide_est_signale() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-01-22", admettre("dupin"), "greffe")
    assert any("1\xa0000,00\xa0€ avaient déjà été consignés" in a for a in affaire.evenements[-1].alertes)
    assert affaire.dossier.encaisse["dupin"] == 100000


def test_les_autres_parties_n_apprennent_pas_les_ressources_de_l_une() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", admettre("dupin"), "greffe")
    (avis,) = affaire.evenements[-1].actes
    assert set(avis.destinataires) == {"expert", "juge", "regie", "dupin", "me-roche"}


@pytest.mark.parametrize(
    ("commande", "message"),
    [
        (admettre("me-roche"), "n’est pas dans l’expertise"),
        (admettre(decidee_le="2026-02-01"), "avenir"),
        (admettre(etendue="partielle"), "inférieure à ce qu’elle devait"),
        (admettre(etendue="partielle", reste_du=300000), "inférieure à ce qu’elle devait"),
        (admettre("morel", etendue="partielle", reste_du=100), "inférieure à ce qu’elle devait"),
        (admettre(reste_du=100), "ne laisse rien"),
    ],
)
def test_l_aide_est_celle_d_une_partie_par_une_decision_rendue(commande: Any, message: str) -> None:
    assert message in refuser(acceptee(), "2026-01-20", commande, "greffe").message


def test_l_aide_totale_s_enregistre_une_fois_et_avant_le_rapport() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", admettre(), "greffe")
    assert "déjà enregistrée" in refuser(affaire, "2026-01-21", admettre(), "greffe").message
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-10", admettre(), "greffe").message


def test_l_avis_ne_precede_pas_la_decision_d_aide() -> None:
    affaire = acceptee(provision=SEULE)
    affaire.jouer("2026-01-20", admettre(decidee_le="2026-01-19"), "greffe")
    avant = {**AVISER, "survenu_le": "2026-01-16", "preuve": {"nature": "piece", "reference": "Courrier"}}
    assert refuser(affaire, "2026-01-21", avant, "greffe").article == "CPC 640"
