"""What an operator sees of a case in Temporal: search attributes (readable) and current details (encrypted)."""

from temporalio import workflow
from temporalio.common import SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from procedure.dossier import Dossier
    from procedure.veille import fin
    from workflows import noms


def afficher(dossier: Dossier) -> None:
    """Bring the search attributes and the details up to date; nothing is written if nothing changed."""
    dates = [f for e in dossier.echeances.values() if (f := fin(dossier, e)) is not None]
    voulus = (
        (noms.RG, dossier.rg),
        (noms.JURIDICTION, dossier.siege.code),
        (noms.ETAPE, dossier.phase.value),
        (noms.ECHEANCE, min(dates, default=None)),
    )
    connus = workflow.info().typed_search_attributes
    changes: list[SearchAttributeUpdate] = [
        cle.value_unset() if valeur is None else cle.value_set(valeur)  # type: ignore[attr-defined]
        for cle, valeur in voulus
        if connus.get(cle) != valeur
    ]
    if changes:
        workflow.upsert_search_attributes(changes)
    workflow.set_current_details(_details(dossier))


def _details(dossier: Dossier) -> str:
    """The case at a glance, in markdown; encrypted like every payload."""
    datees = sorted(
        ((e.calcul.legal, e.intitule) for e in dossier.echeances.values() if e.calcul is not None), key=lambda d: d[0]
    )
    lignes = [f"- {jour:%d/%m/%Y} — {intitule}" for jour, intitule in datees[:8]]
    return "\n".join([f"**{dossier.rg}** — étape `{dossier.phase.value}`, événement {dossier.numero}", "", *lignes])
