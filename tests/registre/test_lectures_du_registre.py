"""Reads: the order of the list, its pages, who sees what, and what a key caused."""

import base64
import json
from datetime import date, timedelta

import pytest
from exemples_evenements import (
    INSTANT,
    JOUR,
    acte_a_produire,
    acte_depose,
    cloture,
    depassee,
    echeance,
    evenement,
    histoire,
    ordonnance,
    reception,
)

from procedure.documents import Nature
from procedure.echeances import Statut
from procedure.personnes import Participant, Role
from registre import Registre
from registre.lectures import CurseurInvalide


def ouvrir(registre: Registre, expertise: str, *suite: object, rg: str = "26/00123") -> None:
    """Record a case: its ordonnance, then events given as functions of their number or as events."""
    registre.journal.inscrire(expertise, [ordonnance(rg), *suite], "c1", "e1")  # type: ignore[list-item]


@pytest.fixture
def liste(registre: Registre) -> Registre:
    """Six cases, named by the place that they must have."""
    avec = evenement(2, ouvertes=(echeance("a", date(2026, 3, 2)),))
    bientot = evenement(2, ouvertes=(echeance("a", date(2026, 2, 2)), echeance("b", date(2026, 5, 4))))
    retard = evenement(2, ouvertes=(echeance("a", date(2025, 6, 2)), echeance("b", JOUR)))
    recent = evenement(2, ouvertes=(echeance("a", date(2025, 9, 1)),))
    ouvrir(registre, "E5-sans")
    ouvrir(registre, "E4-avec", avec, rg="26/00777")
    ouvrir(registre, "E3-bientot", bientot)
    ouvrir(registre, "E6-close", retard, depassee(3, "a"), cloture(4))
    ouvrir(registre, "E2-retard-recent", recent, depassee(3, "a"))
    ouvrir(registre, "E1-retard-ancien", retard, depassee(3, "a"))
    return registre


ORDRE = ["E1-retard-ancien", "E2-retard-recent", "E3-bientot", "E4-avec", "E5-sans", "E6-close"]


def test_late_cases_come_first_then_the_soonest(liste: Registre) -> None:
    page = liste.lectures.expertises(None)
    assert [vue.id for vue in page.expertises] == ORDRE
    assert page.suivante is None


@pytest.mark.parametrize("limite", [1, 2, 3, 4, 5, 6])
def test_pages_put_end_to_end_are_the_list(liste: Registre, limite: int) -> None:
    vues, curseur = [], None
    while True:
        page = liste.lectures.expertises("dupont", limite=limite, apres=curseur)
        vues += [vue.id for vue in page.expertises]
        assert len(page.expertises) <= limite
        curseur = page.suivante
        if curseur is None:
            break
    assert vues == ORDRE


def test_a_page_is_not_shifted_by_a_case_that_moves_up(liste: Registre) -> None:
    page = liste.lectures.expertises(None, limite=3)
    liste.journal.inscrire(
        "E5-sans", [evenement(2, ouvertes=(echeance("a", date(2024, 1, 2)),)), depassee(3, "a")], "c2", "e"
    )
    suite = liste.lectures.expertises(None, limite=3, apres=page.suivante)
    assert [vue.id for vue in suite.expertises] == ["E4-avec", "E6-close"]
    assert liste.lectures.expertises(None).expertises[0].id == "E5-sans"


def test_filters(liste: Registre) -> None:
    def ids(**filtres: object) -> list[str]:
        return [vue.id for vue in liste.lectures.expertises(None, **filtres).expertises]  # type: ignore[arg-type]

    assert ids(en_retard=True) == ORDRE[:2]
    assert ids(en_retard=False) == ORDRE[2:]
    assert ids(etape="close") == ["E6-close"]
    assert ids(rg="777") == ["E4-avec"]
    assert ids(rg="%") == []
    assert ids(rg="26/", etape="ordonnee") == ["E5-sans"]


def test_only_who_takes_part_sees_a_case(registre: Registre) -> None:
    ouvrir(registre, "E1", *histoire()[1:])
    ouvrir(registre, "E2")

    def ids(personne: str, role: Role | None = None) -> list[str]:
        return [vue.id for vue in registre.lectures.expertises(personne, role).expertises]

    assert ids("maitre") == ["E1", "E2"]
    assert ids("maitre", Role.AVOCAT) == ["E1", "E2"]
    assert ids("maitre", Role.EXPERT) == []
    assert ids("sapiteur") == ["E1"]
    assert ids("expert") == ["E2"]  # replaced in E1
    assert ids("passant") == []


@pytest.mark.parametrize(
    "contenu",
    [
        b"?",
        b"[]",
        b'[9, "2026-01-01T00:00:00+00:00", "E1"]',
        b'[0, "hier", "E1"]',
        b"[0, 1, 2]",
        json.dumps([0, "2026-01-01T00:00:00+00:00", "\ud800"]).encode(),
    ],
)
def test_a_forged_cursor_is_refused(registre: Registre, contenu: bytes) -> None:
    with pytest.raises(CurseurInvalide):
        registre.lectures.expertises(None, apres=base64.urlsafe_b64encode(contenu).decode())
    with pytest.raises(CurseurInvalide):
        registre.lectures.expertises(None, apres="é")


def test_an_act_is_seen_by_its_author_and_its_addressees(registre: Registre) -> None:
    actes = (
        acte_depose("refus", Nature.REFUS, "expert", ("juge", "greffe")),
        acte_depose("dire", Nature.DIRE, "dupont", ("expert", "durand")),
    )
    ouvrir(registre, "E1", evenement(2, actes=actes))

    def ids(personne: str | None, **droits: bool) -> list[str]:
        return [vue.id for vue in registre.lectures.actes("E1", personne, **droits)]

    assert ids("expert") == ["ordonnance", "dire", "refus"]
    assert ids("dupont") == ["ordonnance", "dire"]
    assert ids("greffe") == ["refus"]
    assert ids("maitre") == ids(None) == ids("passant") == []
    assert ids("greffe", tout_voir=True) == ["ordonnance", "dire", "refus"]
    assert registre.lectures.acte("E1", "refus", "dupont") is None
    assert registre.lectures.acte("E1", "refus", "juge") is not None
    assert registre.lectures.acte("E1", "refus", "dupont", tout_voir=True) is not None


def test_the_court_does_not_read_what_the_parties_handed_over_to_conciliate(registre: Registre) -> None:
    accord = acte_depose("accord", Nature.ACCORD_DES_PARTIES, "expert", ("dupont", "durand"))
    demande = acte_depose("demande", Nature.DEMANDE_DE_FORCE_EXECUTOIRE, "dupont", ("juge", "durand"))
    ouvrir(registre, "E1", evenement(2, actes=(accord, demande)))
    assert registre.lectures.acte("E1", "accord", "juge", tout_voir=True) is None
    assert "accord" not in {vue.id for vue in registre.lectures.actes("E1", "juge", tout_voir=True)}
    assert registre.lectures.acte("E1", "demande", "juge", tout_voir=True) is not None
    assert registre.lectures.acte("E1", "accord", "durand") is not None
    assert registre.lectures.acte("E1", "accord", tout_voir=True) is not None  # the platform itself


def test_an_act_says_its_document_its_token_and_who_received_it(registre: Registre) -> None:
    ouvrir(
        registre,
        "E1",
        evenement(2, actes=(acte_a_produire("convocation", ("dupont", "durand")),)),
        reception(3, "ordonnance", "dupont"),
    )
    ordre, convocation = registre.lectures.actes("E1", "dupont")
    assert ordre.piece is not None
    assert (ordre.document, ordre.taille) == (ordre.piece.document, 1234)
    assert (ordre.code, ordre.destinataires, ordre.recus, ordre.recu_le) == ("D02", 3, 1, JOUR)
    assert (convocation.document, convocation.taille, convocation.horodate_a) == (None, None, None)
    assert registre.lectures.actes("E1", "durand")[0].recu_le is None

    registre.documents.fixer_document("E1", "convocation", "a" * 64, 77, "application/pdf")
    registre.documents.fixer_jeton("a" * 64, b"DER", INSTANT, "1")
    _, convocation = registre.lectures.actes("E1", "dupont")
    assert (convocation.document, convocation.taille) == ("a" * 64, 77)
    assert (convocation.media_type, convocation.horodate_a) == ("application/pdf", INSTANT)


def test_somebody_s_agenda_holds_what_is_to_be_done_in_every_case(registre: Registre) -> None:
    ouvrir(registre, "E1", *histoire()[1:])
    ouvrir(registre, "E2", evenement(2, ouvertes=(echeance("z", JOUR, "dupont"), echeance("y", JOUR, "durand"))))
    agenda = registre.lectures.echeances_de("dupont")
    assert [(vue.expertise, vue.id) for vue in agenda] == [("E1", "a"), ("E2", "z"), ("E1", "c")]
    assert {vue.statut for vue in agenda} == {Statut.OUVERTE, Statut.DEPASSEE}
    assert len(registre.lectures.echeances_de("dupont", limite=2)) == 2


def test_the_journal_is_read_from_a_number_on(registre: Registre) -> None:
    ouvrir(registre, "E1", *histoire()[1:])
    assert [entree.numero for entree in registre.lectures.journal("E1", 2, 3)] == [3, 4, 5]
    premiere = registre.lectures.journal("E1")[0]
    assert (premiere.type, premiere.role) == ("ordonnance_enregistree", Role.GREFFE)
    assert premiere.enregistre_a == INSTANT + timedelta(minutes=1)
    assert premiere.enregistre_a.tzinfo is not None


def test_a_key_says_what_it_caused(registre: Registre) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "ouverture", "e1")
    registre.journal.inscrire("E1", [evenement(2), evenement(3)], "suite", "e2")
    registre.journal.inscrire("E0", [ordonnance()], "autre", "e3")
    registre.journal.inscrire("E0", [evenement(2)], "ouverture", "e4")
    connue = registre.lectures.commande_connue("suite")
    assert connue is not None
    assert (connue.expertise, connue.empreinte, connue.premier, connue.dernier) == ("E1", "e2", 2, 3)
    assert (connue.resumes, connue.etape) == (("Événement n° 2", "Événement n° 3"), "mise_en_place")
    ouverture = registre.lectures.commande_connue("ouverture")
    assert ouverture is not None
    assert ouverture.expertise == "E1"
    chez_lui = registre.lectures.commande_connue("ouverture", "E0")
    assert chez_lui is not None
    assert (chez_lui.expertise, chez_lui.premier) == ("E0", 2)
    assert registre.lectures.commande_connue("inconnue") is None


def test_an_unknown_case_is_empty_everywhere(registre: Registre) -> None:
    lectures = registre.lectures
    assert lectures.expertise("X") is None
    assert lectures.participants("X") == lectures.echeances("X") == lectures.journal("X") == ()
    assert lectures.actes("X", tout_voir=True) == lectures.remises("X") == lectures.destinataires("X", "Y") == ()
    assert lectures.evenements("X") == []


def test_a_third_person_is_called_but_does_not_read_the_file(registre: Registre) -> None:
    tiers = Participant.model_validate({"id": "banque", "role": "tiers", "nom": "Banque"})
    evenement = ordonnance()
    participants = (*evenement.fait.participants, tiers)
    avec = evenement.model_copy(update={"fait": evenement.fait.model_copy(update={"participants": participants})})
    registre.journal.inscrire("E1", [avec], "c1", "e1")
    assert registre.lectures.est_membre("E1", "banque") == {Role.TIERS}
    assert not registre.lectures.expertises("banque").expertises
    assert "banque" in {p.personne for p in registre.lectures.participants("E1")}


def test_every_case_is_named_once_whatever_their_order_in_the_list(registre: Registre) -> None:
    for expertise in ("E2", "E1", "E3"):
        registre.journal.inscrire(expertise, [ordonnance()], f"c-{expertise}", "e")
    assert registre.lectures.toutes() == ("E1", "E2", "E3")
