"""The pré-rapport, the report and what is left to the expert after it (art. 173, 275, 276, 280, 282 CPC)."""

from collections.abc import Iterator
from datetime import date, timedelta

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import Calcul
from procedure.documents import Nature
from procedure.dossier import EN_COURS, FINS_ANTICIPEES, Dossier, Phase
from procedure.echeances import Echeance, Statut
from procedure.langue import enumerer, montant
from procedure.modele import PersonneId
from procedure.ouverture import attendre, calcul_du_terme, exiger_un_terme, ouvrir
from procedure.personnes import Role
from procedure.phases.carence import depot_en_l_etat_autorise, passe_outre
from procedure.phases.complement import complement_en_defaut
from procedure.phases.conciliation import exiger_hors_conciliation
from procedure.prescription import alertes_de_prescription, veilles_de_prescription
from procedure.regles import FENETRE_DES_DIRES, REDACTION

SANS_OBJET_APRES_LE_RAPPORT = (
    "DL-05", "DL-07b", "DL-08", "DL-09", "DL-09t", "DL-10", "DL-11", "DL-12", "DL-13", "DL-14", "DL-22",
    "DL-02x",
)  # fmt: skip
"""What the filing of the report leaves without an object."""


def deposer_pre_rapport(ctx: Contexte, c: cmd.DeposerPreRapport) -> Iterator[Brouillon]:
    """Art. 276: to every party, after every sapiteur's opinion, with the time for the last dires."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.OPERATIONS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    _exiger_les_avis_des_sapiteurs(ctx)
    _exiger_les_dossiers_transmis(ctx)
    exiger_hors_conciliation(ctx, c.document)
    exiger_un_terme(ctx, c.terme_dires, "envoi")
    calcul = calcul_du_terme(c.terme_dires, ctx.jour, ctx.dossier.siege.zone)
    rapport = terme_du_rapport(ctx.dossier)
    if rapport is not None and not laisse_le_temps_de_rediger(ctx.dossier, calcul):
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
        alertes=tuple(_alertes_du_pre_rapport(ctx, court)),
    )


def _exiger_les_dossiers_transmis(ctx: Contexte) -> None:
    """Art. 169: whoever joined once the operations had begun has the file before anything is concluded."""
    debut = ctx.dossier.operations_depuis
    for partie, arrivee in ctx.dossier.arrivees.items():
        if debut is not None and arrivee.le < debut:
            continue
        if arrivee.transmis_le is None:
            raise Refus(
                "CPC 169",
                "Une partie arrivée en cours d’expertise n’a pas reçu le dossier.",
                f"la transmission du dossier à {ctx.dossier.participants[partie].nom}",
            )
        ctx.exiger_apres(arrivee.transmis_le, "la transmission du dossier")


def _alertes_du_pre_rapport(ctx: Contexte, court: bool) -> Iterator[str]:
    """Art. 16, 169: a short time for the dires; a newcomer's own time that still runs, the dires then hear it."""
    if court:
        yield "CPC 16, 276 : moins de trois semaines sont laissées aux derniers dires."
    noms = [ctx.dossier.participants[e.personne].nom for e in ctx.dossier.echeances_de("DL-11")]
    if noms:
        yield f"Le temps donné aux arrivants pour leurs observations n’est pas écoulé : {enumerer(noms)} (CPC 169)."


def terme_du_rapport(dossier: Dossier) -> date | None:
    """The day by which the report is due, once it is known."""
    for echeance in dossier.echeances_de("DL-06"):
        if echeance.calcul is not None:
            return echeance.calcul.legal
    return None


def laisse_le_temps_de_rediger(dossier: Dossier, dires: Calcul) -> bool:
    """Whether the last dires come early enough before the date of the report, where it has one."""
    rapport = terme_du_rapport(dossier)
    return rapport is None or dires.arguable_until <= rapport - timedelta(days=REDACTION.jours)


def _exiger_les_avis_des_sapiteurs(ctx: Contexte) -> None:
    manquants = _avis_manquants(ctx.dossier)
    if manquants:
        raise Refus(
            "CPC 278, 282 al. 3",
            "Un avis de sapiteur n’a pas été communiqué aux parties.",
            *(f"l’avis de {nom}" for nom in manquants),
        )
    communique_le = ctx.dernier(Nature.AVIS_SAPITEUR)
    if communique_le is not None:
        ctx.exiger_apres(communique_le, "la communication de l’avis du sapiteur")


def _avis_manquants(dossier: Dossier) -> list[str]:
    return [dossier.participants[s].nom for s, communique in dossier.sapiteurs.items() if not communique]


# -- the report


def deposer_rapport(ctx: Contexte, c: cmd.DeposerRapport) -> Iterator[Brouillon]:
    """Art. 173, 282: filed at the greffe and copied to each party, with the request for pay (al. 5)."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    _exiger_un_rapport_pret(ctx, c)
    demande = _demande_de_remuneration(ctx, c)
    titre = "Rapport d’expertise en l’état" if c.en_l_etat else "Rapport d’expertise"
    vers = destinataires(ctx.dossier, Nature.RAPPORT)
    yield Brouillon(
        fait=ev.RapportDepose(en_l_etat=c.en_l_etat, chefs_sans_reponse=c.chefs_sans_reponse),
        resume=f"{titre} déposé",
        article=FONDEMENTS_DU_DEPOT[c.en_l_etat],
        phase=Phase.DEPOSEE,
        actes=(ctx.acte(Nature.RAPPORT, titre, vers, piece=c.document, annexes=c.annexes),),
        ouvertes=(*_pieces_a_rendre(ctx, c.auteur.personne), *veilles_de_prescription(ctx)),
        closes=(
            *ctx.clore("DL-06", "DL-15", motif="rapport déposé"),
            # what was not done has lost its object: it must not read as done
            *ctx.clore(*SANS_OBJET_APRES_LE_RAPPORT, motif="rapport déposé", statut=Statut.LEVEE),
        ),
        alertes=(*_alertes_du_rapport(ctx, c), *alertes_de_prescription(ctx)),
    )
    yield demande


FONDEMENTS_DU_DEPOT = {
    None: "CPC 173, 282",
    "complement_impaye": "CPC 280 al. 2, 282",
    "autorisation_du_juge": "CPC 275 al. 2, 282",
}
"""The articles of the filing, by what lets the expert file as things stand."""


def _exiger_un_rapport_pret(ctx: Contexte, c: cmd.DeposerRapport) -> None:
    """Art. 16, 276, 278, 282: what a report must have before it, which a report as things stand has only in part."""
    _exiger_des_chefs_de_la_mission(ctx.dossier, c)
    if c.en_l_etat is not None:
        _exiger_le_fondement_de_l_en_l_etat(ctx.dossier, c)
    else:
        _exiger_les_avis_des_sapiteurs(ctx)
        _exiger_le_pre_rapport(ctx.dossier)
    _exiger_les_dossiers_transmis(ctx)
    _exiger_la_fin_des_observations(ctx)
    _exiger_les_reponses(ctx)
    exiger_hors_conciliation(ctx, c.document, *c.annexes)


def _demande_de_remuneration(ctx: Contexte, c: cmd.DeposerRapport) -> Brouillon:
    """Art. 282 al. 5: it comes with the report; each party's fifteen days wait for that party's own receipt of it."""
    if c.remuneration is None or c.etat_de_frais is None:
        raise Refus(
            "CPC 282 al. 5",
            "Le dépôt du rapport est accompagné de la demande de rémunération.",
            *(["le montant demandé"] if c.remuneration is None else []),
            *(["l’état de frais et honoraires"] if c.etat_de_frais is None else []),
        )
    vers = destinataires(ctx.dossier, Nature.DEMANDE_DE_REMUNERATION)
    titre = "Demande de rémunération"
    demande = ctx.acte(Nature.DEMANDE_DE_REMUNERATION, titre, vers, piece=c.etat_de_frais)
    return Brouillon(
        fait=ev.RemunerationDemandee(montant=c.remuneration, acte=demande.id),
        resume=f"Rémunération de {montant(c.remuneration)} demandée",
        article="CPC 282 al. 5",
        phase=Phase.DEPOSEE,
        actes=(demande,),
        ouvertes=tuple(_attendre_les_receptions(ctx, demande.id)),
    )


def _pieces_a_rendre(ctx: Contexte, expert: PersonneId) -> Iterator[Echeance]:
    """What was handed over is given back; a case without any exhibit has nothing to return."""
    if ctx.dossier.compteurs.get(Nature.PIECES):
        yield ouvrir(ctx, "DL-28", expert, "dépôt du rapport", ctx.jour)


def _attendre_les_receptions(ctx: Contexte, acte: str) -> Iterator[Echeance]:
    """One period per party; none has started, because nobody's receipt is proved yet (art. 282 al. 5, 640)."""
    for partie in ctx.dossier.parties:
        yield attendre("DL-16", partie, objet=acte)


def _exiger_des_chefs_de_la_mission(dossier: Dossier, c: cmd.DeposerRapport) -> None:
    inconnus = [n for n in c.chefs_sans_reponse if not 1 <= n <= len(dossier.chefs)]
    if inconnus:
        raise Refus("CPC 265", f"La mission n’a pas de chef n° {inconnus[0]}.", introuvable=True)


def _exiger_le_fondement_de_l_en_l_etat(dossier: Dossier, c: cmd.DeposerRapport) -> None:
    """Art. 275 al. 2, 280 al. 2: the expert alone cannot decide to file as things stand."""
    fonde = complement_en_defaut(dossier) if c.en_l_etat == "complement_impaye" else depot_en_l_etat_autorise(dossier)
    if not fonde:
        raise Refus(
            "CPC 275 al. 2, 280 al. 2",
            "L’expert ne décide pas seul de déposer son rapport en l’état.",
            "l’autorisation du juge, ou une provision complémentaire restée impayée",
        )
    if not c.chefs_sans_reponse:
        raise Refus(
            "CPC 275, 280",
            "Un rapport en l’état énumère les chefs de la mission restés sans réponse.",
            "les chefs restés sans réponse",
        )


def _exiger_le_pre_rapport(dossier: Dossier) -> None:
    """Art. 265: a pré-rapport that the order wants comes before the report; the Code itself asks for none."""
    if dossier.pre_rapport_exige and dossier.pre_rapport_le is None:
        raise Refus(
            "CPC 265, 276",
            "L’ordonnance veut un pré-rapport avant le rapport : les parties ne l’ont pas reçu.",
            "le pré-rapport, avec le temps des derniers dires",
        )


def exiger_un_debat_acheve(ctx: Contexte) -> None:
    """Art. 16, 276, 278: before the report, every opinion is with the parties, and everybody was heard and answered."""
    _exiger_les_avis_des_sapiteurs(ctx)
    _exiger_la_fin_des_observations(ctx)
    _exiger_les_reponses(ctx)


def _exiger_la_fin_des_observations(ctx: Contexte) -> None:
    """Art. 16, 276 al. 2, 278: the expert keeps to the times that he gave, whenever the report is recorded.

    With a pré-rapport, the dires are where a sapiteur's opinion is discussed; without one, its own time is.
    """
    if ctx.dossier.pre_rapport_le is not None:
        regles, quoi, article = ["DL-13"], "leurs dires", "CPC 276"
    else:
        regles, quoi, article = ["DL-10", "DL-11"], "leurs observations", "CPC 278, 169, 16"
    suivies = ctx.dossier.echeances_de(*regles)
    attendues = [e.personne for e in suivies if e.statut is Statut.NON_DEMARREE]
    if attendues:
        raise Refus(
            article,
            "Le temps donné à une partie pour ses observations n’a pas commencé : sa réception n’est pas prouvée.",
            *(f"la preuve de la réception par {ctx.dossier.participants[p].nom}" for p in dict.fromkeys(attendues)),
        )
    termes = [t.arguable_until for i, t in ctx.dossier.termes.items() if i.partition(":")[0] in regles]
    if termes and ctx.jour <= max(termes):
        raise Refus(
            article,
            f"Les parties peuvent présenter {quoi} jusqu’au {date_longue(max(termes))}.",
            "l’expiration de ce terme",
        )


def _exiger_les_reponses(ctx: Contexte) -> None:
    """Art. 276 al. 1, 2 and 4: every dire that counts has its answer.

    One counts when it came in time, at a disputed date, or late for a cause that the judge admitted; what the last
    observations of its party leave out needs none.
    """
    sans_reponse = [d.numero for d in ctx.dossier.dires.values() if not d.repondu and d.a_prendre_en_compte]
    if sans_reponse:
        raise Refus(
            "CPC 276",
            "Un dire reçu dans le délai n’a pas reçu de réponse.",
            *(f"la réponse au dire n° {n}" for n in sans_reponse),
        )
    for dire in ctx.dossier.dires.values():
        if dire.repondu_le is not None:
            ctx.exiger_apres(dire.repondu_le, f"la réponse au dire n° {dire.numero}")


def _alertes_du_rapport(ctx: Contexte, c: cmd.DeposerRapport) -> Iterator[str]:
    """What a filed report leaves to the judge's own view; none of it prevents the filing."""
    yield from _alerte_de_retard(ctx)
    demandes = [d for d in ctx.dossier.demandes.values() if d.attendus]
    en_attente = [d.numero for d in demandes if not passe_outre(ctx.dossier, d.numero)]
    if en_attente and c.en_l_etat is None:
        numeros = ", ".join(str(n) for n in en_attente)
        yield (
            f"CPC 275 al. 2 : des pièces demandées n’ont pas été communiquées (demande n° {numeros}) ; passer outre "
            "suppose l’autorisation du juge."
        )
    invoquees = [d.numero for d in ctx.dossier.dires.values() if d.cause_grave == "invoquee"]
    if invoquees:
        numeros = ", ".join(str(n) for n in invoquees)
        yield f"CPC 276 al. 2 : le juge n’a pas statué sur la cause grave invoquée (dire n° {numeros})."
    if c.en_l_etat is None and c.chefs_sans_reponse:
        numeros = ", ".join(str(n) for n in c.chefs_sans_reponse)
        yield f"CPC 238, 245 : des chefs de la mission restent sans réponse (n° {numeros})."
    if _avis_manquants(ctx.dossier):
        yield "CPC 278, 282 al. 3 : un avis de sapiteur n’a pas été communiqué ; le rapport ne peut pas s’y appuyer."
    elif ctx.dossier.sapiteurs and not c.annexes:
        yield "CPC 282 al. 3 : l’avis du sapiteur est joint au rapport ; aucune annexe n’est déposée."
    if c.en_l_etat is not None and ctx.dossier.pre_rapport_exige and ctx.dossier.pre_rapport_le is None:
        yield "CPC 265, 276 : l’ordonnance voulait un pré-rapport ; ce rapport en l’état est déposé sans lui."


def _alerte_de_retard(ctx: Contexte) -> Iterator[str]:
    """Art. 239, 284: lateness is weighed by the judge; the report is not void for it."""
    for echeance in ctx.dossier.echeances_de("DL-06"):
        if echeance.calcul is not None and ctx.jour > echeance.calcul.legal:
            discute = ctx.jour <= echeance.calcul.arguable_until
            yield (
                f"CPC 239, 284 : le rapport était attendu le {date_longue(echeance.calcul.legal)}"
                + (" (date discutée)" if discute else "")
                + " ; le respect du délai compte dans la rémunération."
            )


# -- after the report


def corriger_erreur_materielle(ctx: Contexte, c: cmd.CorrigerErreurMaterielle) -> Iterator[Brouillon]:
    """Art. 282: dessaisi, the expert may still correct a material error, until his pay is fixed."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.DEPOSEE, Phase.A_TAXER)
    ctx.exiger_apres(ctx.dossier.rapport_le, "le dépôt du rapport")
    vers = destinataires(ctx.dossier, Nature.ERRATUM)
    yield Brouillon(
        fait=ev.ErreurMaterielleCorrigee(corrections=c.corrections),
        resume="Erreur matérielle du rapport corrigée",
        article="CPC 282",
        actes=(ctx.acte(Nature.ERRATUM, "Correction d’une erreur matérielle du rapport", vers, piece=c.document),),
        alertes=(
            "CPC 282 : l’expert est dessaisi ; seule une erreur matérielle se corrige, l’avis ne peut pas être repris.",
        ),
    )


def restituer_pieces(ctx: Contexte, c: cmd.RestituerPieces) -> Iterator[Brouillon]:
    """The originals go back to whoever handed them over, once the measure is over."""
    ctx.exiger(Role.EXPERT)
    if ctx.dossier.rapport_le is None:
        ctx.exiger_phase(*FINS_ANTICIPEES, Phase.REMUNERATION_DEMANDEE)
    else:
        ctx.exiger_apres(ctx.dossier.rapport_le, "le dépôt du rapport")
    vers = destinataires(ctx.dossier, Nature.RESTITUTION_DE_PIECES)
    yield Brouillon(
        fait=ev.PiecesRestituees(inventaire=c.inventaire),
        resume="Pièces restituées aux parties",
        article="CPC 275, 282",
        actes=(ctx.acte(Nature.RESTITUTION_DE_PIECES, "Restitution des pièces", vers, piece=c.document),),
        closes=ctx.clore("DL-28", motif="pièces restituées"),
    )


ACTES: dict[str, Regle] = {
    "deposer_pre_rapport": deposer_pre_rapport,
    "deposer_rapport": deposer_rapport,
    "corriger_erreur_materielle": corriger_erreur_materielle,
    "restituer_pieces": restituer_pieces,
}
