"""Who must receive each document (art. 16, 132, 160, 173, 276, 282 CPC): everybody, unless a text says otherwise."""

from procedure.documents import Nature
from procedure.dossier import Dossier
from procedure.fiches import FICHES
from procedure.modele import PersonneId
from procedure.personnes import Role


def parties_et_avocats(dossier: Dossier, sauf: PersonneId | None = None) -> tuple[PersonneId, ...]:
    """Every party and every avocat of a party, but one party and the avocats who act for it alone.

    An avocat whom no party has constituted is not in the debate (art. 16, 162): nothing is sent to him.
    """
    exclus: set[PersonneId] = set()
    if sauf is not None:
        exclus.add(sauf)
        for avocat in dossier.participants[sauf].avocats:
            if dossier.ayant_pour_avocat(avocat) == (sauf,):
                exclus.add(avocat)
    parties = dossier.parties
    constitues = {a for p in parties for a in dossier.participants[p].avocats}
    return tuple(
        p.id
        for p in dossier.participants.values()
        if (p.id in parties or (p.role is Role.AVOCAT and p.id in constitues)) and p.id not in exclus
    )


def destinataires(dossier: Dossier, nature: Nature, *, de: PersonneId | None = None) -> tuple[PersonneId, ...]:
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


def interesses(dossier: Dossier, personne: PersonneId) -> tuple[PersonneId, ...]:
    """A person and whoever represents him; whoever took a party's place hears in it (art. 374)."""
    if successeurs := dossier.instance.successeurs.get(personne):
        return tuple(dict.fromkeys(q for s in successeurs for q in interesses(dossier, s)))
    participant = dossier.participants.get(personne)
    return (personne, *participant.avocats) if participant else (personne,)
