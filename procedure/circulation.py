"""Who must receive each document (art. 16, 132, 160, 173, 276, 282 CPC): everybody, unless a text says otherwise."""

from procedure.documents import FICHES, Nature
from procedure.dossier import Dossier
from procedure.modele import PersonneId
from procedure.personnes import Role


def parties_et_avocats(dossier: Dossier, sauf: PersonneId | None = None) -> tuple[PersonneId, ...]:
    """Every party and every avocat, but one party and the avocats who act for it alone."""
    exclus: set[PersonneId] = set()
    if sauf is not None:
        exclus.add(sauf)
        for avocat in dossier.participants[sauf].avocats:
            if dossier.ayant_pour_avocat(avocat) == (sauf,):
                exclus.add(avocat)
    return tuple(p for p in dossier.de_role(Role.PARTIE, Role.AVOCAT) if p not in exclus)


def destinataires(
    dossier: Dossier, nature: Nature, *, de: PersonneId | None = None
) -> tuple[PersonneId, ...]:
    """Whom the matrix sends a kind of document to; `de`: the party that it comes from."""
    vers: list[PersonneId] = []
    for role in FICHES[nature].vers:
        if role is Role.PARTIE:
            vers += parties_et_avocats(dossier, de)
        elif role is Role.EXPERT:
            vers += [dossier.expert] if dossier.expert else []
        else:
            vers += dossier.de_role(role)
    return tuple(dict.fromkeys(vers))
