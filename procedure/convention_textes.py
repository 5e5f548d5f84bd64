"""Articles 131 to 131-8 CPC as this project reads them: one line each, with how well the reading is established.

The sentences are ours, not the Code's. `V`: the text, or several concordant commentaries, were read; `M`: known by
heart and close to former articles 1548 to 1554, whose text was read, but the article itself was not; `?`: not known.
What is not `V` rests on the agreement of everybody concerned, is told to people as such, and acts on nothing alone.
"""

from datetime import date
from typing import Literal

from procedure.modele import Modele

EN_VIGUEUR = date(2025, 9, 1)
"""Décret n° 2025-660 of 18 July 2025; before that day, articles 131 ff. were about conciliation and mediation."""


class ArticleLu(Modele):
    """One article as read."""

    reference: str
    depuis: date
    lecture: str
    """Our own sentence, in French."""
    marque: Literal["V", "M", "?"]


def _lu(reference: str, marque: Literal["V", "M", "?"], lecture: str) -> ArticleLu:
    return ArticleLu(reference=reference, depuis=EN_VIGUEUR, lecture=lecture, marque=marque)


ARTICLES_DE_LA_CONVENTION: tuple[ArticleLu, ...] = (
    _lu(
        "CPC 131",
        "V",
        "Avant tout procès ou en cours d’instance, les parties choisissent ensemble un technicien, fixent sa mission "
        "et conviennent avec lui de sa rémunération ; elles ne le révoquent qu’à l’unanimité, sinon le juge est saisi.",
    ),
    _lu(
        "CPC 131-1",
        "V",
        "Avant d’accepter, le technicien révèle tout ce qui pourrait affecter son indépendance ou son impartialité.",
    ),
    _lu(
        "CPC 131-2",
        "V",
        "Il accomplit lui-même sa mission, avec conscience, diligence et impartialité, dans la contradiction, sans "
        "dire le droit ; une personne morale fait agréer par les parties qui opérera pour elle.",
    ),
    _lu(
        "CPC 131-3",
        "V",
        "En cas de difficulté, une partie peut saisir le juge sur la désignation ou le maintien du technicien ; une "
        "partie ou le technicien, sur sa rémunération ou sur l’exécution de sa mission : le juge de l’affaire, ou à "
        "défaut le président de la juridiction compétente, selon la procédure accélérée au fond.",
    ),
    _lu(
        "CPC 131-4",
        "M",
        "À la demande du technicien ou après son avis, les parties peuvent modifier sa mission, ou confier une mission "
        "complémentaire à un autre technicien.",
    ),
    _lu(
        "CPC 131-5",
        "V",
        "Les parties remettent sans délai au technicien les documents qu’il juge nécessaires ; si l’une s’abstient, le "
        "juge peut le lui enjoindre, au besoin sous astreinte, et le technicien peut entre-temps poursuivre avec ce "
        "qu’il a.",
    ),
    _lu(
        "CPC 131-6",
        "M",
        "Un tiers intéressé peut intervenir aux opérations avec l’accord des parties et du technicien, qui l’informe "
        "qu’elles lui sont alors opposables.",
    ),
    _lu(
        "CPC 131-7",
        "M",
        "Le technicien joint à son rapport, si on le lui demande, les observations écrites des parties et du tiers, et "
        "dit les suites qu’il leur a données.",
    ),
    _lu(
        "CPC 131-8",
        "V",
        "Le technicien remet un rapport écrit aux parties et au tiers intervenant ; quand la convention est conclue "
        "entre avocats, ce rapport a valeur de rapport d’expertise judiciaire.",
    ),
)

INCERTITUDES: tuple[str, ...] = (
    "Instance en cours introduite avant le 1er septembre 2025 : l’application des articles 131 à 131-8 est discutée "
    "(décret n° 2025-660, entrée en vigueur).",
    "Aucun texte établi ne donne au technicien le pouvoir de consulter seul un autre technicien : voir la convention.",
    "La forme de la convocation n’est pas imposée : celle qui se prouve le mieux est employée.",
    "L’effet de la convention sur la prescription n’est pas traité.",
)
"""What the texts read do not settle."""
