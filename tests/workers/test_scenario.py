"""A scenario as a person writes it: every mistake is said in French, with its line and its act."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from procedure.commandes import COMMANDES, Versement
from procedure.dossier import Phase
from workers.repetition import repeter
from workers.saisie import Illisible, Reperes, lire_heure, lire_montant, montants
from workers.scenario import Scenario, ScenarioInvalide, lire, lire_texte

EXEMPLE = Path(__file__).parents[2] / "exemples" / "construction.yaml"
TEXTE = EXEMPLE.read_text(encoding="utf-8")


def refus(texte: str) -> str:
    with pytest.raises(ScenarioInvalide) as erreur:
        repeter(lire_texte(texte, "essai.yaml"))
    message = str(erreur.value)
    assert message.startswith("essai.yaml")
    assert "\n" not in message
    return message


def modifier(avant: str, apres: str) -> str:
    assert avant in TEXTE
    return TEXTE.replace(avant, apres, 1)


def ligne(extrait: str, texte: str = TEXTE) -> int:
    return texte[: texte.index(extrait)].count("\n") + 1


@pytest.fixture(scope="module")
def exemple() -> Scenario:
    return lire(EXEMPLE)


def test_l_exemple_va_de_l_ordonnance_a_la_cloture(exemple: Scenario) -> None:
    dossier = repeter(exemple)
    assert dossier.phase is Phase.CLOSE
    assert [d.situation for d in dossier.dires.values()] == ["dans_le_delai"] * 3 + ["tardif"]
    assert len(dossier.reunions) == 2
    assert {c.payeur for c in dossier.credits} == {"dupin", "batirhone"}
    assert {e.regle for e in dossier.echeances.values()} == {"DL-25"}  # it is kept five years


def test_l_exemple_compte_quatre_dires_et_neuf_receptions(exemple: Scenario) -> None:
    types = [acte.commande.type for acte in exemple.actes]
    assert types.count("deposer_dire") == 4
    assert types.count("constater_reception") == 2 + 3 + 1 + 3


def test_les_montants_s_ecrivent_en_euros() -> None:
    assert lire_montant("4 500,00 €") == lire_montant("4500 €") == lire_montant("4\u202f500,00\u00a0€") == 450_000
    for ambigu in ("4500", "4500.00 €", "4,5 €", "45 00 €", "-3 €", ""):
        with pytest.raises(Illisible):
            lire_montant(ambigu)


def test_tout_montant_d_une_commande_est_lu_en_euros() -> None:
    lus = {nom for classe in (*COMMANDES.values(), Versement) for nom in montants(classe)}
    assert lus >= {"montant", "remuneration", "verse", "restitue"}
    assert montants(COMMANDES["encaisser_consignation"]) == {"montant"}
    assert montants(COMMANDES["deposer_dire"]) == frozenset()


def test_les_dates_sont_absolues_ou_relatives() -> None:
    reperes = Reperes(ZoneInfo("Indian/Reunion"), date(2027, 1, 4), date(2027, 3, 1))
    assert reperes.jour("2019-02-28") == date(2019, 2, 28)
    assert reperes.jour("J") == date(2027, 1, 4)
    assert reperes.jour("J+12") == date(2027, 1, 16)
    assert reperes.jour("+12") == date(2027, 3, 13)
    assert reperes.jour("-1") == date(2027, 2, 28)
    assert reperes.instant("J+1 14 h 30").isoformat() == "2027-01-05T14:30:00+04:00"
    for fausse in ("2027-02-30", "12/03/2027", "J+", "demain", "+99999"):
        with pytest.raises(Illisible):
            Reperes(reperes.fuseau, date(9999, 1, 1), date(9999, 1, 1)).jour(fausse)
    with pytest.raises(Illisible, match="rien ne précède"):
        Reperes(reperes.fuseau).jour("+3")


def test_une_heure_s_ecrit_comme_on_la_dit() -> None:
    assert lire_heure("14:00") == lire_heure("14 h") == lire_heure("14h00")
    for fausse in ("25:00", "midi", "", "14:60"):
        with pytest.raises(Illisible):
            lire_heure(fausse)


def test_une_autre_juridiction_donne_une_autre_horloge() -> None:
    scenario = lire_texte(modifier("zone: metropole", "zone: la-reunion"), "essai.yaml")
    assert scenario.actes[0].a == datetime(2026, 1, 7, 9, 30, tzinfo=ZoneInfo("Indian/Reunion"))
    assert scenario.actes[0].a.utcoffset() != lire(EXEMPLE).actes[0].a.utcoffset()


def test_tout_le_fichier_peut_se_dater_relativement() -> None:
    texte = modifier('le: 2026-01-07, heure: "09:30"', 'le: 2031-01-07, heure: "09:30"').split("  - {le: 2026-01-13")[0]
    texte = texte.replace("rendue_le: 2026-01-05", "rendue_le: -2").replace("le: 2026-06-30", "le: J+174")
    texte = texte.replace("introduite_le: 2025-11-14", "introduite_le: J-54")
    texte = texte.replace("{le: 2026-01-08, par", "{le: J+1, par").replace("{le: 2026-01-08, heure", "{le: +0, heure")
    actes = lire_texte(texte, "essai.yaml").actes
    assert [acte.a.date() for acte in actes] == [date(2031, 1, 7), date(2031, 1, 8), date(2031, 1, 8)]
    assert actes[0].commande.survenu_le == date(2031, 1, 5)


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("independance: oui}", "independence: oui}", "acte n° 4 (accepter_mission) : champ inconnu : « independence »"),
        ("independance: oui}", "independance: peut-être}", "attend oui ou non"),
        ("independance: oui}", "recu_a: 2026-01-01}", "champ inconnu : « recu_a »"),
        ("{le: 2026-01-13, par: expert,", "{le: 2026-01-13, par: experte,", "personne inconnue : « experte »"),
        ("{le: 2026-01-13, par: expert,", "{le: 2026-01-13,", "il manque « par »"),
        ("{le: 2026-01-13, par: expert,", "{par: expert,", "il manque « le »"),
        ("{le: 2026-01-13, par", "{le: 2026-01-03, par", "il précède l’acte n° 3 du jeudi 8 janvier 2026"),
        ("{le: 2026-01-13, par", "{le: 2026-02-30, par", "cette date n’existe pas : « 2026-02-30 »"),
        ("acte: accepter_mission", "acte: accepter", "acte inconnu : « accepter »"),
        ("acte: accepter_mission", "acte: veiller", "acte inconnu : « veiller »"),
        ("acte: notifier_designation", "acte: enregistrer_ordonnance", "est le premier acte, et lui seul"),
        ("payeur: dupin\n", "payeur: durand\n", "« payeur » : personne inconnue : « durand »"),
        ("a: [dupin, batirhone, morel]", "a: [dupin, batirhone, durand]", "personne inconnue : « durand »"),
        ("montant: 3 000,00 €\n", "montant: 3000\n", "montant illisible : « 3000 »"),
        ("debut: 2026-03-10 14:00", "debut: 2026-03-10", "il manque l’heure"),
        ("delai: P3W", "delai: 3 semaines", "Délai illisible"),
        ("      titre: Pré-rapport\n", "", "il manque le titre du document"),
        ("      titre: Pré-rapport\n", "      nom: Pré-rapport\n", "un document n’a pas de champ « nom »"),
        ("fondement: refere_145 ", "fondement: refere ", "« fondement » : valeur refusée"),
        ("zone: metropole", "zone: atlantide", "Zone inconnue"),
        ("  rg: 26/00017\n", "", "il manque « rg »"),
        ("  rg: 26/00017\n", "  rg: 26/00017\n  rg: 26/00018\n", "« rg » est écrit deux fois"),
        ("  juge: {role: juge", "  juge: {role: président", "participant « juge »"),
        ("avocats: [me-vidal]", "avocats: [me-durand]", "personne inconnue : « me-durand »"),
        ("\nparticipants:", "\npersonnes:", "partie inconnue : « personnes »"),
        ("affaire:\n", "affaire: [\n", "ce n’est pas du YAML correct"),
    ],
)
def test_une_faute_est_dite_en_francais(avant: str, apres: str, dit: str) -> None:
    assert dit in refus(modifier(avant, apres))


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("independance: oui}", "independence: oui}"),
        ("debut: 2026-03-10 14:00", "debut: le 10 mars"),
        ("  fondement: refere_145 ", "  fondement: refere "),
        ("  expert: expert\n", "  expert: experte\n"),
        ("zone: metropole", "zone: atlantide"),
    ],
)
def test_une_faute_est_dite_avec_sa_ligne(avant: str, apres: str) -> None:
    attendue = ligne("  juridiction:" if "zone" in avant else avant)
    assert refus(modifier(avant, apres)).startswith(f"essai.yaml, ligne {attendue}")


@pytest.mark.parametrize("texte", ["", "bonjour", "- 1", "affaire:", "{}", "&a [*a]", "a: !!python/object:os.system x"])
def test_ce_qui_n_est_pas_un_scenario_le_dit(texte: str) -> None:
    refus(texte)


def test_un_fichier_absent_ou_illisible_le_dit(tmp_path: Path) -> None:
    with pytest.raises(ScenarioInvalide, match="n’existe pas"):
        lire(tmp_path / "absent.yaml")
    (tmp_path / "octets.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioInvalide, match="ne se lit pas"):
        lire(tmp_path / "octets.yaml")


def test_un_acte_que_le_code_refuse_nomme_son_article_et_ce_qu_il_faut() -> None:
    sans_avis = modifier("  - {le: 2026-02-05, par: greffe, acte: aviser_consignation}\n", "")
    message = refus(sans_avis)
    assert (
        f"ligne {ligne('  - le: 2026-02-16', sans_avis)}, acte n° 9 (convoquer_reunion, lundi 16 février 2026)"
        in message
    )
    assert "refusé, CPC 160" in message
    assert "il faut : " in message

    trop_tot = modifier("{le: 2026-02-03, par: regie", "{le: 2026-02-06, par: regie")
    trop_tot = trop_tot.replace("{le: 2026-02-05, par: greffe", "{le: 2026-02-06, par: greffe")
    trop_tot = trop_tot.replace('payeur: batirhone, montant: "1 500,00 €"}', 'payeur: batirhone, montant: "500,00 €"}')
    message = refus(trop_tot)
    assert "CPC 267 al. 2" in message
    assert "1\u00a0000,00\u00a0€ à la charge de SARL Bâtirhône" in message
