"""The dates that pass: what is raised for a human, which reminder is due, and when to look again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from procedure import evenements as ev
from procedure.circulation import interesses
from procedure.contexte import Brouillon, Contexte
from procedure.delais import fin_du_jour
from procedure.documents import Nature
from procedure.dossier import Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.modele import PersonneId
from procedure.ouverture import ouvrir
from procedure.personnes import SYSTEME, Role
from procedure.provision import alertes_au_terme
from procedure.regles import ETATS_LEVES


def fin(dossier: Dossier, echeance: Echeance) -> datetime | None:
    """The instant from which nobody can argue any more that the échéance is still open."""
    if echeance.calcul is None or echeance.statut is not Statut.OUVERTE:
        return None
    # What was recorded before the instant was kept has to have it found again.
    return echeance.calcul.defendable_jusqu_a or fin_du_jour(echeance.calcul.arguable_until, dossier.siege.zone)


def prochain_reveil(dossier: Dossier) -> datetime | None:
    """When the engine must look next: the first reminder rung or the first date to pass."""
    instants = [f for e in dossier.echeances.values() if (f := fin(dossier, e)) is not None]
    instants += [r.a for e in dossier.echeances.values() if e.statut is Statut.OUVERTE for r in e.rappels]
    return min(instants, default=None)


def veiller(ctx: Contexte) -> Iterator[Brouillon]:
    """Notice what has passed by `ctx.maintenant`, then the reminders that are due; judge nothing."""
    depassees: set[str] = set()
    for echeance in _passees(ctx):
        depassees.add(echeance.id)
        yield _depassement(ctx, echeance, depassees)
    if not ctx.repris:
        yield from _rappels(ctx, depassees)


def _passees(ctx: Contexte) -> list[Echeance]:
    datees = [(f, e) for e in ctx.dossier.echeances.values() if (f := fin(ctx.dossier, e)) is not None]
    return [e for f, e in sorted(datees, key=lambda d: (d[0], d[1].id)) if f <= ctx.maintenant]


def _depassement(ctx: Contexte, echeance: Echeance, depassees: set[str]) -> Brouillon:
    """A duty that passes raises a state and stays; a right that passes simply ends."""
    if echeance.calcul is None:
        raise ValueError("an échéance without a date cannot pass")
    dernier = echeance.calcul.arguable_until
    closes: tuple[Cloture, ...] = ()
    if echeance.levera is None:
        closes = (Cloture(echeance=echeance.id, statut=Statut.DEPASSEE, motif="terme passé", le=dernier),)
    ouvertes, phase = _suite(ctx, echeance, depassees)
    leve = f" : {ETATS_LEVES[echeance.levera]}" if echeance.levera else ""
    return Brouillon(
        fait=ev.EcheanceDepassee(echeance=echeance.id, leve=echeance.levera),
        resume=f"Terme passé — {echeance.intitule}{leve}",
        article=echeance.article,
        phase=phase,
        ouvertes=ouvertes,
        closes=closes,
        auteur=SYSTEME,
        survenu_le=dernier + timedelta(days=1),
        alertes=alertes_au_terme(ctx.dossier, echeance),
    )


def _suite(
    ctx: Contexte, echeance: Echeance, depassees: set[str]
) -> tuple[tuple[Echeance, ...], Phase | None]:
    """The stage that opens once the last échéance of its kind has passed (T23, T26)."""
    reste = [
        e
        for e in ctx.dossier.echeances_de(echeance.regle)
        if e.id not in depassees and e.statut in (Statut.OUVERTE, Statut.NON_DEMARREE, Statut.GELEE)
    ]
    if reste or echeance.calcul is None:
        return (), None
    expert = ctx.dossier.expert
    if echeance.regle == "DL-13" and ctx.dossier.phase is Phase.DIRES_OUVERTS and expert:
        dernier = echeance.calcul.arguable_until
        return (ouvrir(ctx, "DL-15", expert, "fin du temps des dires", dernier),), Phase.DIRES_CLOS
    if echeance.regle == "DL-16" and ctx.dossier.phase in (Phase.DEPOSEE, Phase.REMUNERATION_DEMANDEE):
        return (), Phase.A_TAXER
    return (), None


def _rappels(ctx: Contexte, depassees: set[str]) -> Iterator[Brouillon]:
    """One reminder for an échéance, however many of its rungs were missed."""
    rang = 0
    for echeance in ctx.dossier.echeances.values():
        dus = [r for r in echeance.rappels if r.a <= ctx.maintenant]
        if not dus or echeance.id in depassees or echeance.statut is not Statut.OUVERTE:
            continue
        rang += 1
        dernier = dus[-1]
        yield Brouillon(
            fait=ev.RappelEchu(
                echeance=echeance.id,
                echelon=dernier.echelon,
                regroupe=tuple(r.echelon for r in dus[:-1]),
            ),
            resume=f"Rappel {dernier.echelon} — {echeance.intitule}",
            article=echeance.article,
            actes=(
                ctx.acte(
                    Nature.RAPPEL,
                    f"Rappel : {echeance.intitule}",
                    _a_rappeler(ctx.dossier, echeance.personne),
                    objet=echeance.id,
                    rang=rang,
                    auteur=SYSTEME.personne,
                ),
            ),
            auteur=SYSTEME,
            survenu_le=ctx.maintenant.astimezone(ctx.fuseau).date(),
        )


def _a_rappeler(dossier: Dossier, personne: PersonneId) -> tuple[PersonneId, ...]:
    """Who is reminded: the court instead of an expert whose mandate is over (art. 235)."""
    if dossier.mandat is not None and dossier.mandat.vacant and personne == dossier.expert:
        return dossier.de_role(Role.JUGE, Role.GREFFE)
    return interesses(dossier, personne)
