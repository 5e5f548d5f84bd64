"""Recording events: once, in order, all or nothing; and the chain that shows any later change."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import rfc8785
from exemples_evenements import echeance, evenement, histoire, ordonnance
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from procedure.evenements import Evenement
from registre import Conflit, Registre, Trou
from registre.chaine import GENESE, canonique, chainer
from registre.journal import Anomalie

TABLES = ("journal", "commande", "expertise", "participant", "echeance", "acte", "acte_destinataire", "reception")


def contenu(registre: Registre) -> dict[str, list[Any]]:
    """Read every row that `inscrire` may write."""
    with registre.moteur.connect() as connexion:
        lues = {t: connexion.execute(text(f"SELECT * FROM {t}")).all() for t in TABLES}  # noqa: S608
    return {table: sorted(lignes, key=repr) for table, lignes in lues.items()}


def executer(registre: Registre, ordre: str, **valeurs: Any) -> None:
    """Tamper with the database, as somebody with its password may."""
    with registre.moteur.begin() as connexion:
        connexion.execute(text(ordre), valeurs)


def lever_la_garde(registre: Registre) -> None:
    """Remove the triggers that protect the journal."""
    if registre.moteur.dialect.name == "sqlite":
        executer(registre, "DROP TRIGGER journal_sans_update")
        executer(registre, "DROP TRIGGER journal_sans_delete")
    else:
        executer(registre, "ALTER TABLE journal DISABLE TRIGGER ALL")


def test_what_is_recorded_comes_back_equal(registre: Registre) -> None:
    evenements = histoire()
    registre.journal.inscrire("E1", evenements, "c1", "e" * 64)
    assert registre.lectures.evenements("E1") == evenements
    assert registre.lectures.version("E1") == len(evenements)
    assert registre.lectures.version("inconnue") == 0


def test_a_retry_writes_nothing(registre: Registre) -> None:
    registre.journal.inscrire("E1", [ordonnance(), evenement(2)], "c1", "e1")
    registre.journal.inscrire("E1", [evenement(3)], "c2", "e2")
    avant = contenu(registre)
    registre.journal.inscrire("E1", [ordonnance(), evenement(2)], "c1", "e1")
    registre.journal.inscrire("E1", [evenement(3)], "c2", "e2")
    assert contenu(registre) == avant


def test_a_retry_from_a_newer_program_is_the_same_event(registre: Registre, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field added since with its default does not make the recorded event another one."""
    ancien = canonique(ordonnance()).replace('"repris":false,', "")
    with monkeypatch.context() as patch:
        patch.setattr("registre.journal.canonique", lambda _: ancien)
        registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    avant = contenu(registre)
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    assert contenu(registre) == avant


@pytest.mark.parametrize(
    ("evenements", "commande", "empreinte"),
    [
        ([evenement(2, resume="Autre chose")], "c2", "e2"),
        ([evenement(2, ouvertes=(echeance("a"),))], "c2", "e2"),
        ([evenement(2), evenement(3)], "c2", "e2"),
        ([evenement(2)], "autre", "e2"),
        ([evenement(2)], "c2", "autre"),
        ([evenement(3)], "c2", "e2"),
    ],
    ids=["other content", "other échéance", "longer", "other command", "other fingerprint", "reused key"],
)
def test_another_history_is_refused_whole(
    registre: Registre, evenements: list[Evenement], commande: str, empreinte: str
) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    registre.journal.inscrire("E1", [evenement(2)], "c2", "e2")
    avant = contenu(registre)
    with pytest.raises(Conflit):
        registre.journal.inscrire("E1", evenements, commande, empreinte)
    assert contenu(registre) == avant


@pytest.mark.parametrize(
    "evenements", [[evenement(3)], [evenement(2), evenement(4)]], ids=["after a gap", "gap inside"]
)
def test_a_gap_is_refused_whole(registre: Registre, evenements: list[Evenement]) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    avant = contenu(registre)
    with pytest.raises(Trou):
        registre.journal.inscrire("E1", evenements, "c2", "e2")
    assert contenu(registre) == avant


def test_a_failure_in_a_projection_leaves_no_event(registre: Registre, monkeypatch: pytest.MonkeyPatch) -> None:
    def echouer(*_: Any) -> None:
        raise RuntimeError("full disk")

    monkeypatch.setattr("registre.projections._resumer", echouer)
    with pytest.raises(RuntimeError):
        registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    assert not any(contenu(registre).values())


def test_no_event_leaves_no_trace(registre: Registre) -> None:
    registre.journal.inscrire("E1", [], "c1", "e1")
    assert not any(contenu(registre).values())


def _tous_a_la_fois(nombre: int, action: Any) -> list[Any]:
    depart = Barrier(nombre)

    def agir(rang: int) -> Any:
        depart.wait()
        try:
            return action(rang)
        except Conflit as conflit:
            return conflit

    with ThreadPoolExecutor(nombre) as equipe:
        return list(equipe.map(agir, range(nombre)))


def test_eight_attempts_at_once_write_one_event(registre: Registre) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    suite = [evenement(2, ouvertes=(echeance("a"),))]
    resultats = _tous_a_la_fois(8, lambda _: registre.journal.inscrire("E1", suite, "c2", "e2"))
    assert resultats == [None] * 8
    assert registre.lectures.version("E1") == 2
    assert len(contenu(registre)["journal"]) == 2
    assert registre.journal.verifier("E1") == ()


def test_eight_different_events_at_once_leave_one_history(registre: Registre) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")

    def inscrire(rang: int) -> None:
        registre.journal.inscrire("E1", [evenement(2, resume=f"de {rang}")], f"c{rang}", "e")

    resultats = _tous_a_la_fois(8, inscrire)
    assert resultats.count(None) == 1
    assert sum(isinstance(resultat, Conflit) for resultat in resultats) == 7
    assert len(contenu(registre)["journal"]) == 2
    assert registre.journal.verifier("E1") == ()


def test_cases_are_recorded_at_once_without_hindrance(registre: Registre) -> None:
    _tous_a_la_fois(8, lambda rang: registre.journal.inscrire(f"E{rang}", histoire(), "c1", "e1"))
    assert [registre.lectures.version(f"E{rang}") for rang in range(8)] == [len(histoire())] * 8


def test_the_chain_is_what_its_documentation_says(registre: Registre) -> None:
    registre.journal.inscrire("E1 « é »", histoire()[:2], "c1", "e1")
    precedent = GENESE
    for entree, ecrit in zip(registre.lectures.journal("E1 « é »"), histoire(), strict=False):
        assert entree.precedent == precedent
        assert entree.empreinte == chainer("E1 « é »", precedent, canonique(ecrit))
        precedent = entree.empreinte


def test_the_fingerprinted_text_is_canonical_json() -> None:
    texte = canonique(ordonnance())
    assert texte.encode() == rfc8785.dumps(ordonnance().model_dump(mode="json"))
    entree = {"evenement": ordonnance().model_dump(mode="json"), "expertise": 'é"\\', "precedent": GENESE}
    ecrit = f'{{"evenement":{texte},"expertise":"é\\"\\\\","precedent":"{GENESE}"}}'
    assert rfc8785.dumps(entree).decode() == ecrit


@pytest.mark.parametrize(
    ("ordre", "anomalies"),
    [
        (
            "UPDATE journal SET donnees = replace(donnees, 'MARQUE', 'FAUX') WHERE numero = 2",
            (Anomalie(2, "the event is not the one that was fingerprinted"),),
        ),
        (
            "UPDATE journal SET resume = 'autre' WHERE numero = 2",
            (Anomalie(2, "column resume differs from the event"),),
        ),
        (
            "UPDATE journal SET survenu_le = '2020-01-01' WHERE numero = 3",
            (Anomalie(3, "column survenu_le differs from the event"),),
        ),
        (
            "UPDATE journal SET empreinte = precedent WHERE numero = 2",
            (
                Anomalie(2, "the event is not the one that was fingerprinted"),
                Anomalie(3, "does not follow the event before it"),
            ),
        ),
        (
            "DELETE FROM journal WHERE numero = 2",
            (Anomalie(2, "missing event"), Anomalie(3, "does not follow the event before it")),
        ),
        ("DELETE FROM journal WHERE numero = 3", (Anomalie(3, "missing event"),)),
    ],
    ids=["content", "summary", "date", "fingerprint", "removed", "cut tail"],
)
def test_the_chain_shows_a_change(registre: Registre, ordre: str, anomalies: tuple[Anomalie, ...]) -> None:
    evenements = [ordonnance(), evenement(2, resume="MARQUE"), evenement(3)]
    registre.journal.inscrire("E1", evenements, "c1", "e1")
    assert registre.journal.verifier("E1") == ()
    lever_la_garde(registre)
    executer(registre, ordre)
    assert registre.journal.verifier("E1") == anomalies


@pytest.mark.parametrize("ordre", ["UPDATE journal SET resume = 'autre'", "DELETE FROM journal"])
def test_the_database_itself_refuses_to_change_the_journal(registre: Registre, ordre: str) -> None:
    registre.journal.inscrire("E1", [ordonnance()], "c1", "e1")
    avant = contenu(registre)
    with pytest.raises(DBAPIError, match="only grows"):
        executer(registre, ordre)
    assert contenu(registre) == avant


def test_a_null_character_does_not_stop_an_act(registre: Registre) -> None:
    """PostgreSQL has no U+0000 in its texts; the journal keeps it, the screens show a replacement.

    The border refuses it in what people write; the record must not depend on that.
    """
    evenements = [ordonnance(), evenement(2, ouvertes=(echeance("a", objet="x\x00y"),))]
    registre.journal.inscrire("E1", evenements, "c1", "e1")
    assert registre.lectures.evenements("E1") == evenements
    assert registre.lectures.echeances("E1")[0].objet == "x\N{REPLACEMENT CHARACTER}y"
    assert registre.journal.verifier("E1") == ()
