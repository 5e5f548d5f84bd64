"""The recourses against the decisions on the measure (art. 272, 490, 496-497 CPC).

What is lodged is recorded, admissible or not: another court judges it, and the expertise goes on meanwhile.
"""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import AVANT_TOUT_PROCES
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.modele import ActeId, EcheanceId
from procedure.ouverture import identifiant
from procedure.personnes import Role

VOIES = {
    "appel": "Appel relevé",
    "autorisation_d_appel": "Autorisation d’appel demandée au premier président",
    "retractation": "Rétractation de l’ordonnance demandée au juge",
}
"""What is lodged, in words."""

NON_SUSPENSIF = (
    "Ce recours ne suspend pas l’expertise : les opérations se poursuivent (CPC 514-1 ; Cass. 2e civ., 6 avril 2006)."
)
INCIDENTS = (Nature.ORDONNANCE_DE_REMPLACEMENT, Nature.ORDONNANCE_SUR_RECUSATION, Nature.ORDONNANCE_SUR_MANQUEMENT)
"""The decisions treated as a separate incident, which may be appealed at once."""


def relever_appel(ctx: Contexte, c: cmd.ReleverAppel) -> Iterator[Brouillon]:
    """Art. 272, 490, 497: the person has exercised a right that ran; nothing is suspended."""
    _exiger_l_auteur(ctx, c)
    nature = _nature_attaquee(ctx, c.decision)
    droit = _droit_exerce(c, nature)
    greffe = ctx.dossier.de_role(Role.GREFFE)[0]
    vers = destinataires(ctx.dossier, Nature.AVIS_DE_RECOURS)
    de = f" par {ctx.dossier.participants[c.au_nom_de].nom}" if c.au_nom_de else " par un tiers intéressé"
    yield Brouillon(
        fait=ev.AppelReleve(voie=c.voie, au_nom_de=c.au_nom_de, decision=c.decision),
        resume=VOIES[c.voie] + de,
        article="CPC 272, 490, 497",
        actes=(ctx.acte(Nature.AVIS_DE_RECOURS, "Avis d’un recours", vers, auteur=greffe, objet=c.decision),),
        closes=tuple(
            close
            for close in ctx.clore("DL-01a", "DL-01b", "DL-01d", motif="recours formé")
            if close.echeance == droit
        ),
        alertes=(*_a_apprecier(ctx, c, nature, droit), NON_SUSPENSIF),
    )


def _exiger_l_auteur(ctx: Contexte, c: cmd.ReleverAppel) -> None:
    """The greffe records what it is told of; a party, or its avocat, what it lodged itself."""
    ctx.exiger(Role.GREFFE, Role.PARTIE, Role.AVOCAT)
    if c.au_nom_de is None:
        if c.auteur.role is not Role.GREFFE or c.voie != "retractation":
            raise Refus("CPC 496 al. 2", "Le greffe relève le seul référé-rétractation d’un tiers.", "la partie")
    elif c.auteur.role is not Role.GREFFE:
        ctx.exiger_pour(c.au_nom_de)
    elif c.au_nom_de not in ctx.dossier.parties:
        raise Refus("CPC 490, 496", "Cette partie n’est pas dans l’expertise.", introuvable=True)


def _nature_attaquee(ctx: Contexte, decision: ActeId | None) -> Nature:
    """The kind of the decision that the recourse is against; refuses what no judge decided in this case."""
    if decision is None:
        return Nature.ORDONNANCE
    suivi = ctx.dossier.actes.get(decision)
    if suivi is None or suivi.auteur not in ctx.dossier.de_role(Role.JUGE):
        raise Refus("CPC 490", "Cette décision n’existe pas.", introuvable=True)
    ctx.exiger_apres(suivi.etabli_le, "la décision attaquée")
    return suivi.nature


def _droit_exerce(c: cmd.ReleverAppel, nature: Nature) -> EcheanceId | None:
    if c.au_nom_de is None or c.voie == "retractation":
        return None
    if c.voie == "autorisation_d_appel":
        return identifiant("DL-01b", c.au_nom_de, None)
    if nature is Nature.ORDONNANCE:
        return identifiant("DL-01a", c.au_nom_de, None)
    return identifiant("DL-01d", c.au_nom_de, c.decision)


def _a_apprecier(ctx: Contexte, c: cmd.ReleverAppel, nature: Nature, droit: EcheanceId | None) -> Iterator[str]:
    """What the court seized will look at; nothing is refused here."""
    fondement = ctx.dossier.fondement
    if c.voie == "appel" and nature is Nature.ORDONNANCE and fondement == "requete_145":
        yield "L’ordonnance qui fait droit à la requête n’ouvre pas d’appel : il en est référé au juge (CPC 496 al. 2)."
    if c.voie == "appel" and nature is Nature.ORDONNANCE and fondement == "avant_dire_droit":
        yield "Indépendamment du fond, l’appel suppose l’autorisation du premier président (CPC 272)."
    if c.voie == "appel" and nature is not Nature.ORDONNANCE and fondement not in AVANT_TOUT_PROCES:
        yield (
            "Remplacement ou récusation : l’appel immédiat est en principe ouvert, des décisions contraires existent."
            if nature in INCIDENTS
            else "En cours d’instance, cette décision ne s’attaque en principe qu’avec le fond (CPC 170)."
        )
    if c.voie == "autorisation_d_appel" and fondement != "avant_dire_droit":
        yield "L’autorisation du premier président ne concerne que l’expertise ordonnée en cours d’instance (CPC 272)."
    if c.voie == "retractation" and fondement != "requete_145":
        yield "Seule l’ordonnance rendue sur requête peut être rétractée par son juge (CPC 496 al. 2, 497)."
    terme = ctx.dossier.termes.get(droit) if droit else None
    if terme is not None and ctx.jour > terme.legal:
        yield f"Recours formé après le {date_longue(terme.legal)} : sa recevabilité est à apprécier (CPC 122)."
    if ctx.dossier.rapport_le is not None and ctx.jour >= ctx.dossier.rapport_le:
        yield "Le rapport est déposé : le recours contre la mesure est sans objet (Cass. 2e civ., 6 avril 2006)."


ACTES: dict[str, Regle] = {
    "relever_appel": relever_appel,
}
