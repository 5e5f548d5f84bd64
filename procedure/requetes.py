"""What is asked of the judge during the measure: who may ask, who gets a copy, what his decision closes (art. 16, 167).

The expert reports to the judge with a copy to the parties, unless the judge directs otherwise; a party is never heard
behind the others' backs.
"""

from procedure.circulation import destinataires
from procedure.contexte import Contexte
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.echeances import Cloture
from procedure.modele import PersonneId
from procedure.personnes import Role

SANS_COPIE = "Les parties n’ont pas copie de cet acte, sur instruction du juge : à leur communiquer ensuite (CPC 16)."


def exiger_un_demandeur(ctx: Contexte, au_nom_de: PersonneId | None) -> None:
    """Art. 162, 167: the expert, a party for itself, or an avocat for the party that he names."""
    ctx.exiger(Role.EXPERT, Role.PARTIE, Role.AVOCAT)
    auteur = ctx.commande.auteur
    if auteur.role is Role.AVOCAT and au_nom_de is None:
        raise Refus("CPC 162", "L’avocat agit pour une partie.", "la partie pour laquelle il agit")
    if auteur.role is Role.EXPERT and au_nom_de is not None:
        raise Refus("CPC 237", "L’expert n’agit pour aucune partie.")
    if au_nom_de is not None:
        ctx.exiger_pour(au_nom_de)


def copies(ctx: Contexte, nature: Nature, sans_copie_motif: str | None) -> tuple[PersonneId, ...]:
    """The judge and the greffe, the parties unless the judge directs otherwise, and the expert when a party asks."""
    if sans_copie_motif is not None:
        if ctx.commande.auteur.role is not Role.EXPERT:
            raise Refus("CPC 16", "Ce qu’une partie demande au juge est porté à la connaissance des autres.")
        return ctx.dossier.de_role(Role.JUGE, Role.GREFFE)
    expert = ctx.dossier.expert
    return tuple(dict.fromkeys([*destinataires(ctx.dossier, nature), *([expert] if expert else [])]))


def alertes_de_copie(sans_copie_motif: str | None) -> tuple[str, ...]:
    """What a human should know of a report that the parties do not have."""
    return (SANS_COPIE,) if sans_copie_motif is not None else ()


def exiger_rien_de_pendant(ctx: Contexte, nature: str, objet: str | None = None) -> None:
    """Refuse a second request for the same thing while the judge has not settled the first."""
    if any(requete.objet == objet for requete in ctx.dossier.pendantes(nature)):
        raise Refus(ctx.commande.article, "Le juge est déjà saisi de cette demande.", "sa décision")


def clore_l_audience(ctx: Contexte, requete: str | None) -> tuple[Cloture, ...]:
    """Art. 168: the hearing of a request has lost its object once it is settled."""
    return ctx.clore("DL-22", objet=requete, motif="décision rendue") if requete is not None else ()
