"""The transitions of an expertise (reference: T01 to T40): what is noticed, decided or done, and the facts that say so.

A table to read and to check: the rules are in `phases/`. A scenario that says it shows a transition must have caused
one of its facts.
"""

from procedure.modele import Modele


class Transition(Modele):
    """One way for an expertise, or for one of its parts, to go from a state to another."""

    id: str
    de: str
    vers: str
    faits: tuple[str, ...]
    """The types of fact, any of which makes the transition."""
    garde: str
    """What it takes, in French."""
    article: str


def _t(identifiant: str, de: str, vers: str, faits: str, garde: str, article: str) -> Transition:
    return Transition(id=identifiant, de=de, vers=vers, faits=tuple(faits.split()), garde=garde, article=article)


TRANSITIONS: dict[str, Transition] = {
    t.id: t
    for t in (
        _t("T01", "–", "ordonnée", "ordonnance_enregistree convention_conclue", "les mentions de l’article 265", "CPC 265"),
        _t("T02", "ordonnée", "mise en place", "designation_notifiee", "–", "CPC 267 al. 1"),
        _t("T03", "mandat notifié", "accepté", "mission_acceptee", "l’indépendance est déclarée", "CPC 267 al. 2"),
        _t("T04", "mandat notifié", "refusé", "mission_refusee", "–", "CPC 235 al. 1"),
    )
}
"""Every transition by its identifier."""
