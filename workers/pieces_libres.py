"""The documents that a scenario holds as plain text: what a person would have written and uploaded."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from procedure.calendrier import date_longue
from procedure.preuves import PieceJointe

if TYPE_CHECKING:
    from coffre.coffre import Coffre

_MODELE = b"""\
#let d = json(bytes(sys.inputs.d))
#set document(title: d.titre, author: d.auteur)
#set page(margin: 25mm, numbering: "1 / 1")
#set text(font: "Libertinus Serif", size: 11pt, lang: "fr", region: "FR")
#set par(justify: true, spacing: 1em)
#text(size: 9pt)[#d.auteur #h(1fr) RG #d.rg]
#v(8mm)
#heading(level: 1, d.titre)
#v(2mm)
#text(size: 9pt)[#d.jour]
#v(6mm)
#for p in d.contenu.split(regex("\\n[ \\t]*\\n")) { par(p.replace("\\n", " ")) }
"""


@dataclass(frozen=True)
class Libre:
    """A document written in the scenario itself, with what its first page says of it."""

    titre: str
    contenu: str
    auteur: str
    jour: date
    rg: str


Depot = Callable[[Libre], PieceJointe]
"""Makes a document of a text and puts it in the vault."""


def sans_depot(libre: Libre) -> PieceJointe:
    """Stand for the deposit: the document that there would be, without drawing it up."""
    octets = f"{libre.titre}\n{libre.contenu}".encode()
    return _jointe(libre, sha256(octets).hexdigest(), len(octets))


def depot_dans(coffre: "Coffre") -> Depot:
    """Draw each document up as a PDF, unsealed, and deposit it as an upload would."""

    def deposer(libre: Libre) -> PieceJointe:
        depose = coffre.deposer_octets(_imprimer(libre))
        return _jointe(libre, depose.sha256, depose.taille)

    return deposer


def _jointe(libre: Libre, empreinte: str, taille: int) -> PieceJointe:
    nom = "-".join("".join(c if c.isalnum() else " " for c in libre.titre.lower()).split())[:80] or "document"
    return PieceJointe(
        document=empreinte, titre=libre.titre, nom=f"{nom}.pdf", taille=taille, media_type="application/pdf"
    )


def _imprimer(libre: Libre) -> bytes:
    # only here: a scenario read without drawing anything up must not wait for the printer
    import typst

    from activities.redaction import NORMES, lisible

    textes = {
        "titre": libre.titre,
        "contenu": libre.contenu.strip(),
        "auteur": libre.auteur,
        "rg": libre.rg,
        "jour": f"Le {date_longue(libre.jour)}",
    }
    pdf = typst.compile(
        _MODELE,
        format="pdf",
        sys_inputs={"d": json.dumps({nom: lisible(texte) for nom, texte in textes.items()}, ensure_ascii=False)},
        pdf_standards=list(NORMES),
        ignore_system_fonts=True,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf
