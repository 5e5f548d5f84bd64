"""A play as a calendar and as a drawing: what leaves the terminal says no more than it may, and all that it must."""

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar, Event

from procedure.intitules import INTITULES
from procedure.rejeu import Deroulement
from workers.calendrier_ics import calendrier
from workers.gantt_svg import gantt
from workers.rejouer import derouler
from workers.rejouer_texte import raconter
from workers.scenario import Scenario, lire, lire_texte

EXEMPLES = Path(__file__).parents[2] / "exemples"
SVG = "{http://www.w3.org/2000/svg}"


def deroulement(nom: str) -> Deroulement:
    return derouler(lire(EXEMPLES / nom))[0]


def sur(socle: str, actes: str, affaire: str = "{}") -> Deroulement:
    texte = f"socle: {socle}.yaml\naffaire: {affaire}\nactes: [{actes}]"
    return derouler(lire_texte(texte, str(EXEMPLES / "socles" / "essai.yaml")))[0]


def evenements(joue: Deroulement) -> dict[str, Event]:
    """By the person and the rule, from what the description and the title say."""
    lus = {}
    for evenement in Calendar.from_ical(calendrier(joue)).events:
        qui = str(evenement["DESCRIPTION"]).splitlines()[0].removeprefix("Échéance de : ")
        regle = str(evenement["SUMMARY"]).split(" — ")[1].split()[0]
        lus[f"{regle} {qui}"] = evenement
    return lus


# -- the calendar


def test_une_echeance_est_un_evenement_de_son_dernier_jour() -> None:
    evenement = evenements(deroulement("socles/operations.yaml"))["DL-06 M. Lenoir"]
    assert str(evenement["SUMMARY"]) == "Échéance RG 26/00017 — DL-06 Dépôt du rapport"
    assert evenement["DTSTART"].dt == date(2026, 10, 2)
    assert evenement["DTEND"].dt - evenement["DTSTART"].dt == timedelta(days=1)
    assert evenement["STATUS"] == "CONFIRMED"
    description = str(evenement["DESCRIPTION"])
    assert "Dernier jour : vendredi 2 octobre 2026 à 24\N{NO-BREAK SPACE}heures, heure de Paris" in description
    assert "- point de départ : avis de consignation, lundi 2 février 2026" in description
    assert "- CPC 641 al. 2 : Compté de quantième à quantième" in description


def test_une_echeance_close_est_annulee_et_porte_un_numero_de_plus() -> None:
    avant = evenements(deroulement("socles/acceptee.yaml"))["DL-03 Mme Dupin"]
    apres = evenements(deroulement("socles/operations.yaml"))["DL-03 Mme Dupin"]
    assert (avant["STATUS"], apres["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert avant["UID"] == apres["UID"]
    assert apres["SEQUENCE"] == avant["SEQUENCE"] + 1
    assert "Close le mardi 20 janvier 2026 : versement crédité à la régie" in str(apres["DESCRIPTION"])


def test_un_rappel_ne_change_pas_le_numero() -> None:
    # the reminders of 18 February and 2 March have gone out, the date has not moved
    apres = evenements(sur("acceptee", "{le: 2026-03-03, acte: attendre}"))["DL-03 Mme Dupin"]
    assert apres["SEQUENCE"] == 0


def test_une_echeance_depassee_reste_et_dit_ce_qu_il_faut_trancher() -> None:
    depassee = evenements(sur("acceptee", "{le: 2026-03-06, acte: attendre}"))["DL-03 Mme Dupin"]
    assert (depassee["STATUS"], depassee["SEQUENCE"]) == ("CONFIRMED", 1)
    assert "Terme passé, à trancher : caducité encourue" in str(depassee["DESCRIPTION"])


def test_une_echeance_gelee_est_annulee_et_garde_la_date_qu_elle_avait() -> None:
    """Whoever noted the old date must learn that it no longer holds."""
    joue = deroulement("scenarios/radiation-et-peremption.yaml")
    gelee = evenements(joue)["DL-13 Mme Dupin"]
    assert (gelee["STATUS"], gelee["DTSTART"].dt) == ("CANCELLED", date(2026, 7, 1))
    assert "Gelée jusqu’à une nouvelle date : celle-ci ne vaut plus" in str(gelee["DESCRIPTION"])
    dessin = gantt(joue)
    assert dessin.count("gelée jusqu’à une nouvelle date</title>") == 3
    assert "1 juil. 2026 (gelée)" in textes(dessin)


def test_une_convention_n_a_ni_rg_ni_juridiction() -> None:
    scenario = lire(EXEMPLES / "scenarios" / "convention-juge-d-appui.yaml")
    joue = derouler(scenario)[0]
    recit = "\n".join(raconter(scenario, joue))
    assert "Convention CONV-2026-01, juge d’appui : Tribunal judiciaire de Lyon" in recit
    for sortie in (recit, calendrier(joue).decode(), gantt(joue)):
        assert "onvention CONV-2026-01" in sortie.replace("\r\n ", "")
        assert not re.search(r"\bRG\b|Juridiction", sortie)


def test_un_recit_ne_redit_que_ce_qui_bouge() -> None:
    scenario = lire(EXEMPLES / "scenarios" / "complement-cause-pendante.yaml")
    joue = derouler(scenario)[0]
    recit = "\n".join(raconter(scenario, joue)).replace("\N{NO-BREAK SPACE}", " ")
    echeances = [ligne for ligne in recit.splitlines() if re.match(r"      [+-] DL-", ligne)]
    assert len(echeances) == len(set(echeances)) > 3
    assert re.search(r"      = \d+ inchangées?(, dont .*)? ; la prochaine le ", recit)
    for moment in joue.moments[scenario_du_socle(scenario) :]:
        assert moment.type == "veiller" or f" : {INTITULES[moment.type]}\n" in recit


@pytest.mark.parametrize("fichier", sorted((EXEMPLES / "scenarios").glob("*.yaml")), ids=lambda f: f.stem)
def test_un_recit_ne_parle_pas_la_langue_du_code(fichier: Path) -> None:
    scenario = lire(fichier)
    recit = "\n".join(raconter(scenario, derouler(scenario)[0]))
    assert re.findall(r"\b[a-z]+_[a-z_]+\b|\bNone\b|\b[a-z]+-\d\b", recit) == []


def scenario_du_socle(scenario: Scenario) -> int:
    """How many acts of a scenario are not told."""
    return sum(pas.du_socle for pas in scenario.pas)


def test_ce_qui_ne_court_pas_encore_n_est_pas_au_calendrier() -> None:
    assert "DL-06 M. Lenoir" not in evenements(deroulement("socles/acceptee.yaml"))


def test_aucun_titre_ne_nomme_personne_et_chaque_evenement_a_son_identifiant() -> None:
    joue = deroulement("socles/taxe.yaml")
    tous = Calendar.from_ical(calendrier(joue)).events
    noms = [p.nom.split()[-1] for p in joue.participants]
    assert not [n for n in noms for e in tous if n.lower() in f"{e['SUMMARY']}{e['UID']}".lower()]
    assert not [p.id for p in joue.participants for e in tous if p.id in e["UID"]]
    assert len({str(e["UID"]) for e in tous}) == len(tous) > 10


def test_le_meme_jeu_donne_les_memes_octets_en_lignes_pliees() -> None:
    joue = deroulement("scenarios/voie-nominale.yaml")
    octets = calendrier(joue)
    assert octets == calendrier(deroulement("scenarios/voie-nominale.yaml"))
    assert all(len(ligne) <= 75 for ligne in octets.split(b"\r\n"))
    encore = [e for e in Calendar.from_ical(octets).events if e["STATUS"] != "CANCELLED"]
    assert ["Conservation" in e["SUMMARY"] for e in encore] == [True]  # the closed case is kept five years


# -- the drawing


def lire_dessin(dessin: str) -> ET.Element:
    return ET.fromstring(dessin)  # noqa: S314 - what this program has just drawn


def textes(dessin: str) -> list[str]:
    return [t.text or "" for t in lire_dessin(dessin).iter(f"{SVG}text")]


def test_le_dessin_se_lit_sans_le_voir() -> None:
    racine = lire_dessin(gantt(deroulement("socles/operations.yaml")))
    titre, resume = racine.find(f"{SVG}title"), racine.find(f"{SVG}desc")
    assert titre is not None
    assert resume is not None
    assert racine.get("aria-labelledby") == f"{titre.get('id')} {resume.get('id')}"
    assert "3 étapes et" in (resume.text or "")
    dits = [g.get("aria-label") or "" for g in racine.iter(f"{SVG}g")]
    assert dits == [t.text for g in racine.iter(f"{SVG}g") for t in g.findall(f"{SVG}title")]
    attendu = "DL-06 Dépôt du rapport — M. Lenoir : du lundi 2 février 2026 au vendredi 2 octobre 2026"
    assert attendu in dits
    assert any(
        d.startswith("DL-03") and d.endswith("close le mardi 20 janvier 2026, versement crédité à la régie")
        for d in dits
    )


def test_le_dessin_n_a_ni_programme_ni_renvoi_au_dehors() -> None:
    dessin = gantt(deroulement("socles/taxe.yaml"))
    assert {e.tag.removeprefix(SVG) for e in lire_dessin(dessin).iter()} <= {
        *("svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text", "g"),
    }
    assert "http" not in dessin.replace("http://www.w3.org/2000/svg", "")


def test_le_terme_du_compte_et_les_jours_discutes_se_voient() -> None:
    # a date fixed on a Saturday: whether it is carried to the Monday is disputed (CPC 642)
    samedi = sur("ordonnee", "{le: 2026-01-06, acte: attendre}", "{terme_rapport: {le: 2026-06-27}}")
    dessin = gantt(samedi)
    assert 'class="discutable" x=' in dessin.partition("en cours")[0]
    assert "discutable jusqu’au lundi 29 juin 2026" in dessin
    # fifteen days that end on a Saturday: the counted day is not the legal one
    dimanche = gantt(deroulement("scenarios/voie-nominale.yaml"))
    assert "terme du compte le samedi 26 septembre 2026" in dimanche
    assert 'class="nominal" d=' in dimanche.partition("en cours")[0]


def test_un_nom_ne_peut_pas_ecrire_dans_le_dessin() -> None:
    texte = (EXEMPLES / "socles" / "ordonnee.yaml").read_text(encoding="utf-8")
    texte = texte.replace("nom: Mme Dupin", 'nom: "<script>alert(1)</script>\\""')
    dessin = gantt(derouler(lire_texte(texte, "essai.yaml"))[0])
    assert "<script>" not in dessin
    assert any("<script>alert(1)" in t for t in textes(dessin))


def test_une_affaire_sans_aucune_echeance_datee_se_dessine_quand_meme() -> None:
    texte = (EXEMPLES / "socles" / "ordonnee.yaml").read_text(encoding="utf-8")
    texte = texte.replace("a_compter: ordonnance", "a_compter: acceptation")
    joue = derouler(lire_texte(texte, "essai.yaml"))[0]
    assert "Étape : ordonnée" in textes(gantt(joue))
    assert Calendar.from_ical(calendrier(joue)).events == []


def test_une_ordonnance_refusee_se_dessine_vide() -> None:
    texte = (EXEMPLES / "socles" / "ordonnee.yaml").read_text(encoding="utf-8")
    joue = derouler(lire_texte(texte.replace("  circonstances:", "  # circonstances:"), "essai.yaml"))[0]
    assert joue.moments[0].refus is not None
    assert "0 étapes et 0 échéances" in gantt(joue)
