"""The act of recomputing: shown first, then applied, journaled, and told to whoever is concerned."""

from datetime import date

from actes_convention import operations_convenues
from decrets import decret
from dossiers import Affaire, jusqu_au_rapport, reception
from etapes import demander, echeance, observer, refuser

from procedure.deplacement import Deplacement
from procedure.effets import Produire
from procedure.evenements import EcheancesRecalculees
from procedure.recalcul import deplacements, empreinte_de

LE_18 = date(2026, 9, 18)
LE_21 = date(2026, 9, 21)


def observations() -> Affaire:
    """Morel received the fee request on 3 September 2026: his fifteen days end on Friday the 18th."""
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception("demande_de_remuneration-1", "morel", "2026-09-03"), "expert")
    return affaire


def montre(affaire: Affaire) -> dict[str, str]:
    """The command that applies what the dry run shows now."""
    return {"type": "recalculer", "montre": empreinte_de(deplacements(affaire.dossier))}


def test_art_642_le_decret_deplace_l_echeance_et_le_journal_garde_l_avant_et_l_apres() -> None:
    affaire = observations()
    with decret(LE_18):
        (evenement,) = affaire.jouer("2026-09-07", montre(affaire), "greffe")
    fait = evenement.fait
    assert isinstance(fait, EcheancesRecalculees)
    (deplacement,) = fait.deplacements
    assert (deplacement.avant.legal, deplacement.apres and deplacement.apres.legal) == (LE_18, LE_21)
    calcul = echeance(affaire, "DL-16", "morel").calcul
    assert calcul is not None
    assert (calcul.nominal, calcul.legal, calcul.safe_by) == (LE_18, LE_21, date(2026, 9, 17))
    assert calcul.defendable_jusqu_a is not None
    assert calcul.defendable_jusqu_a.date() == date(2026, 9, 22)
    assert "21 septembre" in next(e for e in evenement.ouvertes[0].calcul.etapes if e.regle == "CPC 642 al. 2").texte


def test_le_terme_deplace_est_celui_qui_decide() -> None:
    affaire = observations()
    with decret(LE_18):
        affaire.jouer("2026-09-07", montre(affaire), "greffe")
    affaire.attendre("2026-09-20")
    assert echeance(affaire, "DL-16", "morel").statut == "ouverte"
    affaire.attendre("2026-09-22")
    assert not [e for e in affaire.dossier.echeances_de("DL-16") if e.personne == "morel"]


def test_la_personne_concernee_et_elle_seule_en_est_avisee_avec_la_raison() -> None:
    affaire = observations()
    with decret(LE_18):
        affaire.jouer("2026-09-07", montre(affaire), "greffe")
    assert affaire.dernier is not None
    (effet,) = affaire.dernier.effets
    assert isinstance(effet, Produire)
    assert effet.modele == "avis_echeance"
    assert effet.acte.destinataires == ("morel",)
    assert effet.donnees["remplace"] == "2026-09-18"
    assert "21 septembre 2026" in str(effet.donnees["motif"])


def test_seul_ce_qui_a_ete_montre_s_applique() -> None:
    affaire = observations()
    affaire.jouer("2026-09-07", reception("demande_de_remuneration-1", "dupin", "2026-09-03"), "expert")
    with decret(LE_18):
        avant = montre(affaire)
        affaire.jouer("2026-09-08", observer("morel"), "morel")
        assert "montré" in refuser(affaire, "2026-09-08", avant, "greffe").message
        affaire.jouer("2026-09-08", montre(affaire), "juge")
    calcul = echeance(affaire, "DL-16", "dupin").calcul
    assert calcul is not None
    assert calcul.legal == LE_21


def test_sans_changement_rien_ne_s_applique_et_rien_ne_s_applique_deux_fois() -> None:
    affaire = observations()
    assert "Aucune échéance" in refuser(affaire, "2026-09-07", montre(affaire), "greffe").message
    with decret(LE_18):
        affaire.jouer("2026-09-07", montre(affaire), "greffe")
        assert deplacements(affaire.dossier) == ()
        assert "Aucune échéance" in refuser(affaire, "2026-09-08", montre(affaire), "greffe").message


def test_une_partie_ne_recalcule_pas() -> None:
    affaire = observations()
    with decret(LE_18):
        assert refuser(affaire, "2026-09-07", montre(affaire), "morel").interdit


def test_l_essai_a_blanc_tient_dans_une_empreinte() -> None:
    affaire = observations()
    with decret(LE_18):
        listes: tuple[Deplacement, ...] = deplacements(affaire.dossier)
        assert empreinte_de(listes) == empreinte_de(deplacements(affaire.dossier))
        assert empreinte_de(listes) != empreinte_de(())


def test_dans_une_convention_le_technicien_recalcule() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-03-02", demander("dupin"), "expert")
    terme = echeance(affaire, "DL-08", "dupin").calcul
    assert terme is not None
    with decret(terme.legal):
        assert refuser(affaire, "2026-03-03", montre(affaire), "me-roche").interdit
        (evenement,) = affaire.jouer("2026-03-03", montre(affaire), "expert")
    assert evenement.ouvertes[0].calcul is not None
    assert evenement.ouvertes[0].calcul.legal > terme.legal
