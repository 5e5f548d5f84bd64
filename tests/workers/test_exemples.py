"""The examples hold on any day: each is accepted, at its stage, with nothing late and something to come."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procedure.commandes import ADAPTATEUR
from procedure.decider import instruire
from procedure.dossier import Dossier
from procedure.echeances import Statut
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from workers.embarque.exemples import Exemple, lire_exemples, reprendre, titulaires
from workers.embarque.jetons import GENERIQUES

EXEMPLES = lire_exemples()


def dossier_au(exemple: Exemple, jour: date) -> Dossier:
    maintenant = datetime.combine(jour, time(11), tzinfo=ZoneInfo(exemple.juridiction.fuseau))
    corps = reprendre(exemple, jour, lambda titre, a: f"{titre} {a}".encode()).corps
    actes = [{**acte, "recu_a": maintenant} for acte in corps["actes"]]
    greffe = {"personne": "greffe-1", "role": "greffe"}
    reprise = ADAPTATEUR.validate_python(
        {"type": "reprendre_expertise", "auteur": greffe, "recu_a": maintenant, "actes": actes}
    )
    dossier = Dossier(id=ExpertiseId("exemple"))
    for evenement in instruire(dossier, reprise, maintenant).evenements:
        dossier = evoluer(dossier, evenement)
    return dossier


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda e: e.nom)
@example(jour=date(2028, 2, 29))
@example(jour=date(2027, 1, 1))
@given(jour=st.dates(date(2026, 11, 1), date(2032, 12, 31)))
@settings(max_examples=20, deadline=None)
def test_chaque_exemple_est_repris_quel_que_soit_le_jour(exemple: Exemple, jour: date) -> None:
    dossier = dossier_au(exemple, jour)
    assert dossier.phase == exemple.etape
    courantes = [e for e in dossier.echeances.values() if e.statut is Statut.OUVERTE and e.calcul is not None]
    assert any(e.calcul and e.calcul.legal >= jour for e in courantes)
    en_retard = [e.id for e in dossier.echeances.values() if e.statut is not Statut.OUVERTE and e.calcul and e.levera]
    assert en_retard == []


def test_les_six_phases_et_des_sieges_differents_sont_montres() -> None:
    assert sorted(e.etape for e in EXEMPLES) == sorted(
        ["mise_en_place", "operations", "dires_ouverts", "dires_clos", "deposee", "recours"]
    )
    assert {"metropole", "alsace-moselle", "la-reunion"} == {e.juridiction.zone for e in EXEMPLES}
    assert len({e.juridiction.code for e in EXEMPLES}) == len(EXEMPLES)


def test_chacun_a_un_jeton_pour_les_roles_qu_il_tient() -> None:
    roles = {t.personne: set(t.roles) for t in (*GENERIQUES, *titulaires())}
    assert all(p["role"] in roles[p["id"]] for e in EXEMPLES for p in e.participants)
    assert roles["sapiteur-brun"] == {"sapiteur"}


def test_un_jour_chome_au_siege_est_remplace_par_le_jour_ouvrable_qui_precede() -> None:
    lyon, strasbourg = EXEMPLES[0], EXEMPLES[1]
    lendemain_de_noel = date(2028, 12, 26)  # a Tuesday, férié in Alsace-Moselle
    for exemple, attendu in ((lyon, date(2028, 12, 26)), (strasbourg, date(2028, 12, 22))):
        premier = int(str(exemple.actes[0]["le"]).removeprefix("J"))
        corps = reprendre(exemple, lendemain_de_noel - timedelta(days=premier)).corps
        assert corps["actes"][0]["survenu_le"] == attendu.isoformat()


def test_le_meme_jour_donne_les_memes_octets_et_de_vrais_pdf() -> None:
    jour = datetime.now(UTC).date()
    deux = [reprendre(EXEMPLES[0], jour) for _ in range(2)]
    assert deux[0] == deux[1]
    assert [contenu[:5] for _, contenu in deux[0].documents.values()] == [b"%PDF-"]
