"""What an operator sees of a case in Temporal: search attributes (readable) and current details (encrypted)."""

from typing import Any

from temporalio import workflow
from temporalio.common import SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from procedure.dossier import Dossier
    from procedure.veille import fin
    from workflows import noms


def afficher(dossier: Dossier) -> None:
    """Bring the search attributes and the details up to date; nothing is written if nothing changed."""
    connus = workflow.info().typed_search_attributes
    dates = [f for e in dossier.echeances.values() if (f := fin(dossier, e)) is not None]
    changes: list[SearchAttributeUpdate[Any]] = [
        cle.value_set(valeur)
        for cle, valeur in (
            (noms.RG, dossier.rg),
            (noms.JURIDICTION, dossier.siege.code),
            (noms.ETAPE, dossier.phase.value),
        )
        if connus.get(cle) != valeur
    ]
    prochaine = min(dates, default=None)
    if connus.get(noms.ECHEANCE) != prochaine:
        changes.append(noms.ECHEANCE.value_unset() if prochaine is None else noms.ECHEANCE.value_set(prochaine))
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
