"""What the screens show after events, and that it can all be rebuilt from them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport
from exemples_evenements import (
    INSTANT,
    JOUR,
    PREUVE,
    cloture,
    depassee,
    echeance,
    evenement,
    histoire,
    ordonnance,
    satisfaite,
)
from sqlalchemy import text

from procedure.echeances import Cloture, Statut
from procedure.personnes import Role
from registre import Registre

PROJECTIONS = ("expertise", "participant", "echeance", "acte", "acte_destinataire", "reception")


def projections(registre: Registre) -> dict[str, list[Any]]:
    """Read every row of every projection."""
    with registre.moteur.connect() as connexion:
        lues = {t: connexion.execute(text(f"SELECT * FROM {t}")).all() for t in PROJECTIONS}  # noqa: S608
    return {table: sorted(map(repr, lignes)) for table, lignes in lues.items()}


def inscrire_un_a_un(registre: Registre, expertise: str, evenements: list[Any]) -> None:
    """Record each event for a command of its own."""
    for un in evenements:
        registre.journal.inscrire(expertise, [un], f"c{un.numero}", "e")


def test_the_case_says_its_next_echeance_and_its_delays(registre: Registre) -> None:
    inscrire_un_a_un(registre, "E1", histoire())
    vue = registre.lectures.expertise("E1")
    assert vue is not None
    assert (vue.rg, vue.juridiction_code, vue.objet) == ("26/00123", "TJ75", "Désordres d’étanchéité")
    assert (vue.etape, vue.dernier_numero, vue.depassees) == ("mise_en_place", 9, 1)
    assert vue.prochaine_intitule == "Échéance c"
    assert vue.prochaine_echeance == date(2026, 2, 17)
    assert vue.prochaine_expire_a == datetime(2026, 2, 17, 23, tzinfo=UTC)  # midnight in Paris
    assert vue.ouverte_a == INSTANT + timedelta(minutes=1)


def test_an_echeance_keeps_its_reason_and_its_end(registre: Registre) -> None:
    inscrire_un_a_un(registre, "E1", histoire())
    vues = {vue.id: vue for vue in registre.lectures.echeances("E1")}
    assert list(vues) == ["a", "c", "b"]  # soonest first
    assert {i: v.statut for i, v in vues.items()} == {
        "a": Statut.DEPASSEE,
        "b": Statut.SATISFAITE,
        "c": Statut.OUVERTE,
    }
    assert vues["a"].leve == "retard_du_rapport"
    assert (vues["b"].cloture_motif, vues["b"].cloture_le) == ("Fait", JOUR)
    calcul = echeance("a").calcul
    assert calcul is not None
    assert vues["a"].calcul == calcul
    assert vues["a"].derivation == calcul.etapes != ()
    assert vues["a"].origine == echeance("a").origine


def test_an_echeance_that_has_not_started_comes_last(registre: Registre) -> None:
    ouvertes = (echeance("sans", None), echeance("avec"))
    inscrire_un_a_un(registre, "E1", [ordonnance(), evenement(2, ouvertes=ouvertes)])
    assert [vue.id for vue in registre.lectures.echeances("E1")] == ["avec", "sans"]


def test_a_passed_echeance_that_is_met_late_is_no_longer_a_delay(registre: Registre) -> None:
    inscrire_un_a_un(
        registre,
        "E1",
        [
            ordonnance(),
            evenement(2, ouvertes=(echeance("a"),)),
            depassee(3, "a"),
            evenement(4, closes=(satisfaite("a"),)),
        ],
    )
    vue = registre.lectures.expertise("E1")
    assert vue is not None
    assert (vue.depassees, vue.prochaine_echeance) == (0, None)


def test_a_right_that_passes_ends_and_is_nobody_s_delay(registre: Registre) -> None:
    """The time to file dires, for instance: nobody has to settle anything when it ends."""
    fin = Cloture(echeance="a", statut=Statut.DEPASSEE, motif="terme passé", le=JOUR)
    passe = depassee(3, "a").model_copy(update={"closes": (fin,)})
    inscrire_un_a_un(registre, "E1", [ordonnance(), evenement(2, ouvertes=(echeance("a"),)), passe])
    vue, (ligne,) = registre.lectures.expertise("E1"), registre.lectures.echeances("E1")
    assert vue is not None
    assert vue.depassees == 0
    assert (ligne.statut, ligne.en_retard, ligne.cloture_motif) == (Statut.DEPASSEE, False, "terme passé")
    assert registre.lectures.expertises(None, en_retard=True).expertises == ()
    assert registre.lectures.echeances_de("dupont") == ()


def test_a_closed_case_expects_nothing(registre: Registre) -> None:
    evenements = [ordonnance(), evenement(2, ouvertes=(echeance("a"),)), cloture(3)]
    inscrire_un_a_un(registre, "E1", evenements)
    vue = registre.lectures.expertise("E1")
    assert vue is not None
    assert vue.clos_a == evenements[2].enregistre_a
    assert vue.prochaine_echeance is None


def test_art_235_a_replaced_expert_leaves_the_case(registre: Registre) -> None:
    inscrire_un_a_un(registre, "E1", histoire())
    personnes = {p.personne: p for p in registre.lectures.participants("E1")}
    assert list(personnes)[-2:] == ["expert-2", "sapiteur"]
    assert (personnes["expert"].depuis, personnes["expert"].jusqu_a) == (1, 7)
    assert registre.lectures.est_membre("E1", "expert") == frozenset()
    assert registre.lectures.est_membre("E1", "expert-2") == {Role.EXPERT}
    assert registre.lectures.est_membre("E1", "sapiteur") == {Role.SAPITEUR}
    assert registre.lectures.est_membre("E1", "passant") == frozenset()
    assert personnes["dupont"].avocats == ("maitre",)
    assert personnes["dupont"].consentement is not None
    assert personnes["durand"].consentement is None


def test_a_receipt_is_kept_with_its_proof(registre: Registre) -> None:
    inscrire_un_a_un(registre, "E1", histoire())
    recus = {d.personne: d for d in registre.lectures.destinataires("E1", "ordonnance")}
    assert (recus["dupont"].recu_le, recus["dupont"].preuve) == (JOUR, PREUVE)
    assert (recus["durand"].recu_le, recus["durand"].preuve) == (None, None)


def test_rebuilding_gives_identical_rows(registre: Registre) -> None:
    inscrire_un_a_un(registre, "E1", histoire())
    registre.journal.inscrire("E2", histoire(), "toutes", "e")
    registre.documents.fixer_document("E1", "convocation", "a" * 64, 10, "application/pdf")
    avant = projections(registre)
    assert registre.projections.reprojeter() == 2
    assert projections(registre) == avant
    with registre.moteur.begin() as connexion:
        for table in ("reception", "acte_destinataire", "acte", "echeance", "participant", "expertise"):
            connexion.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    assert registre.projections.reprojeter("E1") == 1
    assert registre.lectures.expertise("E2") is None
    assert registre.projections.reprojeter() == 2
    assert projections(registre) == avant
    document = registre.documents.document_de("E1", "convocation")
    assert document is not None
    assert document.sha256 == "a" * 64


def test_rebuilding_while_events_arrive_loses_none(registre: Registre) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e")
    suite = [evenement(n, ouvertes=(echeance(f"e{n}"),)) for n in range(2, 22)]
    with ThreadPoolExecutor(2) as equipe:
        ecriture = equipe.submit(inscrire_un_a_un, registre, "E1", suite)
        while not ecriture.done():
            registre.projections.reprojeter("E1")
        ecriture.result()
    vue = registre.lectures.expertise("E1")
    assert vue is not None
    assert vue.dernier_numero == 21
    assert len(registre.lectures.echeances("E1")) == 20


@pytest.mark.parametrize(("jusqu_a", "en_retard"), [(jusqu_au_pre_rapport, True), (jusqu_au_rapport, False)])
def test_a_real_case_shows_the_state_that_the_law_decided(
    registre: Registre, jusqu_a: Callable[[], Affaire], en_retard: bool
) -> None:
    """The projections and the state of the workflow are two foldings of the same events: they must agree."""
    affaire = jusqu_a()
    affaire.attendre("2027-12-24")
    inscrire_un_a_un(registre, "exp-1", affaire.evenements)
    dossier, vue = affaire.dossier, registre.lectures.expertise("exp-1")
    assert vue is not None
    assert (vue.etape, vue.dernier_numero, vue.rg) == (dossier.phase, dossier.numero, dossier.rg)
    vivantes = [e for e in registre.lectures.echeances("exp-1") if e.cloture_le is None]
    assert {e.id: (e.statut, e.calcul) for e in vivantes} == {
        i: (e.statut, e.calcul) for i, e in dossier.echeances.items()
    }
    assert vue.depassees == sum(e.en_retard for e in vivantes)
    assert bool(vue.depassees) is en_retard
    assert {p.personne for p in registre.lectures.participants("exp-1")} == set(dossier.participants)
    assert set(dossier.actes) <= {acte.id for acte in registre.lectures.actes("exp-1", tout_voir=True)}
    avant = projections(registre)
    registre.projections.reprojeter("exp-1")
    assert projections(registre) == avant
    assert registre.journal.verifier("exp-1") == ()
