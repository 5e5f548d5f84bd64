"""The dates that pass: reminders, states raised for a human, the next look (art. 640-642 CPC)."""

from datetime import date, time, timedelta

import pytest
from dossiers import (
    Affaire,
    jusqu_au_pre_rapport,
    jusqu_au_rapport,
    jusqu_aux_operations,
    le,
    ordonnance,
    piece,
    reception,
)
from etapes import acceptee, demander, echeance, encaisser, ordonnee, taxable, taxee, taxer

from procedure.commandes import Veiller
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.evenements import EcheanceDepassee, RappelEchu
from procedure.personnes import SYSTEME
from procedure.regles import REGLES
from procedure.veille import prochain_reveil


def rappels(affaire: Affaire, jour: str) -> list[tuple[str, str, tuple[str, ...]]]:
    faits = [e.fait for e in affaire.attendre(jour)]
    return [(f.echeance, f.echelon, f.regroupe) for f in faits if isinstance(f, RappelEchu)]


def test_chaque_echelon_vient_a_neuf_heures_au_siege_et_une_fois() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    assert [(r.echelon, r.a) for r in echeance(affaire, "DL-02").rappels] == [
        ("J+8", le("2026-01-14", time(9))),
        ("J+15", le("2026-01-21", time(9))),
    ]
    assert not rappels(affaire, "2026-01-13")
    assert rappels(affaire, "2026-01-14") == [("DL-02:expert", "J+8", ())]
    assert not rappels(affaire, "2026-01-15")


def test_les_echelons_manques_n_en_font_qu_un() -> None:
    affaire = jusqu_aux_operations()
    manques = rappels(affaire, "2026-09-28")  # J-60, J-30, J-8 before 2 October
    assert ("DL-06:expert", "J-8", ("J-60", "J-30")) in manques
    assert len([r for r in manques if r[0] == "DL-06:expert"]) == 1


def test_un_rappel_va_a_la_personne_et_a_qui_la_represente() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("dupin"), "expert")
    (evenement,) = [e for e in affaire.attendre("2026-03-18") if e.article == "CPC 275"]
    assert evenement.actes[0].destinataires == ("dupin", "me-roche")
    assert evenement.auteur == SYSTEME


def test_art_271_le_terme_passe_leve_une_caducite_encourue_et_ne_prononce_rien() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    (evenement,) = affaire.attendre("2026-03-06")
    assert isinstance(evenement.fait, EcheanceDepassee)
    assert evenement.fait.leve == "caducite_encourue"
    assert evenement.survenu_le == date(2026, 3, 6)
    assert not evenement.closes
    assert not evenement.actes
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE


def test_art_642_le_terme_ne_passe_qu_apres_vingt_quatre_heures_du_dernier_jour_defendable() -> None:
    affaire = acceptee()  # the two months of 5 January end on Thursday 5 March
    minuit = le("2026-03-06", time(0))
    for instant, attendus in ((minuit - timedelta(seconds=1), 0), (minuit, 2)):
        faits = [e.fait for e in affaire.soumettre(Veiller(auteur=SYSTEME, recu_a=instant), instant)]
        assert len([f for f in faits if isinstance(f, EcheanceDepassee)]) == attendus


@pytest.mark.parametrize("regle", sorted(REGLES))
def test_un_devoir_leve_un_etat_et_un_droit_s_eteint(regle: str) -> None:
    """What passes never bears the name of a sanction."""
    leve = REGLES[regle].levera
    assert leve is None or leve not in {"caducite", "caduque", "forclusion", "nullite"}


def test_un_droit_qui_passe_s_eteint_sans_rien_lever() -> None:
    affaire = jusqu_au_pre_rapport()
    faits = [e for e in affaire.attendre("2026-07-02") if isinstance(e.fait, EcheanceDepassee)]
    dires = [e for e in faits if e.closes and e.closes[0].echeance.startswith("DL-13")]
    assert len(dires) == 3
    assert {e.fait.leve for e in dires if isinstance(e.fait, EcheanceDepassee)} == {None}
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    assert echeance(affaire, "DL-15").origine is not None


def test_le_moteur_qui_a_dormi_longtemps_rattrape_tout_en_une_fois() -> None:
    """The drafting time opens when the dires close, and has itself passed since."""
    affaire = jusqu_au_pre_rapport()
    affaire.attendre("2026-12-01")
    assert echeance(affaire, "DL-15").statut is Statut.DEPASSEE
    assert echeance(affaire, "DL-06").statut is Statut.DEPASSEE
    reveil = prochain_reveil(affaire.dossier)
    assert reveil is None or reveil > le("2026-12-01")
    assert not affaire.attendre("2026-12-01")


@pytest.mark.parametrize("depart", [acceptee, jusqu_aux_operations, jusqu_au_pre_rapport, jusqu_au_rapport, taxee])
def test_le_prochain_reveil_est_a_venir_et_rien_ne_se_passe_avant_lui(depart: object) -> None:
    affaire: Affaire = depart()  # type: ignore[operator]
    maintenant = le(affaire.evenements[-1].survenu_le.isoformat(), time(12))
    for _ in range(60):
        affaire.soumettre(Veiller(auteur=SYSTEME, recu_a=maintenant), maintenant)
        assert not affaire.soumettre(Veiller(auteur=SYSTEME, recu_a=maintenant), maintenant)
        reveil = prochain_reveil(affaire.dossier)
        if reveil is None:
            break
        assert reveil > maintenant
        juste_avant = reveil - timedelta(seconds=1)
        assert not affaire.soumettre(Veiller(auteur=SYSTEME, recu_a=juste_avant), juste_avant)
        maintenant = reveil
        assert affaire.soumettre(Veiller(auteur=SYSTEME, recu_a=maintenant), maintenant)
    else:
        pytest.fail("the engine never rests")


def test_un_acte_trouve_le_dossier_dans_l_etat_de_son_instant_meme_sans_minuterie() -> None:
    affaire = taxable()
    evenements = affaire.jouer("2026-10-01", taxer(420000), "juge")
    assert [e.fait.type for e in evenements] == ["remuneration_taxee"]
    endormie = jusqu_au_pre_rapport()
    faits = [e.fait.type for e in endormie.jouer("2026-07-02", {"type": "adresser_note", **note()}, "expert")]
    assert faits.count("echeance_depassee") >= 3
    assert faits[-1] == "note_adressee"


def note() -> dict[str, object]:
    return {"note": piece("Note", "b"), "objet": "Suite"}


def test_ce_qui_n_a_pas_commence_ne_passe_jamais() -> None:
    affaire = taxee()
    affaire.attendre("2036-01-01")
    assert len(affaire.dossier.echeances_de("DL-18")) == 4


def test_l_avis_d_echeance_dit_la_date_et_d_ou_elle_vient() -> None:
    affaire = jusqu_au_rapport()
    recu = reception("demande_de_remuneration-1", "morel", "2026-09-03")
    (evenement,) = [e for e in affaire.jouer("2026-09-05", recu, "expert") if e.fait.type == "reception_constatee"]
    assert [(a.nature, a.destinataires) for a in evenement.actes] == [("avis_echeance", ("morel",))]
    (origine,) = [e.origine for e in evenement.ouvertes]
    assert origine is not None
    assert origine.preuve is not None
    assert (origine.date, origine.preuve.reference) == (date(2026, 9, 3), "AR morel")


def test_une_ordonnance_enregistree_en_retard_rattrape_ses_termes_au_premier_regard() -> None:
    affaire = Affaire()
    preuve = {"nature": "decision", "reference": "Minute"}
    affaire.jouer("2026-06-01", ordonnance(survenu_le="2026-01-05", preuve=preuve))
    assert len([e for e in affaire.attendre("2026-06-01") if e.fait.type == "echeance_depassee"]) == 2


def test_un_rappel_dit_qu_aucun_texte_ne_fixe_un_repere_de_service() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-08", {"type": "notifier_designation"}, "greffe")
    affaire.attendre("2026-01-17")
    assert affaire.dernier is not None
    (effet,) = affaire.dernier.effets
    assert effet.donnees["echeance"]["service"] is True
