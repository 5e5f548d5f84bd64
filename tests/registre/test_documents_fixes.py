"""The document and the token of an act: the first one stored counts for everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from exemples_evenements import INSTANT, acte_a_produire, evenement, ordonnance

from registre import Registre
from registre.documents import Document, Jeton


def test_the_first_document_is_everybody_s(registre: Registre) -> None:
    def fixer(rang: int) -> str:
        return registre.documents.fixer_document("E1", "A1", f"{rang:064d}", rang, "application/pdf")

    with ThreadPoolExecutor(8) as equipe:
        gagnants = set(equipe.map(fixer, range(1, 9)))
    assert len(gagnants) == 1
    assert {fixer(99)} == gagnants


def test_the_first_token_is_everybody_s(registre: Registre) -> None:
    premier = Jeton("a" * 64, b"\x30\x00DER", INSTANT, "1" * 48)
    assert registre.documents.jeton_de("a" * 64) is None
    assert registre.documents.fixer_jeton("a" * 64, b"\x30\x00DER", INSTANT, "1" * 48) == premier
    assert registre.documents.fixer_jeton("a" * 64, b"autre", INSTANT + timedelta(1), "2") == premier
    assert registre.documents.jeton_de("a" * 64) == premier
    assert registre.documents.jeton_de("b" * 64) is None


def test_the_document_of_an_act_is_drawn_up_or_deposited(registre: Registre) -> None:
    suite = evenement(2, actes=(acte_a_produire("convocation"),))
    registre.journal.inscrire("E1", [ordonnance(), suite], "c1", "e1")
    documents = registre.documents
    depose = documents.document_de("E1", "ordonnance")
    piece = ordonnance().actes[0].piece
    assert piece is not None
    assert depose == Document(piece.document, 1234, "application/pdf", INSTANT)
    assert documents.document_de("E1", "convocation") is None
    # Over two gigabytes: no INTEGER of PostgreSQL holds it.
    documents.fixer_document("E1", "convocation", "a" * 64, 3_000_000_000, "application/pdf", produit_a=INSTANT)
    assert documents.document_de("E1", "convocation") == Document("a" * 64, 3_000_000_000, "application/pdf", INSTANT)
    assert documents.document_de("E1", "inconnu") is None
