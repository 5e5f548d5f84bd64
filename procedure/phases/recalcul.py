"""Recomputing dates once the calendar has changed: shown, then applied, journaled and told (art. 640-642)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.langue import accorder
from procedure.recalcul import a_deplacer, deplacements, empreinte_de, responsables


def recalculer(ctx: Contexte, c: cmd.Recalculer) -> Iterator[Brouillon]:
    """Art. 640, 642: no date moves silently, and none that whoever decides was not shown."""
    ctx.exiger(*responsables(ctx.dossier))
    montrables = deplacements(ctx.dossier)
    if empreinte_de(montrables) != c.montre:
        raise Refus(
            "CPC 640, 642",
            "Ce que le recalcul changerait n’est plus ce qui a été montré.",
            "un nouvel essai à blanc",
        )
    deplacees = a_deplacer(ctx.dossier, ctx.fuseau)
    if not deplacees:
        raise Refus("CPC 640, 642", "Aucune échéance en cours ne change de date.")
    mobiles = tuple(d for d in montrables if d.apres is not None and not d.a_trancher)
    yield Brouillon(
        fait=ev.EcheancesRecalculees(deplacements=mobiles),
        resume=f"Calendrier modifié : {accorder(len(deplacees), 'échéance recalculée', 'échéances recalculées')}",
        article="CPC 640, 642",
        ouvertes=deplacees,
        aviser=True,
        alertes=tuple(f"{d.intitule} : {d.motif}"[:300] for d in montrables if d.a_trancher),
    )


ACTES: dict[str, Regle] = {"recalculer": recalculer}
