"""The pré-rapport, the dires, the report (art. 173, 276, 282 CPC)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_COURS, Dossier, Phase
from procedure.echeances import Echeance, Statut
from procedure.langue import accorder, montant
from procedure.ouverture import attendre, calcul_du_terme, exiger_un_terme, identifiant, ouvrir
from procedure.personnes import Role
from procedure.prescription import alertes_de_prescription, veilles_de_prescription
from procedure.regles import FENETRE_DES_DIRES, REDACTION

Situation = Literal["dans_le_delai", "discute", "tardif"]


def deposer_pre_rapport(ctx: Contexte, c: cmd.DeposerPreRapport) -> Iterator[Brouillon]:
    """Art. 276: to every party, after every sapiteur's opinion, with the time for the last dires."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.OPERATIONS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    _exiger_les_avis_des_sapiteurs(ctx)
    exiger_un_terme(ctx, c.terme_dires, "envoi")
    calcul = calcul_du_terme(c.terme_dires, ctx.jour, ctx.dossier.siege.zone)
    rapport = _terme_du_rapport(ctx.dossier)
    if rapport is not None and calcul.arguable_until > rapport - timedelta(days=REDACTION.jours):
        raise Refus(
            "CPC 276, 279",
            f"Les derniers dires ne laisseraient pas le temps de rédiger avant le {date_longue(rapport)}.",
            "une prorogation du délai du rapport, ou un terme plus proche pour les dires",
        )
    court = calcul.nominal - ctx.jour < timedelta(days=FENETRE_DES_DIRES.jours)
    vers = destinataires(ctx.dossier, Nature.PRE_RAPPORT)
    acte = ctx.acte(Nature.PRE_RAPPORT, "Pré-rapport", vers, piece=c.document)
    yield Brouillon(
        fait=ev.PreRapportDepose(),
        resume=f"Pré-rapport envoyé, dires jusqu’au {date_longue(calcul.legal)}"
        + (" (moins de trois semaines)" if court else ""),
        article="CPC 276",
        phase=Phase.DIRES_OUVERTS,
        actes=(acte,),
        ouvertes=tuple(
            ouvrir(ctx, "DL-13", p, "envoi du pré-rapport", ctx.jour, terme=c.terme_dires, acte=acte.id)
            for p in ctx.dossier.parties
        ),
        closes=ctx.clore("DL-10", motif="pré-rapport envoyé", statut=Statut.LEVEE),
    )


def _terme_du_rapport(dossier: Dossier) -> date | None:
    for echeance in dossier.echeances_de("DL-06"):
        if echeance.calcul is not None:
            return echeance.calcul.legal
    return None


def _exiger_les_avis_des_sapiteurs(ctx: Contexte) -> None:
    manquants = [ctx.dossier.participants[s].nom for s, communique in ctx.dossier.sapiteurs.items() if not communique]
    if manquants:
        raise Refus(
            "CPC 278, 282 al. 3",
            "Un avis de sapiteur n’a pas été communiqué aux parties.",
            *(f"l’avis de {nom}" for nom in manquants),
        )
    communique_le = ctx.dernier(Nature.AVIS_SAPITEUR)
    if communique_le is not None:
        ctx.exiger_apres(communique_le, "la communication de l’avis du sapiteur")


def deposer_dire(ctx: Contexte, c: cmd.DeposerDire) -> Iterator[Brouillon]:
    """Art. 276: compared on receipt with the last day; a late dire is recorded as late, never refused."""
    ctx.exiger_pour(c.au_nom_de)
    if ctx.dossier.rapport_le is not None:
        raise Refus("CPC 282", "Le rapport est déposé : l’expert est dessaisi et ne peut plus répondre à un dire.")
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    numero = len(ctx.dossier.dires) + 1
    situation = _situation(ctx, c)
    en_retard = {"tardif": " hors délai", "discute": " à une date discutée", "dans_le_delai": ""}[situation]
    titre = f"Dire n° {numero}" + (" récapitulatif" if c.recapitulatif else "")
    vers = destinataires(ctx.dossier, Nature.DIRE, de=c.au_nom_de)
    yield Brouillon(
        fait=ev.DireDepose(
            dire=numero,
            au_nom_de=c.au_nom_de,
            points=c.points,
            recapitulatif=c.recapitulatif,
            situation=situation,
        ),
        resume=f"{titre} reçu{en_retard}",
        article="CPC 276",
        actes=(ctx.acte(Nature.DIRE, titre, vers, piece=c.document, annexes=c.pieces, objet=f"dire-{numero}"),),
    )


def _situation(ctx: Contexte, c: cmd.DeposerDire) -> Situation:
    """Art. 276 al. 2: by the day of receipt, however late it is recorded; without a limit, open until the report."""
    terme = ctx.dossier.termes.get(identifiant("DL-13", c.au_nom_de, None))
    if terme is None:
        return "tardif" if ctx.dossier.phase is Phase.DIRES_CLOS else "dans_le_delai"
    if ctx.jour <= terme.legal:
        return "dans_le_delai"
    return "discute" if ctx.jour <= terme.arguable_until else "tardif"


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


def deposer_rapport(ctx: Contexte, c: cmd.DeposerRapport) -> Iterator[Brouillon]:
    """Art. 173, 282: filed at the greffe and copied to each party, with the request for pay (al. 5)."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    _exiger_les_avis_des_sapiteurs(ctx)
    _exiger_la_fin_des_observations(ctx)
    _exiger_les_reponses(ctx)
    if c.remuneration is None or c.etat_de_frais is None:
        raise Refus(
            "CPC 282 al. 5",
            "Le dépôt du rapport est accompagné de la demande de rémunération.",
            *(["le montant demandé"] if c.remuneration is None else []),
            *(["l’état de frais et honoraires"] if c.etat_de_frais is None else []),
        )
    expert = c.auteur.personne
    rapport = ctx.acte(
        Nature.RAPPORT,
        "Rapport d’expertise",
        destinataires(ctx.dossier, Nature.RAPPORT),
        piece=c.document,
        annexes=c.annexes,
    )
    yield Brouillon(
        fait=ev.RapportDepose(),
        resume="Rapport d’expertise déposé",
        article="CPC 173, 282",
        phase=Phase.DEPOSEE,
        actes=(rapport,),
        ouvertes=tuple(veilles_de_prescription(ctx)),
        alertes=alertes_de_prescription(ctx),
        closes=(
            *ctx.clore("DL-06", "DL-15", motif="rapport déposé"),
            # what was not done has lost its object: it must not read as done
            *ctx.clore(
                "DL-05", "DL-07b", "DL-08", "DL-10", "DL-13", "DL-14", motif="rapport déposé", statut=Statut.LEVEE
            ),
            *ctx.clore("DL-02x", motif="rapport déposé", statut=Statut.LEVEE),
        ),
    )
    demande = ctx.acte(
        Nature.DEMANDE_DE_REMUNERATION,
        "Demande de rémunération",
        destinataires(ctx.dossier, Nature.DEMANDE_DE_REMUNERATION),
        piece=c.etat_de_frais,
        auteur=expert,
    )
    yield Brouillon(
        fait=ev.RemunerationDemandee(montant=c.remuneration, acte=demande.id),
        resume=f"Rémunération de {montant(c.remuneration)} demandée",
        article="CPC 282 al. 5",
        phase=Phase.DEPOSEE,
        actes=(demande,),
        ouvertes=tuple(_attendre_les_receptions(ctx, demande.id)),
    )


def _attendre_les_receptions(ctx: Contexte, acte: str) -> Iterator[Echeance]:
    """One period per party; none has started, because nobody's receipt is proved yet (art. 282 al. 5, 640)."""
    for partie in ctx.dossier.parties:
        yield attendre("DL-16", partie, objet=acte)


def _exiger_la_fin_des_observations(ctx: Contexte) -> None:
    """Art. 16, 276 al. 2, 278: the expert keeps to the times that he gave, whenever the report is recorded.

    With a pré-rapport, the dires are where a sapiteur's opinion is discussed; without one, its own time is.
    """
    if ctx.dossier.pre_rapport_le is not None:
        regle, quoi, article = "DL-13", "leurs dires", "CPC 276"
    else:
        regle, quoi, article = "DL-10", "leurs observations sur l’avis du sapiteur", "CPC 278, 16"
    termes = [t.arguable_until for i, t in ctx.dossier.termes.items() if i.startswith(f"{regle}:")]
    if termes and ctx.jour <= max(termes):
        raise Refus(
            article,
            f"Les parties peuvent présenter {quoi} jusqu’au {date_longue(max(termes))}.",
            "l’expiration de ce terme",
        )


def _exiger_les_reponses(ctx: Contexte) -> None:
    """Art. 276 al. 1 and 4: every dire received in time, or at a disputed date, has its answer."""
    sans_reponse = [d.numero for d in ctx.dossier.dires.values() if not d.repondu and d.situation != "tardif"]
    if sans_reponse:
        raise Refus(
            "CPC 276",
            "Un dire reçu dans le délai n’a pas reçu de réponse.",
            *(f"la réponse au dire n° {n}" for n in sans_reponse),
        )
    for dire in ctx.dossier.dires.values():
        if dire.repondu_le is not None:
            ctx.exiger_apres(dire.repondu_le, f"la réponse au dire n° {dire.numero}")


ACTES: dict[str, Regle] = {
    "deposer_pre_rapport": deposer_pre_rapport,
    "deposer_dire": deposer_dire,
    "repondre_dire": repondre_dire,
    "deposer_rapport": deposer_rapport,
}
