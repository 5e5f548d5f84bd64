"""The prescription that the measure suspended (C. civ. 2239, 2241): watched for who had sought it, never for others."""

from collections.abc import Iterator

from procedure.appels import AVANT_TOUT_PROCES
from procedure.contexte import Contexte
from procedure.echeances import Echeance
from procedure.ouverture import identifiant, ouvrir


def veilles_de_prescription(ctx: Contexte) -> Iterator[Echeance]:
    """C. civ. 2239 al. 2: six months at least once the measure is carried out; for who sought it before any trial.

    It is advice: its passing raises nothing, and it never keeps a case open (2e civ., 31 Jan. 2019, n° 18-10.011).
    Whether a complement postpones it is open: the date of the first report, the prudent one, stays.
    """
    if ctx.dossier.fondement in AVANT_TOUT_PROCES:
        for partie in ctx.dossier.demandeurs:
            if identifiant("DL-23", partie, None) not in ctx.dossier.echeances:
                yield ouvrir(ctx, "DL-23", partie, "exécution de la mesure : dépôt du rapport", ctx.jour)


def alertes_de_prescription(ctx: Contexte) -> tuple[str, ...]:
    """What the six months do not do."""
    if ctx.dossier.fondement not in AVANT_TOUT_PROCES:
        return ()
    return (
        "Prescription : elle reprend son cours au dépôt, pour six mois au moins, au profit du seul demandeur à la "
        "mesure (C. civ. 2239, 2241).",
        "Un délai de forclusion, comme celui de la garantie décennale, n’a pas été suspendu (C. civ. 2220, 2239).",
    )
