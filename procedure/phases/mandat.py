"""What can happen to the expert's mandate: refusal, replacement (art. 233-235 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import alerte_de_l_incident, appel_des_decisions_du_controle
from procedure.circulation import parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.echeances import Cloture, Statut
from procedure.ouverture import identifiant
from procedure.personnes import Role
from procedure.phases.saisine import exiger_une_mission_notifiee


def refuser_mission(ctx: Contexte, c: cmd.RefuserMission) -> Iterator[Brouillon]:
    """Art. 235 al. 1: the refusal calls for another expert; the consigned sums stay where they are."""
    ctx.exiger(Role.EXPERT)
    exiger_une_mission_notifiee(ctx)
    vers = ctx.dossier.de_role(Role.JUGE, Role.GREFFE)
    yield Brouillon(
        fait=ev.MissionRefusee(motif=c.motif),
        resume="Mission refusée par l’expert : remplacement à décider",
        article="CPC 235",
        actes=(ctx.acte(Nature.REFUS, "Refus de la mission", vers),),
        closes=ctx.clore("DL-02", motif="mission refusée"),
    )


def remplacer_expert(ctx: Contexte, c: cmd.RemplacerExpert) -> Iterator[Brouillon]:
    """Art. 235: the judge appoints another expert after a refusal; the new one has a mandate of his own."""
    ctx.exiger(Role.JUGE)
    mandat = ctx.dossier.mandat
    if mandat is None or mandat.etat != "refuse":
        raise Refus(
            "CPC 235",
            "L’expert n’a pas refusé la mission.",
            "un refus, une récusation admise ou un empêchement",
        )
    ctx.exiger_apres(mandat.le, "le refus de l’expert")
    if c.expert.role is not Role.EXPERT:
        raise Refus("CPC 235", "Le remplaçant intervient en qualité d’expert.")
    if c.expert.id in ctx.dossier.participants:
        raise Refus("CPC 234", "Le remplaçant intervient déjà dans cette expertise.")
    if c.ordonnance is None and not ctx.repris:
        raise Refus("CPC 235", "Le remplacement est décidé par une ordonnance signée du juge.", "l’ordonnance signée")
    vers = [*parties_et_avocats(ctx.dossier), *ctx.dossier.de_role(Role.GREFFE), c.expert.id]
    acte = ctx.acte(Nature.ORDONNANCE_DE_REMPLACEMENT, "Ordonnance de remplacement", vers, piece=c.ordonnance)
    anciennes = [e for e in ctx.dossier.echeances.values() if e.personne == mandat.expert]
    yield Brouillon(
        fait=ev.ExpertRemplace(ancien=mandat.expert, expert=c.expert, motif=c.motif),
        resume="Expert remplacé",
        article="CPC 235",
        actes=(acte,),
        ouvertes=(
            *appel_des_decisions_du_controle(ctx, acte.id),
            *(
                e.model_copy(update={"id": identifiant(e.regle, c.expert.id, e.objet), "personne": c.expert.id})
                for e in anciennes
            ),
        ),
        alertes=(alerte_de_l_incident(ctx),),
        closes=tuple(
            Cloture(echeance=e.id, statut=Statut.LEVEE, motif="expert remplacé", le=ctx.jour) for e in anciennes
        ),
    )


ACTES: dict[str, Regle] = {
    "refuser_mission": refuser_mission,
    "remplacer_expert": remplacer_expert,
}
