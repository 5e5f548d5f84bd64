"""The dires: filed, summed up, answered; the late one for which a grave cause is claimed (art. 276 CPC)."""

from collections.abc import Iterator
from typing import Literal

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_COURS, Dire, Dossier, Phase, TermeConnu
from procedure.echeances import Echeance, Statut
from procedure.langue import accorder
from procedure.ouverture import calcul_du_terme, exiger_un_terme, identifiant, ouvrir
from procedure.personnes import Role
from procedure.phases.conciliation import exiger_hors_conciliation
from procedure.phases.conclusion import laisse_le_temps_de_rediger

Situation = Literal["dans_le_delai", "discute", "tardif"]

EN_MOTS: dict[Situation, str] = {"tardif": " hors délai", "discute": " à une date discutée", "dans_le_delai": ""}


def deposer_dire(ctx: Contexte, c: cmd.DeposerDire) -> Iterator[Brouillon]:
    """Art. 276: compared on receipt with the last day; a late dire is recorded as late, never refused."""
    ctx.exiger_pour(c.au_nom_de)
    if ctx.dossier.rapport_le is not None:
        raise Refus("CPC 282", "Le rapport est déposé : l’expert est dessaisi et ne peut plus répondre à un dire.")
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    exiger_hors_conciliation(ctx, c.document, *c.pieces)
    if c.envoye_le is not None and c.envoye_le > ctx.jour:
        raise Refus("CPC 640", "Un dire ne peut pas être reçu avant d’être envoyé.", "la date de l’envoi")
    _exiger_des_rappels_exacts(ctx.dossier, c)
    numero = len(ctx.dossier.dires) + 1
    situation = _situation(ctx, c)
    titre = f"Dire n° {numero}" + (" récapitulatif" if c.recapitulatif else "")
    vers = destinataires(ctx.dossier, Nature.DIRE, de=c.au_nom_de)
    yield Brouillon(
        fait=ev.DireDepose(
            dire=numero,
            au_nom_de=c.au_nom_de,
            points=c.points,
            recapitulatif=c.recapitulatif,
            situation=situation,
            envoye_le=c.envoye_le,
            abandonnes=_abandons(ctx.dossier, c, situation),
        ),
        resume=f"{titre} reçu{EN_MOTS[situation]}",
        article="CPC 276",
        actes=(ctx.acte(Nature.DIRE, titre, vers, piece=c.document, annexes=c.pieces, objet=f"dire-{numero}"),),
        alertes=(*_alertes_de_date(ctx, c, situation), *_alertes_de_rappel(ctx.dossier, c, situation)),
    )


def _situation(ctx: Contexte, c: cmd.DeposerDire) -> Situation:
    """Art. 276 al. 2: by the day of receipt, however late it is recorded; without a limit, open until the report."""
    terme = _terme(ctx.dossier, c)
    if terme is None:  # a newcomer has had no limit yet
        close = ctx.dossier.phase is Phase.DIRES_CLOS and c.au_nom_de not in ctx.dossier.arrivees
        return "tardif" if close else "dans_le_delai"
    if ctx.jour <= terme.legal:
        return "dans_le_delai"
    return "discute" if ctx.jour <= terme.arguable_until else "tardif"


def _terme(dossier: Dossier, c: cmd.DeposerDire) -> TermeConnu | None:
    """The last day of this party, unless a complement has since taken the operations up again."""
    if dossier.pre_rapport_le is None:
        return None
    siens = (c.au_nom_de, *dossier.predecesseurs(c.au_nom_de))
    return next((t for p in siens if (t := dossier.termes.get(identifiant("DL-13", p, None)))), None)


def _alertes_de_date(ctx: Contexte, c: cmd.DeposerDire, situation: Situation) -> Iterator[str]:
    """What the date of receipt means for the expert, and a sending in time that arrived too late."""
    if situation == "tardif":
        yield (
            "CPC 276 al. 2 : reçu hors délai ; l’expert n’est pas tenu de le prendre en compte, sauf cause grave et "
            "dûment justifiée, dont il fait alors rapport au juge."
        )
    elif situation == "discute":
        yield (
            "CPC 276, 642 : reçu un jour dont il est discuté s’il était encore dans le délai ; le rapport doit y "
            "répondre."
        )
    terme = _terme(ctx.dossier, c)
    if situation != "dans_le_delai" and terme is not None and c.envoye_le is not None and c.envoye_le <= terme.legal:
        yield (
            f"CPC 276 al. 2 : envoyé le {date_longue(c.envoye_le)}, dans le délai, et reçu le "
            f"{date_longue(ctx.jour)} ; c’est la réception qui le classe."
        )


# -- what the last observations recall (art. 276 al. 3)


def _anterieurs(dossier: Dossier, c: cmd.DeposerDire) -> list[Dire]:
    siens = (c.au_nom_de, *dossier.predecesseurs(c.au_nom_de))
    return [d for d in dossier.dires.values() if d.au_nom_de in siens]


def _exiger_des_rappels_exacts(dossier: Dossier, c: cmd.DeposerDire) -> None:
    """Art. 276 al. 3: a party recalls its own earlier observations, in its last ones."""
    if c.rappelle is None:
        return
    if not c.recapitulatif:
        raise Refus(
            "CPC 276 al. 3",
            "Seules les dernières observations rappellent les précédentes.",
            "un dire récapitulatif",
        )
    siens = {d.numero: d for d in _anterieurs(dossier, c)}
    for rappel in c.rappelle:
        if rappel.dire not in siens:
            message = f"Le dire n° {rappel.dire} n’est pas un dire antérieur de cette partie."
            raise Refus("CPC 276 al. 3", message, introuvable=True)
        hors = [p for p in rappel.points if not 1 <= p <= siens[rappel.dire].points]
        if hors:
            raise Refus("CPC 276 al. 3", f"Le dire n° {rappel.dire} n’a pas de point n° {hors[0]}.", introuvable=True)


def _abandons(dossier: Dossier, c: cmd.DeposerDire, situation: Situation) -> tuple[ev.PointsAbandonnes, ...] | None:
    """Art. 276 al. 3: what the last observations leave out; a dire that may be late settles nothing by itself."""
    if c.rappelle is None or situation != "dans_le_delai":
        return None
    rappeles: dict[int, set[int]] = {}
    for rappel in c.rappelle:
        tous = range(1, dossier.dires[rappel.dire].points + 1)
        rappeles.setdefault(rappel.dire, set()).update(rappel.points or tous)
    return tuple(
        ev.PointsAbandonnes(
            dire=d.numero,
            points=tuple(p for p in range(1, d.points + 1) if p not in rappeles.get(d.numero, set())),
        )
        for d in _anterieurs(dossier, c)
    )


def _alertes_de_rappel(dossier: Dossier, c: cmd.DeposerDire, situation: Situation) -> Iterator[str]:
    """Art. 276 al. 3: only what a party leaves out of its own list is held abandoned, and everybody is told."""
    anterieurs = _anterieurs(dossier, c)
    if not anterieurs:
        return
    abandons = _abandons(dossier, c, situation)
    if c.recapitulatif and abandons is not None:
        laisses = [_en_mots(dossier, a) for a in abandons if a.points]
        if laisses:
            liste = " ; ".join(laisses)
            yield f"CPC 276 al. 3 : réputés abandonnés, faute d’être rappelés : {liste}."
    elif c.recapitulatif and c.rappelle is not None:
        yield (
            "CPC 276 al. 3 : ce récapitulatif n’est pas reçu dans le délai à coup sûr ; aucun abandon des dires "
            "antérieurs n’en est tiré."
        )
    elif c.recapitulatif:
        yield "CPC 276 al. 3 : ce récapitulatif n’indique pas ce qu’il rappelle ; aucun abandon n’en est tiré."
    elif dossier.pre_rapport_le is not None:
        yield (
            "CPC 276 al. 3 : les dernières observations rappellent sommairement les précédentes, à défaut réputées "
            f"abandonnées ; celles-ci ne rappellent pas {_numeros(anterieurs)}."
        )


def _en_mots(dossier: Dossier, laisse: ev.PointsAbandonnes) -> str:
    if len(laisse.points) == dossier.dires[laisse.dire].points:
        return f"dire n° {laisse.dire}"
    return f"dire n° {laisse.dire}, {'point' if len(laisse.points) == 1 else 'points'} " + ", ".join(
        str(p) for p in laisse.points
    )


def _numeros(dires: list[Dire]) -> str:
    if len(dires) == 1:
        return f"le dire n° {dires[0].numero}"
    return "les dires n° " + ", ".join(str(d.numero) for d in dires)


# -- the answer


def repondre_dire(ctx: Contexte, c: cmd.RepondreDire) -> Iterator[Brouillon]:
    """Art. 276 al. 4: what was done with each point."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    dire = ctx.dossier.dires.get(c.dire)
    if dire is None:
        raise Refus("CPC 276", "Ce dire n’existe pas.", introuvable=True)
    if dire.repondu:
        raise Refus("CPC 276", "Ce dire a déjà sa réponse.")
    ctx.exiger_apres(dire.depose_le, "la réception du dire")
    if len(c.reponses) != dire.points:
        raise Refus(
            "CPC 276 al. 4",
            f"Le dire compte {accorder(dire.points, 'point')} et reçoit {accorder(len(c.reponses), 'réponse')}.",
            "une réponse par point",
        )
    vers = destinataires(ctx.dossier, Nature.REPONSE_A_DIRE)
    titre = f"Réponse au dire n° {c.dire}"
    yield Brouillon(
        fait=ev.DireRepondu(dire=c.dire, reponses=c.reponses),
        resume=titre,
        article="CPC 276 al. 4",
        actes=(ctx.acte(Nature.REPONSE_A_DIRE, titre, vers, piece=c.document, objet=f"dire-{c.dire}"),),
    )


# -- the late dire and its grave cause (art. 276 al. 2)


def invoquer_cause_grave(ctx: Contexte, c: cmd.InvoquerCauseGrave) -> Iterator[Brouillon]:
    """Art. 276 al. 2: by the party whose dire is late, in writing, to the expert and to every other party."""
    ctx.exiger_pour(c.au_nom_de)
    if ctx.dossier.rapport_le is not None:
        raise Refus("CPC 282", "Le rapport est déposé : l’expert est dessaisi et ne peut plus répondre à un dire.")
    ctx.exiger_phase(*EN_COURS)
    dire = ctx.dossier.dires.get(c.dire)
    if dire is None or dire.au_nom_de not in (c.au_nom_de, *ctx.dossier.predecesseurs(c.au_nom_de)):
        raise Refus("CPC 276 al. 2", "Ce dire n’est pas un dire de cette partie.", introuvable=True)
    if dire.situation != "tardif":
        raise Refus("CPC 276 al. 2", "Ce dire n’est pas reçu hors délai : il est pris en compte sans autre cause.")
    if dire.cause_grave is not None:
        raise Refus("CPC 276 al. 2", "Une cause grave a déjà été invoquée pour ce dire.")
    ctx.exiger_apres(dire.depose_le, "la réception du dire")
    requete = ctx.dossier.prochaine_requete("cause_grave")
    vers = destinataires(ctx.dossier, Nature.DEMANDE_CAUSE_GRAVE, de=c.au_nom_de)
    acte = ctx.acte(
        Nature.DEMANDE_CAUSE_GRAVE,
        f"Cause grave invoquée pour le dire n° {c.dire}",
        vers,
        annexes=c.justificatifs,
        objet=requete,
    )
    sans_preuve = ("CPC 276 al. 2 : la cause doit être dûment justifiée ; aucun justificatif n’est joint.",)
    yield Brouillon(
        fait=ev.CauseGraveInvoquee(requete=requete, dire=c.dire, au_nom_de=c.au_nom_de, motifs=c.motifs),
        resume=f"Cause grave invoquée pour le dire n° {c.dire}, reçu hors délai : rapport de l’expert au juge",
        article="CPC 276 al. 2",
        actes=(acte,),
        alertes=() if c.justificatifs else sans_preuve,
    )


def rapporter_cause_grave(ctx: Contexte, c: cmd.RapporterCauseGrave) -> Iterator[Brouillon]:
    """Art. 276 al. 2: the expert reports to the judge; the parties read what he says (art. 16)."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    requete = ctx.requete(c.requete, "cause_grave")
    if requete.observee_le is not None:
        raise Refus("CPC 276 al. 2", "L’expert a déjà fait rapport au juge de cette cause.")
    dire = _numero(requete.objet)
    vers = destinataires(ctx.dossier, Nature.RAPPORT_CAUSE_GRAVE)
    titre = f"Rapport au juge sur le dire n° {dire}, reçu hors délai"
    yield Brouillon(
        fait=ev.CauseGraveRapportee(requete=c.requete, dire=dire, avis=c.avis),
        resume=f"Cause grave invoquée pour le dire n° {dire} : rapport au juge",
        article="CPC 276 al. 2",
        actes=(ctx.acte(Nature.RAPPORT_CAUSE_GRAVE, titre, vers, piece=c.document, objet=c.requete),),
    )


def statuer_cause_grave(ctx: Contexte, c: cmd.StatuerCauseGrave) -> Iterator[Brouillon]:
    """Art. 276 al. 2, 16: once admitted the dire counts; the others may need a new time, the same for all."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, "cause_grave")
    if requete.observee_le is None:
        raise Refus("CPC 276 al. 2", "L’expert n’a pas encore fait rapport de cette cause.", "le rapport de l’expert")
    ctx.exiger_apres(requete.observee_le, "le rapport de l’expert")
    if c.admise and ctx.dossier.rapport_le is not None:
        raise Refus(
            "CPC 282",
            "Le rapport est déposé : l’expert est dessaisi et ne peut plus répondre à ce dire.",
            "une décision ordonnant un complément (245, 283)",
        )
    if c.admise:
        ctx.exiger_phase(*EN_COURS)
    elif c.terme is not None:
        raise Refus("CPC 276 al. 2", "La cause est rejetée : il n’y a pas de nouveau temps à donner.")
    ctx.exiger_l_ordonnance(c.ordonnance)
    dire = _numero(requete.objet)
    vers = destinataires(ctx.dossier, Nature.ORDONNANCE_CAUSE_GRAVE)
    titre = f"Décision sur le dire n° {dire}, reçu hors délai"
    acte = ctx.acte(Nature.ORDONNANCE_CAUSE_GRAVE, titre, vers, piece=c.ordonnance, objet=c.requete)
    ouvertes = _nouveau_temps(ctx, c.terme) if c.terme is not None else ()
    issue = "admise : le dire est pris en compte" if c.admise else "rejetée"
    yield Brouillon(
        fait=ev.CauseGraveDecidee(requete=c.requete, dire=dire, admise=c.admise, motif=c.motif, terme=c.terme),
        resume=f"Cause grave invoquée pour le dire n° {dire} {issue}",
        article="CPC 276 al. 2",
        phase=Phase.DIRES_OUVERTS if ouvertes else None,
        actes=(acte,),
        ouvertes=ouvertes,
        closes=ctx.clore("DL-15", motif="dires rouverts", statut=Statut.LEVEE) if ouvertes else (),
        alertes=tuple(_alertes_d_admission(ctx, c)) if c.admise else (),
    )


def _nouveau_temps(ctx: Contexte, terme: cmd.Terme) -> tuple[Echeance, ...]:
    """Art. 16: the time that one gets, all get."""
    exiger_un_terme(ctx, terme, "ordonnance")
    return tuple(
        ouvrir(ctx, "DL-13", p, "décision rouvrant les dires", ctx.jour, terme=terme) for p in ctx.dossier.parties
    )


def _alertes_d_admission(ctx: Contexte, c: cmd.StatuerCauseGrave) -> Iterator[str]:
    if c.terme is None:
        yield (
            "CPC 16 : le dire admis est pris en compte sans nouveau temps pour les autres parties ; elles doivent "
            "avoir pu y répondre."
        )
    elif not laisse_le_temps_de_rediger(ctx.dossier, calcul_du_terme(c.terme, ctx.jour, ctx.dossier.siege.zone)):
        yield (
            "CPC 276, 279 : le nouveau temps des dires ne laisse pas huit jours pour rédiger ; une prorogation du "
            "délai du rapport est à prévoir."
        )


def _numero(objet: str | None) -> int:
    """« dire-3 » → 3."""
    if objet is None:
        raise ValueError("a grave cause is about one dire")
    return int(objet.removeprefix("dire-"))


ACTES: dict[str, Regle] = {
    "deposer_dire": deposer_dire,
    "repondre_dire": repondre_dire,
    "invoquer_cause_grave": invoquer_cause_grave,
    "rapporter_cause_grave": rapporter_cause_grave,
    "statuer_cause_grave": statuer_cause_grave,
}
