"""The documents of the examples: real PDF/A files, and the same bytes whenever they are made again."""

from datetime import UTC, datetime
from functools import lru_cache

_GABARIT = """\
#set document(title: sys.inputs.titre)
#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Libertinus Serif", lang: "fr", size: 11pt)
#align(center, text(size: 18pt, weight: "bold", sys.inputs.titre))
#v(1cm)
#sys.inputs.jour

Ce document tient la place d’une pièce dans une expertise d’exemple. Il n’a aucune valeur.
""".encode()


@lru_cache(maxsize=256)
def fabriquer(titre: str, instant: datetime) -> bytes:
    """Make a one-page PDF/A-3a of `titre`, dated `instant`."""
    import typst  # half a second that no other start should wait for

    pdf: bytes = typst.compile(
        _GABARIT,
        format="pdf",
        sys_inputs={"titre": titre, "jour": f"{instant:%d/%m/%Y}"},
        pdf_standards=["a-3a"],
        timestamp=instant.astimezone(UTC),
        ignore_system_fonts=True,
    )
    return pdf
