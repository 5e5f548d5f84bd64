"""The `delais` command: one period explained, or a batch that a bad line never stops."""

import csv
import json
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from workers.delais_cli import LIGNE_MAX, LigneRefusee, delais, lot, une_periode

TABLE = Path(__file__).parents[2] / "exemples" / "delais.csv"
COLONNES = {"nominal", "legal", "safe_by", "expire_a", "etapes"}
BONNE = '{"declencheur":"2026-02-03","delai":"P15D"}'

application = typer.Typer()
application.command()(delais)


def lancer(*arguments: str, entree: bytes | None = None):
    return CliRunner().invoke(application, list(arguments), input=entree)


def repondre(ligne: str | bytes) -> dict:
    [(reponse, _)] = lot([ligne])
    return json.loads(reponse)


def test_le_lot_repond_a_tout_le_tableau():
    lignes = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
    demandes = [
        json.dumps(
            {
                "declencheur": x["declencheur"],
                "delai": x["delai"],
                "distance_mois": int(x["distance_mois"]),
                "zone": x["zone"],
                "sens": x["sens"],
            }
        )
        for x in lignes
    ]
    resultat = lancer(entree="\n".join(demandes).encode())
    assert resultat.exit_code == 0
    for ligne, brut in zip(lignes, resultat.stdout.splitlines(), strict=True):
        reponse = json.loads(brut)
        assert set(reponse) == COLONNES
        assert [reponse[c] for c in ("nominal", "legal", "safe_by")] == [
            ligne[c] for c in ("nominal", "legal", "safe_by")
        ]
        assert all(set(e) == {"regle", "texte", "date"} for e in reponse["etapes"])


def test_les_champs_facultatifs_ont_leur_defaut():
    complete = (
        '{"declencheur":"2026-02-03","delai":"P15D","distance_mois":0,"zone":"metropole","sens":"avant"}'
    )
    assert repondre(BONNE) == repondre(complete)
    assert repondre(BONNE)["expire_a"] == "2026-02-19T00:00:00+01:00"


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        ("", "vide"),
        ("   ", "vide"),
        ("{", "JSON"),
        ("[" * 50_000, "JSON"),
        ("null", "objet"),
        ("[]", "objet"),
        ('"P15D"', "objet"),
        ("3", "objet"),
        ("NaN", "objet"),
        ("{}", "« declencheur »"),
        ('{"declencheur":"2026-02-03"}', "« delai »"),
        ('{"declencheur":"2026-02-03","delai":"P15D","jours":15}', "Champ inconnu : « jours »"),
        ('{"declencheur":"2026-02-03","delai":"P15D","delai":"P1M"}', "deux fois"),
        ('{"declencheur":"2026-02-30","delai":"P15D"}', "Date impossible"),
        ('{"declencheur":"20260203","delai":"P15D"}', "Date impossible"),
        ('{"declencheur":"2026-W05-2","delai":"P15D"}', "Date impossible"),
        ('{"declencheur":"2026-02-03T00:00","delai":"P15D"}', "Date impossible"),
        ('{"declencheur":20260203,"delai":"P15D"}', "« declencheur » doit"),
        ('{"declencheur":null,"delai":"P15D"}', "« declencheur » doit"),
        ('{"declencheur":"2026-02-03","delai":15}', "« delai » doit"),
        ('{"declencheur":"2026-02-03","delai":"P-15D"}', "Délai illisible"),
        ('{"declencheur":"2026-02-03","delai":"P0D"}', "nul"),
        ('{"declencheur":"2026-02-03","delai":"PT15H"}', "Délai illisible"),
        ('{"declencheur":"2026-02-03","delai":"P9000Y"}', "calendrier"),
        ('{"declencheur":"9999-12-31","delai":"P1D"}', "calendrier"),
        ('{"declencheur":"2026-02-03","delai":"P15D","zone":"paris"}', "Zone inconnue"),
        ('{"declencheur":"2026-02-03","delai":"P15D","zone":["metropole"]}', "« zone » doit"),
        ('{"declencheur":"2026-02-03","delai":"P15D","zone":"\\ud800"}', "Zone inconnue"),
        ('{"declencheur":"2026-02-03","delai":"P15D","sens":"arriere"}', "Sens inconnu"),
        ('{"declencheur":"2026-02-03","delai":"P15D","distance_mois":"1"}', "entier"),
        ('{"declencheur":"2026-02-03","delai":"P15D","distance_mois":true}', "entier"),
        ('{"declencheur":"2026-02-03","delai":"P15D","distance_mois":1.0}', "entier"),
        ('{"declencheur":"2026-02-03","delai":"P15D","distance_mois":-1}', "643"),
        ('{"declencheur":"2026-02-03","delai":"P15D","distance_mois":' + "9" * 5000 + "}", "JSON"),
        (b'{"declencheur":"2026-02-03","delai":"P15D","zone":"\xff"}', "UTF-8"),
        (" " * (LIGNE_MAX + 1), "trop longue"),
    ],
)
def test_une_mauvaise_ligne_est_dite_en_francais(ligne, dit):
    reponse = repondre(ligne)
    assert set(reponse) == {"erreur"}
    assert dit in reponse["erreur"]


def test_une_mauvaise_ligne_n_arrete_pas_les_autres_et_le_code_final_est_1():
    entree = b"\n".join([BONNE.encode(), b"\xff\xfe", b"", BONNE.encode()]) + b"\n"
    resultat = lancer(entree=entree)
    reponses = [json.loads(brut) for brut in resultat.stdout.splitlines()]
    assert ["erreur" in r for r in reponses] == [False, True, True, False]
    assert resultat.exit_code == 1


def test_les_fins_de_ligne_de_windows_conviennent():
    assert lancer("--lot", entree=BONNE.encode() + b"\r\n").exit_code == 0


def test_un_lot_vide_ne_repond_rien():
    resultat = lancer(entree=b"")
    assert (resultat.exit_code, resultat.stdout) == (0, "")


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda enfants: st.lists(enfants) | st.dictionaries(st.text(), enfants),
)
demande_presque_bonne = st.fixed_dictionaries(
    {},
    optional={
        "declencheur": st.dates().map(str) | json_quelconque,
        "delai": st.from_regex(r"P([0-9]{1,4}[YMWD]){1,2}", fullmatch=True) | json_quelconque,
        "distance_mois": st.integers(-1, 3) | json_quelconque,
        "zone": st.sampled_from(["metropole", "mayotte", "saint-martin"]) | json_quelconque,
        "sens": st.sampled_from(["avant", "rebours"]) | json_quelconque,
    },
)


@given(st.binary() | st.text() | (json_quelconque | demande_presque_bonne).map(json.dumps))
def test_le_lot_repond_a_n_importe_quoi(ligne):
    [(reponse, bonne)] = lot([ligne])
    assert len(reponse.encode().splitlines()) == 1
    assert len(reponse.splitlines()) == 1
    assert set(json.loads(reponse)) == (COLONNES if bonne else {"erreur"})


def test_une_periode_dit_toutes_les_dates():
    reponse = une_periode("2026-11-30", "P15D", sens="rebours")
    assert set(reponse) > COLONNES
    assert reponse["legal"] == "2026-11-14"
    assert reponse["lenient_latest"] == "2026-11-15"


def test_une_periode_refuse_en_francais():
    with pytest.raises(LigneRefusee, match="Date impossible"):
        une_periode("2026-02-30", "P15D")


def test_la_commande_explique_une_periode():
    resultat = lancer("--declencheur", "2026-01-21", "--delai", "P1M15D", "--zone", "metropole")
    assert resultat.exit_code == 0
    assert "CPC 641 al. 3" in resultat.stdout
    assert "Dernier jour légal  lundi 9 mars 2026 à vingt-quatre heures" in resultat.stdout


def test_la_commande_montre_ce_qui_est_discutable():
    resultat = lancer("--declencheur", "2026-04-27", "--delai", "P1M", "--zone", "saint-martin")
    assert "Discutable jusqu’au vendredi 29 mai 2026" in resultat.stdout


def test_la_commande_repond_aussi_en_json():
    resultat = lancer("--declencheur", "2026-06-02", "--delai", "P15D", "--distance-mois", "2", "--json")
    assert json.loads(resultat.stdout) == une_periode("2026-06-02", "P15D", distance_mois=2)


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (["--declencheur", "2026-02-30", "--delai", "P15D"], "Date impossible"),
        (["--declencheur", "2026-02-03", "--delai", "15 jours"], "Délai illisible"),
        (["--declencheur", "2026-02-03", "--delai", "P15D", "--zone", "paris"], "Zone inconnue"),
        (["--declencheur", "2026-02-03", "--delai", "P15D", "--sens", "x"], "Sens inconnu"),
        (["--declencheur", "2026-02-03"], "Indiquez"),
        (["--lot", "--delai", "P15D"], "--lot ne se combine pas"),
    ],
)
def test_la_commande_refuse_sans_trace(arguments, dit):
    resultat = lancer(*arguments)
    assert resultat.exit_code == 1
    assert dit in resultat.stderr
    assert "Traceback" not in resultat.output
