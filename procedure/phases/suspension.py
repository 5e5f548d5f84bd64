"""What suspends the instance, and lets it go on (art. 377-383, 386, 392 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.cours import a_geler, alertes_des_delais, gelees, geler, peremption
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT
from procedure.echeances import Cloture, Echeance
from procedure.instance import ARTICLES_DE_SUSPENSION, LIBELLES_DE_SUSPENSION
from procedure.langue import enumerer
from procedure.personnes import Role


def suspendre_mesure(ctx: Contexte, c: cmd.SuspendreMesure) -> Iterator[Brouillon]:
    """Art. 377-383: the instance is suspended; the measure only where the judge says so."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    article, libelle = ARTICLES_DE_SUSPENSION[c.motif], LIBELLES_DE_SUSPENSION[c.motif]
    if ctx.dossier.fondement != "avant_dire_droit":
        raise Refus(
            article,
            "Aucune instance n’est pendante : il n’y a rien à suspendre.",
            "une décision du juge chargé du contrôle sur l’exécution de la mesure (CPC 167)",
        )
    if ctx.dossier.instance.suspension is not None:
        raise Refus(article, "L’instance est déjà suspendue.")
    if c.motif == "sursis" and c.jusqu_a is None:
        raise Refus("CPC 378", "Le sursis a un terme.", "le temps ou l’événement que la décision détermine")
    ctx.exiger_l_ordonnance(c.ordonnance)
    a_l_arret = a_geler(ctx.dossier) if c.effet_sur_la_mesure else ()
    vers = destinataires(ctx.dossier, Nature.DECISION_DE_SUSPENSION)
    titre = f"Décision de {libelle}"
    yield Brouillon(
        fait=ev.MesureSuspendue(motif=c.motif, effet_sur_la_mesure=c.effet_sur_la_mesure, jusqu_a=c.jusqu_a),
        resume=f"{libelle[:1].upper()}{libelle[1:]} : "
        + ("la mesure est suspendue" if c.effet_sur_la_mesure else "la mesure se poursuit"),
        article=article,
        actes=(ctx.acte(Nature.DECISION_DE_SUSPENSION, titre, vers, piece=c.ordonnance),),
        ouvertes=(*(geler(e) for e in a_l_arret), *_peremption_ouverte(ctx, c)),
        closes=_peremption_arretee(ctx, c),
        alertes=tuple(_alertes_de_la_suspension(ctx, c, a_l_arret)),
    )


def _peremption_ouverte(ctx: Contexte, c: cmd.SuspendreMesure) -> Iterator[Echeance]:
    """Art. 386, 392: two years from the last act of a party; a sursis until an event stops them."""
    if c.motif != "sursis" and not ctx.dossier.instance.interruptions:
        dernier = ctx.dossier.instance.derniere_diligence or ctx.dossier.rendue_le
        yield peremption(ctx, "dernière diligence des parties", dernier or ctx.jour)


def _peremption_arretee(ctx: Contexte, c: cmd.SuspendreMesure) -> tuple[Cloture, ...]:
    """Art. 392 al. 2: a sursis stops the two years that an earlier radiation let run; they start anew after it."""
    return ctx.lever(ctx.dossier.echeances_de("DL-21"), "sursis à statuer") if c.motif == "sursis" else ()


def _alertes_de_la_suspension(
    ctx: Contexte, c: cmd.SuspendreMesure, a_l_arret: tuple[Echeance, ...]
) -> Iterator[str]:
    article = ARTICLES_DE_SUSPENSION[c.motif]
    if c.effet_sur_la_mesure:
        yield f"Mesure suspendue : convocations et pré-rapport attendent qu’elle soit levée ({article})."
        yield from alertes_des_delais(ctx.dossier, a_l_arret)
    else:
        yield f"L’instance est suspendue, non l’expertise : ses délais courent toujours ({article})."
    if c.motif == "sursis":
        yield f"La péremption ne court pas jusqu’à : {c.jusqu_a} (CPC 392)."
    else:
        yield "La péremption court : deux ans sans diligence d’une partie éteignent l’instance (CPC 386)."


def lever_suspension(ctx: Contexte, c: cmd.LeverSuspension) -> Iterator[Brouillon]:
    """Art. 379, 383: the instance goes on; after a sursis, two years start anew (392)."""
    ctx.exiger(Role.JUGE)
    suspension = ctx.dossier.instance.suspension
    if suspension is None:
        raise Refus("CPC 379, 383", "L’instance n’est pas suspendue.", introuvable=True)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(suspension.depuis, "la suspension")
    ctx.exiger_l_ordonnance(c.ordonnance)
    a_refixer = gelees(ctx.dossier) if not ctx.dossier.instance.interruptions else ()
    vers = destinataires(ctx.dossier, Nature.DECISION_DE_SUSPENSION)
    sursis = suspension.motif == "sursis" and not ctx.dossier.instance.interruptions
    yield Brouillon(
        fait=ev.SuspensionLevee(a_refixer=tuple(e.id for e in a_refixer)),
        resume=f"Suspension levée ({LIBELLES_DE_SUSPENSION[suspension.motif]})",
        article="CPC 379, 383",
        actes=(ctx.acte(Nature.DECISION_DE_SUSPENSION, "Décision levant la suspension", vers, piece=c.ordonnance),),
        ouvertes=(peremption(ctx, "fin du sursis", ctx.jour),) if sursis else (),
        alertes=tuple(_alertes_de_la_reprise_apres_suspension(ctx, a_refixer, mesure=suspension.mesure)),
    )


def _alertes_de_la_reprise_apres_suspension(
    ctx: Contexte, a_refixer: tuple[Echeance, ...], *, mesure: bool
) -> Iterator[str]:
    if a_refixer:
        intitules = enumerer(e.intitule for e in a_refixer)
        yield f"Dates à fixer de nouveau par l’expert : {intitules} (CPC 275, 276)."
    if mesure:
        yield from alertes_des_delais(ctx.dossier, ())


ACTES: dict[str, Regle] = {
    "suspendre_mesure": suspendre_mesure,
    "lever_suspension": lever_suspension,
}
