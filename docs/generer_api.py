"""Writes the table of steps in `docs/api.md` from the code: `python docs/generer_api.py`.

Who may act is not declared anywhere: it is asked of the rules themselves, one role at a time.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from api.corps import ETAPES, corps_de
from procedure.commandes import Commande, ConclureConvention, EnregistrerOrdonnance
from procedure.contexte import Contexte
from procedure.decider import REGLES_DES_COMMANDES
from procedure.decision import Refus
from procedure.dossier import Dossier
from procedure.modele import ExpertiseId, PersonneId
from procedure.personnes import Auteur, Role

PAGE = Path(__file__).resolve().parent / "api.md"
DEBUT, FIN = "<!-- steps: written by docs/generer_api.py -->\n", "<!-- end of steps -->\n"
COMMUNS = frozenset({"survenu_le", "preuve"})
"""The fields that every step takes."""
_TETE = "| Step | By | Article | What it does | Fields (required in bold) |\n|---|---|---|---|---|\n"
_PAS_SON_ACTE = re.compile(r"Cet acte revient à|(L’ordonnance|La convention) est enregistrée par")


def table() -> str:
    """Return the table: the opening of a case, then every step in it."""
    lignes = [_ligne("POST /expertises", EnregistrerOrdonnance), _ligne("POST /conventions", ConclureConvention)]
    lignes += [_ligne(nom.replace("_", "-"), classe) for nom, classe in ETAPES.items()]
    return _TETE + "".join(f"{ligne}\n" for ligne in lignes)


def actualiser(page: str) -> str:
    """Return the page with its table as the code would write it."""
    avant, debut, reste = page.partition(DEBUT)
    _, fin, apres = reste.partition(FIN)
    if not (debut and fin):
        raise ValueError("the page has lost the marks around its table")
    return avant + DEBUT + table() + FIN + apres


def admis(classe: type[Commande]) -> list[str]:
    """The roles that the rule of a command does not turn away at its door."""
    return [role.value for role in Role if role is not Role.SYSTEME and _admet(classe, role)]


def _admet(classe: type[Commande], role: Role) -> bool:
    auteur = Auteur(personne=PersonneId("quelqu-un"), role=role)
    vides = dict.fromkeys(classe.model_fields)
    commande = classe.model_construct(**{**vides, "auteur": auteur})
    instant = datetime(2026, 1, 5, 12, tzinfo=UTC)
    contexte = Contexte(Dossier(id=ExpertiseId("vide")), commande, instant, date(2026, 1, 5))
    try:
        list(REGLES_DES_COMMANDES[classe.model_fields["type"].default](contexte, commande))
    except Refus as refus:
        return not _PAS_SON_ACTE.match(refus.motif.message)
    except (AttributeError, TypeError, ValueError):
        return True  # past the door: it stumbles on what the empty case or the empty body lacks
    return True


def _ligne(etape: str, classe: type[Commande]) -> str:
    premiere = (classe.__doc__ or "").strip().splitlines()[0]
    return f"| `{etape}` | {', '.join(admis(classe))} | {classe.article} | {premiere} | {', '.join(_champs(classe))} |"


def _champs(classe: type[Commande]) -> Iterator[str]:
    champs = {nom: info for nom, info in corps_de(classe).model_fields.items() if nom not in COMMUNS}
    yield from (f"**`{nom}`**" for nom, info in champs.items() if info.is_required())
    yield from (f"`{nom}`" for nom, info in champs.items() if not info.is_required())


def main() -> None:
    """Rewrite the table of the page."""
    PAGE.write_text(actualiser(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
