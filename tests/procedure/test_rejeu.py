"""A play on the law alone: what each act gives, and what the dates give between two acts."""

from datetime import date, time

from dossiers import Affaire, le, ordonnance, piece, rapport, reception
from etapes import accepter, encaisser, pre_rapport

from procedure.dossier import Phase
from procedure.echeances import Cloture, Statut
from procedure.effets import Canal, Portee
from procedure.rejeu import ActeDate, Deroulement, rejouer

VEILLER = {"type": "veiller", "auteur": {"personne": "systeme", "role": "systeme"}}


def jouer(*actes: tuple[str, str, dict]) -> Deroulement:
    affaire = Affaire()
    roles = {p["id"]: p["role"] for p in ordonnance()["participants"]}
    dates = []
    for jour, par, commande in actes:
        auteur = commande.get("auteur") or {"personne": par, "role": roles.get(par, par)}
        dates.append(ActeDate(le(jour), affaire.lire(jour, {**commande, "auteur": auteur})))
    return rejouer(dates)


def jusqu_a_l_acceptation(*suite: tuple[str, str, dict]) -> Deroulement:
    return jouer(
        ("2026-01-05", "greffe", ordonnance(ordonnance=piece("Ordonnance", "0"))),
        ("2026-01-06", "greffe", {"type": "notifier_designation"}),
        ("2026-01-06", "greffe", {"type": "inviter_a_consigner"}),
        ("2026-01-12", "expert", accepter()),
        *suite,
    )


def test_un_acte_refuse_ne_change_rien_et_le_jeu_continue() -> None:
    deroulement = jusqu_a_l_acceptation(
        ("2026-01-13", "expert", accepter()),
        ("2026-01-20", "regie", encaisser("dupin", 300000)),
    )
    avant, refuse, apres = deroulement.moments[-3:]
    assert refuse.refus is not None
    assert refuse.refus.article == "CPC 267"
    assert (refuse.faits, refuse.echeances, refuse.envois) == ((), (), ())
    assert refuse.en_cours == avant.en_cours
    assert [f.type for f in apres.faits] == ["consignation_encaissee"]


def test_ce_que_les_dates_donnent_entre_deux_actes_est_vu_a_son_heure() -> None:
    deroulement = jusqu_a_l_acceptation(("2026-03-09", "regie", encaisser("dupin", 300000)))
    dernier = deroulement.moments[-1]
    vus = [(f.a.astimezone(le("2026-01-01").tzinfo).date(), f.type) for f in dernier.en_chemin]
    # two payers: a reminder at J-15 and at J-3 of 5 March, then the state raised on the morning after
    assert vus == [
        (date(2026, 2, 18), "rappel_echu"),
        (date(2026, 2, 18), "rappel_echu"),
        (date(2026, 3, 2), "rappel_echu"),
        (date(2026, 3, 2), "rappel_echu"),
        (date(2026, 3, 6), "echeance_depassee"),
        (date(2026, 3, 6), "echeance_depassee"),
    ]
    assert dernier.leves == ("caducite_encourue",)
    rappels = [e for e in dernier.envois if e.acte.nature == "rappel"]
    assert {e.acte.destinataires for e in rappels} == {("dupin", "me-roche"), ("batirhone", "me-vidal")}


def test_attendre_porte_lui_meme_ce_que_les_dates_donnent() -> None:
    attente = jusqu_a_l_acceptation(("2026-03-06", "systeme", VEILLER)).moments[-1]
    assert attente.en_chemin == ()
    assert [f.type for f in attente.faits].count("echeance_depassee") == 2
    assert attente.leves == ("caducite_encourue",)


def test_une_echeance_garde_sa_demonstration_meme_quand_l_etat_ne_la_porte_plus() -> None:
    recue = reception("ordonnance-1", "morel", "2026-01-09", nature="signification")
    deroulement = jusqu_a_l_acceptation(("2026-01-14", "greffe", recue), ("2026-01-15", "systeme", VEILLER))
    *_, (moment, etat) = deroulement.etats()
    assert moment.echeances == ()
    appel = next(e for e in etat.values() if e.regle == "DL-01a" and e.personne == "morel")
    assert appel.calcul is not None
    assert appel.calcul.legal == date(2026, 1, 26)
    assert [e.regle for e in appel.calcul.etapes][:2] == ["CPC 640", "CPC 641 al. 1"]


def test_les_etats_se_suivent_de_moment_en_moment() -> None:
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance())
    deroulement = jusqu_a_l_acceptation()
    (moment, etat), *_ = deroulement.etats()
    assert set(etat) == set(affaire.dossier.echeances)
    assert [m.etape for m, _ in deroulement.etats()] == [Phase.ORDONNEE] + [Phase.MISE_EN_PLACE] * 3
    assert {e.statut for e in etat.values() if e.regle == "DL-01a"} == {Statut.NON_DEMARREE}
    assert moment.closes == ()


def jusqu_aux_operations(*suite: tuple[str, str, dict]) -> Deroulement:
    return jusqu_a_l_acceptation(
        ("2026-01-20", "regie", encaisser("dupin", 300000)),
        ("2026-01-28", "regie", encaisser("batirhone", 150000)),
        ("2026-02-02", "greffe", {"type": "aviser_consignation"}),
        *suite,
    )


def test_une_echeance_ouverte_et_close_dans_le_meme_moment_est_dite() -> None:
    # the time of the dires ends on the way to the report, which closes what that end had opened
    deroulement = jusqu_aux_operations(
        ("2026-06-01", "expert", pre_rapport()), ("2026-07-20", "expert", rapport())
    )
    dernier = deroulement.moments[-1]
    assert "DL-15:expert" in {e.id for e in dernier.echeances}
    assert "DL-15:expert" not in dernier.en_cours
    suivi = deroulement.historique()["DL-15:expert"]
    assert suivi.cloture is not None
    assert suivi.cloture.motif == "rapport déposé"
    assert suivi.echeance.calcul is not None
    assert suivi.echeance.calcul.legal == date(2026, 7, 31)


def test_une_echeance_close_puis_rouverte_par_le_meme_acte_court_toujours() -> None:
    # a note to the parties informs the judge's control, and the next ninety days begin
    note = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}
    suivi = jusqu_aux_operations(("2026-03-20", "expert", note)).historique()["DL-14:expert"]
    assert suivi.cloture is None
    assert suivi.revisions == 1
    assert suivi.echeance.origine is not None
    assert suivi.echeance.origine.date == date(2026, 3, 20)
    assert (suivi.depuis, suivi.change_a) == (le("2026-02-02"), le("2026-03-20"))


def test_ce_qui_reste_en_cours_n_est_pas_clos() -> None:
    deroulement = jusqu_a_l_acceptation()
    *avant, dernier = deroulement.moments
    identifiant = dernier.en_cours[0]
    close = Cloture(echeance=identifiant, statut=Statut.LEVEE, motif="remplacée", le=date(2026, 1, 12))
    rouverte = dernier.model_copy(update={"closes": (*dernier.closes, close)})
    suivis = deroulement.model_copy(update={"moments": (*avant, rouverte)}).historique()
    assert suivis[identifiant].cloture is None


def test_chaque_envoi_dit_par_quelle_voie_et_ce_qu_elle_vaut() -> None:
    moment = jusqu_a_l_acceptation().moments[2]
    (avis,) = [e for e in moment.envois if e.acte.nature == "avis_a_consigner"]
    voies = {(d.personne, d.canal, d.portee) for d in avis.destinations}
    assert ("dupin", Canal.LETTRE_SIMPLE, Portee.NOTIFICATION) in voies
    assert ("me-roche", Canal.COURRIEL, Portee.INFORMATION) in voies
    assert avis.modele == "avis_a_consigner"


def test_un_deroulement_se_rend_en_json_et_se_relit() -> None:
    deroulement = jusqu_a_l_acceptation(("2026-01-13", "expert", accepter()))
    assert Deroulement.model_validate_json(deroulement.model_dump_json()) == deroulement


def test_le_meme_jeu_donne_le_meme_deroulement() -> None:
    assert jusqu_a_l_acceptation() == jusqu_a_l_acceptation()


def test_rien_ne_se_joue_avant_l_ordonnance() -> None:
    deroulement = jouer(("2026-01-05", "systeme", VEILLER), ("2026-01-06", "greffe", {"type": "notifier_designation"}))
    attente, refuse = deroulement.moments
    assert (attente.faits, attente.en_cours) == ((), ())
    assert refuse.refus is not None
    assert (deroulement.rg, deroulement.participants) == ("", ())
    assert le("2026-01-05", time(10)) == attente.a
