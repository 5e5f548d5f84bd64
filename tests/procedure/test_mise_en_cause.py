"""Somebody joins the expertise under way: he has the file, and the time to discuss it (art. 145, 169 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_mise_en_cause import ASSUREUR, AVOCATE, ETANCHEUR, completer, intervenir, mettre_en_cause, transmettre
from dossiers import (
    Affaire,
    jusqu_au_pre_rapport,
    jusqu_au_rapport,
    jusqu_aux_operations,
    ordonnance,
    rapport,
    reception,
)
from etapes import acceptee, avis_du_sapiteur, convoquer, dire, echeance, pre_rapport, refuser, repondre, sapiteur

from procedure.documents import Nature
from procedure.echeances import Statut

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}
SIGNIFIE = {"nature": "signification", "reference": "Acte du 7 avril"}


def arrivee(jour: str = "2026-04-01", depuis: Affaire | None = None) -> Affaire:
    """The insurer and its avocate are in the case."""
    affaire = depuis or jusqu_aux_operations()
    affaire.jouer(jour, mettre_en_cause(), "greffe")
    return affaire


def terme(affaire: Affaire, regle: str, partie: str = "assureur") -> date | None:
    calcul = echeance(affaire, regle, partie).calcul
    return calcul.legal if calcul else None


def test_art_169_le_greffe_informe_aussitot_l_expert_et_l_ordonnance_va_a_tous() -> None:
    affaire = arrivee()
    par_nature = {a.nature: a for a in affaire.evenements[-1].actes}
    avis, commune = par_nature[Nature.AVIS_D_INTERVENTION], par_nature[Nature.ORDONNANCE_COMMUNE]
    assert avis.auteur == "greffe"
    assert set(avis.destinataires) == {"expert", "juge", "assureur", "me-sorel", *TOUS}
    assert set(commune.destinataires) == {"expert", "greffe", "assureur", "me-sorel", *TOUS}
    assert affaire.dossier.parties[-1] == "assureur"


def test_art_145_l_avis_prealable_de_l_expert_n_est_pas_requis() -> None:
    affaire = arrivee()
    assert affaire.dossier.requetes == {}
    assert not any("245" in a for a in affaire.evenements[-1].alertes)


@pytest.mark.parametrize("jour", ["2026-05-10", "2026-05-11", "2028-05-30"])
def test_aucun_delai_administratif_n_enferme_la_mise_en_cause(jour: str) -> None:
    """Two months after the first meeting: a limit of the administrative courts, unknown here (point 19)."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-03-10"), "expert")
    affaire.jouer("2026-03-10", {"type": "tenir_reunion", "reunion": 1, "presents": ["morel"]}, "expert")
    arrivee(jour, affaire)
    assert "assureur" in affaire.dossier.parties


@pytest.mark.parametrize("juge", ["juge_des_referes", "juge_du_fond", "juge_du_controle"])
def test_art_155_le_juge_du_controle_seul_ne_met_en_principe_personne_en_cause(juge: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", mettre_en_cause(decision_de=juge), "juge")
    assert any("juge chargé du contrôle" in a for a in affaire.evenements[-1].alertes) is (juge == "juge_du_controle")
    regles = {e.regle for e in affaire.dossier.echeances.values() if e.personne == "assureur"}
    assert regles == {"juge_des_referes": {"DL-01a"}, "juge_du_controle": {"DL-01d"}, "juge_du_fond": set()}[juge]


def test_art_490_l_appel_de_l_arrivant_court_de_la_signification_qui_lui_est_faite() -> None:
    affaire = arrivee()
    assert echeance(affaire, "DL-01a", "assureur").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-04-03", reception("ordonnance_commune-1", "assureur", "2026-04-02"), "greffe")
    assert echeance(affaire, "DL-01a", "assureur").statut is Statut.NON_DEMARREE
    signifiee = reception("ordonnance_commune-1", "assureur", "2026-04-07", "signification")
    affaire.jouer("2026-04-08", signifiee, "greffe")
    assert terme(affaire, "DL-01a") == date(2026, 4, 22)


def test_art_490_la_signification_de_l_ordonnance_commune_n_ouvre_pas_l_appel_de_la_premiere() -> None:
    affaire = arrivee()
    affaire.jouer("2026-04-08", reception("ordonnance_commune-1", "morel", "2026-04-07", "signification"), "greffe")
    statuts = {e.objet: e.statut for e in affaire.dossier.echeances_de("DL-01a") if e.personne == "morel"}
    assert statuts == {None: Statut.NON_DEMARREE, "ordonnance_commune-1": Statut.OUVERTE}


def test_art_169_une_intervention_n_est_pas_une_ordonnance_commune() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", intervenir(), "greffe")
    assert [a.nature for a in affaire.evenements[-1].actes] == [Nature.AVIS_D_INTERVENTION]
    assert not any(e.personne == "etancheur" for e in affaire.dossier.echeances.values())
    avec = intervenir(ASSUREUR, AVOCATE, decision_de="juge_du_fond")
    assert refuser(affaire, "2026-04-02", avec, "greffe").article == "CPC 169"


@pytest.mark.parametrize(
    ("arrivants", "article"),
    [
        ((ETANCHEUR, ETANCHEUR), "CPC 169"),
        ((ETANCHEUR | {"id": "morel"},), "CPC 169"),
        ((ETANCHEUR | {"id": "systeme"},), "CPC 169"),
        ((AVOCATE,), "CPC 169"),
        ((ETANCHEUR, AVOCATE), "CPC 162"),
        ((ASSUREUR,), "CPC 162"),
        ((ASSUREUR | {"avocats": ["morel"]},), "CPC 162"),
        ((ETANCHEUR, {"id": "x", "role": "expert", "nom": "M. Xérès"}), "CPC 169"),
    ],
)
def test_art_169_chacun_n_arrive_qu_une_fois_partie_avec_ses_avocats(
    arrivants: tuple[dict[str, Any], ...], article: str
) -> None:
    assert refuser(jusqu_aux_operations(), "2026-04-01", mettre_en_cause(*arrivants), "greffe").article == article


def test_un_avocat_deja_dans_l_affaire_peut_representer_l_arrivant() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", mettre_en_cause(ETANCHEUR | {"avocats": ["me-vidal"]}), "greffe")
    assert affaire.dossier.ayant_pour_avocat("me-vidal") == ("batirhone", "etancheur")  # type: ignore[arg-type]


def test_art_145_l_ordonnance_commune_est_signee_et_dit_son_juge() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-04-01", mettre_en_cause(ordonnance=None), "greffe").manque == ("l’ordonnance signée",)
    assert refuser(affaire, "2026-04-01", mettre_en_cause(decision_de=None), "greffe").article == "CPC 145"
    assert refuser(affaire, "2026-04-01", mettre_en_cause(), "expert").interdit
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-02", mettre_en_cause(), "greffe").message


# -- meetings


def test_art_160_l_arrivant_est_a_convoquer_a_la_reunion_deja_fixee() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-04-28"), "expert")
    arrivee("2026-04-01", affaire)
    assert any("à convoquer à la réunion n° 1" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-04-02", completer(), "expert")
    (acte,) = affaire.evenements[-1].actes
    assert set(acte.destinataires) == {"assureur", "me-sorel"}
    assert "déjà convoquées" in refuser(affaire, "2026-04-03", completer(), "expert").message
    affaire.jouer("2026-04-28", {"type": "tenir_reunion", "reunion": 1}, "expert")
    assert not any("irrégulière" in a for a in affaire.evenements[-1].alertes)
    assert affaire.evenements[-1].fait.non_convoques == ()  # type: ignore[union-attr]


def test_art_160_tenue_sans_lui_la_reunion_est_irreguliere_a_son_egard() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-04-28"), "expert")
    arrivee("2026-04-01", affaire)
    affaire.jouer("2026-04-28", {"type": "tenir_reunion", "reunion": 1, "presents": ["morel"]}, "expert")
    irreguliere = next(a for a in affaire.evenements[-1].alertes if "irrégulière" in a)
    assert "Mutuelle du Bâtiment" in irreguliere
    assert "Me Sorel" in irreguliere


def test_art_160_on_ne_complete_qu_une_reunion_a_venir_pour_une_partie_que_l_on_peut_atteindre() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-04-28"), "expert")
    affaire.jouer("2026-04-01", mettre_en_cause(ASSUREUR | {"adresse": None}, AVOCATE), "greffe")
    sans_adresse = refuser(affaire, "2026-04-02", completer(), "expert")
    assert sans_adresse.manque == ("l’adresse postale de Mutuelle du Bâtiment",)
    assert refuser(affaire, "2026-04-02", completer(2), "expert").introuvable
    assert refuser(affaire, "2026-04-02", completer(1, "me-sorel"), "expert").introuvable
    assert "à venir" in refuser(affaire, "2026-04-29", completer(), "expert").message


# -- the file


def test_art_169_le_dossier_va_a_l_arrivant_avec_trente_jours_pour_ses_observations() -> None:
    affaire = arrivee()
    assert any("transmettre" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-04-10", transmettre(), "expert")
    (acte,) = [a for a in affaire.evenements[-1].actes if a.nature is Nature.TRANSMISSION_DU_DOSSIER]
    assert set(acte.destinataires) == {"assureur", "me-sorel"}
    assert terme(affaire, "DL-11") == date(2026, 5, 11)  # thirty days end on Sunday 10 May
    affaire.attendre("2026-05-12")
    assert not affaire.dossier.echeances_de("DL-11")  # the right ends, nothing is raised


def test_art_169_le_dossier_se_transmet_une_fois_a_qui_est_arrive_en_cours() -> None:
    affaire = arrivee()
    assert refuser(affaire, "2026-04-10", transmettre("morel"), "expert").introuvable
    affaire.jouer("2026-04-10", transmettre(pieces=[]), "expert")
    assert any("Aucun document" in a for a in affaire.evenements[-1].alertes)
    assert "déjà le dossier" in refuser(affaire, "2026-04-11", transmettre(), "expert").message
    assert not affaire.dossier.echeances_de("DL-10")
    assert not affaire.dossier.echeances_de("DL-13")


def test_art_640_le_temps_de_l_arrivant_peut_courir_de_sa_reception_et_le_rapport_l_attend() -> None:
    affaire = arrivee()
    affaire.jouer("2026-04-10", transmettre(terme={"delai": "P15D", "a_compter": "reception"}), "expert")
    motif = refuser(affaire, "2026-05-30", rapport(), "expert")
    assert motif.manque == ("la preuve de la réception par Mutuelle du Bâtiment",)
    affaire.jouer("2026-05-31", reception("transmission_du_dossier-1", "assureur", "2026-05-29"), "expert")
    assert terme(affaire, "DL-11") == date(2026, 6, 15)  # fifteen days end on Saturday 13 June
    assert "15 juin" in refuser(affaire, "2026-06-15", rapport(), "expert").message
    affaire.jouer("2026-06-16", rapport(), "expert")


def test_art_169_rien_n_est_conclu_tant_que_l_arrivant_n_a_pas_le_dossier() -> None:
    affaire = arrivee()
    motif = refuser(affaire, "2026-04-20", pre_rapport(), "expert")
    assert (motif.article, motif.manque) == ("CPC 169", ("la transmission du dossier à Mutuelle du Bâtiment",))
    assert refuser(affaire, "2026-04-20", rapport(), "expert").article == "CPC 169"
    affaire.jouer("2026-04-20", transmettre(), "expert")
    affaire.jouer("2026-04-21", pre_rapport(), "expert")
    assert any("Mutuelle du Bâtiment" in a for a in affaire.evenements[-1].alertes)
    assert terme(affaire, "DL-13") == date(2026, 5, 21)


def test_art_169_qui_arrive_avant_les_operations_n_a_rien_manque() -> None:
    affaire = acceptee()
    arrivee("2026-01-15", affaire)
    assert not any("transmettre" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-01-20", {"type": "encaisser_consignation", "payeur": "dupin", "montant": 300000}, "regie")
    affaire.jouer("2026-01-28", {"type": "encaisser_consignation", "payeur": "batirhone", "montant": 150000}, "regie")
    affaire.jouer("2026-02-02", {"type": "aviser_consignation"}, "greffe")
    affaire.jouer("2026-04-21", pre_rapport(), "expert")
    assert terme(affaire, "DL-13") == date(2026, 5, 21)


def test_art_278_l_arrivant_a_son_temps_sur_l_avis_du_sapiteur_deja_communique() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    affaire.jouer("2026-03-20", avis_du_sapiteur(), "expert")
    arrivee("2026-04-01", affaire)
    affaire.jouer("2026-04-10", transmettre(), "expert")
    assert terme(affaire, "DL-10") == date(2026, 5, 11)
    assert terme(affaire, "DL-10", "morel") == date(2026, 4, 20)


def test_art_276_arrive_apres_le_pre_rapport_il_a_son_propre_terme_pour_ses_dires() -> None:
    affaire = arrivee("2026-06-10", jusqu_au_pre_rapport())
    affaire.jouer("2026-06-15", transmettre(), "expert")
    assert terme(affaire, "DL-13", "morel") == date(2026, 7, 1)
    assert terme(affaire, "DL-13") == date(2026, 7, 15)
    affaire.attendre("2026-07-02")
    assert affaire.dossier.phase == "dires_ouverts"
    affaire.jouer("2026-07-10", dire("assureur"), "me-sorel")
    assert affaire.dossier.dires[1].situation == "dans_le_delai"
    affaire.jouer("2026-07-10", dire("morel"), "morel")
    assert affaire.dossier.dires[2].situation == "tardif"
    affaire.attendre("2026-07-16")
    assert affaire.dossier.phase == "dires_clos"


def test_art_169_276_arrive_une_fois_les_dires_clos_ils_sont_rouverts_pour_lui_seul() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.attendre("2026-07-02")
    assert affaire.dossier.phase == "dires_clos"
    arrivee("2026-07-06", affaire)
    affaire.jouer("2026-07-07", dire("assureur"), "me-sorel")  # nobody has given it a limit yet
    assert affaire.dossier.dires[1].situation == "dans_le_delai"
    affaire.jouer("2026-07-10", transmettre(), "expert")
    assert affaire.dossier.phase == "dires_ouverts"
    assert not affaire.dossier.echeances_de("DL-15")
    affaire.jouer("2026-07-15", dire("morel"), "morel")
    assert affaire.dossier.dires[2].situation == "tardif"
    affaire.jouer("2026-07-16", repondre(1), "expert")
    assert "10 août" in refuser(affaire, "2026-08-10", rapport(), "expert").message
    affaire.attendre("2026-08-11")
    assert affaire.dossier.phase == "dires_clos"
    assert echeance(affaire, "DL-15")
    affaire.jouer("2026-08-11", rapport(), "expert")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-16")} == {"dupin", "batirhone", "morel", "assureur"}


def test_art_279_le_temps_de_l_arrivant_peut_appeler_une_prorogation() -> None:
    affaire = arrivee("2026-09-07", jusqu_au_pre_rapport())
    affaire.jouer("2026-09-10", transmettre(), "expert")
    assert any("prorogation" in a for a in affaire.evenements[-1].alertes)


def test_art_145_sans_refere_l_arrivant_n_a_pas_cet_appel() -> None:
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance(fondement="avant_dire_droit"))
    affaire.jouer("2026-01-15", mettre_en_cause(decision_de="juge_du_fond"), "greffe")
    assert not affaire.dossier.echeances_de("DL-01a")
    assert not affaire.dossier.echeances_de("DL-01d")
