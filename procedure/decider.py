"""The decider: from a state and a command to recorded events, or a refusal that names its article.

Three pure functions: `decider` says what happens, `evoluer` (in `evolution`) applies it, `reagir` (in
`reaction`) says what must be done. `instruire` composes them for one command.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from procedure import commandes as cmd
from procedure.circulation import interesses
from procedure.contexte import TOLERANCE, Brouillon, Contexte
from procedure.cours import dans_le_cours
from procedure.decision import Decision, Refus
from procedure.documents import Acte, Nature
from procedure.dossier import Dossier, Phase
from procedure.echeances import Statut
from procedure.effets import Effet
from procedure.evenements import Evenement, RemiseEchouee, RepriseEffectuee
from procedure.evolution import evoluer
from procedure.langue import accorder, phrase
from procedure.modele import ActeId, PersonneId
from procedure.packs import adapter, exiger_un_acte_du_pack, pack_de
from procedure.personnes import SYSTEME, Role
from procedure.phases import REGLES_DES_COMMANDES, regle_de
from procedure.preuves import PREUVES_DE_RECEPTION, NaturePreuve, Preuve
from procedure.reaction import reagir
from procedure.regles import REGLES
from procedure.veille import veiller

REPRISE = Preuve(nature=NaturePreuve.PIECE, reference="dossier repris")
"""The proof of a past act that the file taken over does not detail."""


def instruire(dossier: Dossier, commande: cmd.Commande, maintenant: datetime) -> Decision:
    """Decide a command, and say what must be done once its events are recorded.

    Raises `Refus`; nothing has then changed. `maintenant` is an aware instant.
    """
    evenements = decider(dossier, commande, maintenant)
    effets: list[Effet] = []
    for evenement in evenements:
        dossier = evoluer(dossier, evenement)
        effets += reagir(dossier, evenement)
    return Decision(evenements=evenements, effets=tuple(effets))


def decider(dossier: Dossier, commande: cmd.Commande, maintenant: datetime) -> tuple[Evenement, ...]:
    """Return the events that a command causes. Raises `Refus`.

    The dates that have passed are noticed first, so that an act always meets the case as it stands at its
    instant, however late a timer fires.
    """
    if isinstance(commande, cmd.ReprendreExpertise):
        return tuple(_reprendre(dossier, commande, maintenant))
    if isinstance(commande, cmd.Veiller | cmd.SignalerEchec) and commande.auteur != SYSTEME:
        raise Refus(commande.article, "Cet acte revient à la plateforme elle-même.", interdit=True)
    fil = _Fil(dossier)
    fil.veiller(maintenant)
    if isinstance(commande, cmd.Veiller):
        return tuple(fil.evenements)
    contexte = _contexte(fil.dossier, commande, maintenant)
    if isinstance(commande, cmd.SignalerEchec):
        _exiger_une_ordonnance(fil.dossier)
        fil.ajouter(contexte, _signaler_echec)
    else:
        _exiger_une_expertise_ouverte(fil.dossier, commande)
        fil.ajouter(contexte, _accomplir)
    return tuple(fil.evenements)


class _Fil:
    """Events as they are added, each to the state that the one before it left."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.evenements: list[Evenement] = []

    def ajouter(self, contexte: Contexte, regle: Callable[[Contexte], Iterable[Brouillon]]) -> None:
        for brouillon in adapter(pack_de(self.dossier), regle(contexte), contexte.commande.type):
            evenement = _completer(self.dossier, contexte, brouillon)
            self.evenements.append(evenement)
            self.dossier = evoluer(self.dossier, evenement)

    def veiller(self, maintenant: datetime, *, repris: bool = False, enregistre_a: datetime | None = None) -> None:
        """Notice what has passed, then what the échéances so opened have already missed, until nothing is left."""
        avant = -1
        while self.dossier.numero and len(self.evenements) != avant:
            avant = len(self.evenements)
            ctx = _contexte(self.dossier, _veilleur(maintenant), maintenant, repris=repris)
            self.ajouter(replace(ctx, enregistre_a=enregistre_a), veiller)


def _contexte(dossier: Dossier, commande: cmd.Commande, maintenant: datetime, *, repris: bool = False) -> Contexte:
    fuseau = _fuseau(dossier, commande)
    jour = commande.survenu_le or commande.recu_a.astimezone(fuseau).date()
    return Contexte(dossier, commande, maintenant, jour, repris, fuseau)


def _fuseau(dossier: Dossier, commande: cmd.Commande) -> ZoneInfo:
    """The zone of the court's seat; on the first command, that of the court it names."""
    if isinstance(commande, cmd.OUVERTURES):
        nom = commande.juridiction.fuseau
    else:
        nom = dossier.juridiction.fuseau if dossier.juridiction else "Europe/Paris"
    try:
        return ZoneInfo(nom)
    except (ZoneInfoNotFoundError, ValueError, OSError) as inconnu:
        raise Refus("CPC 640", "Le fuseau horaire de la juridiction est inconnu.", nom[:60]) from inconnu


def _veilleur(maintenant: datetime) -> cmd.Veiller:
    return cmd.Veiller(auteur=SYSTEME, recu_a=maintenant)


def _exiger_une_ordonnance(dossier: Dossier) -> None:
    if not dossier.numero:
        raise Refus("CPC 265", "Aucune ordonnance n’est enregistrée pour cette expertise.", introuvable=True)


def _exiger_une_expertise_ouverte(dossier: Dossier, commande: cmd.Commande) -> None:
    if not isinstance(commande, cmd.OUVERTURES):
        _exiger_une_ordonnance(dossier)
    if dossier.phase is Phase.CLOSE:
        raise Refus(commande.article, "Le dossier est clos.")
    exiger_un_acte_du_pack(dossier, commande.type)


def _accomplir(ctx: Contexte) -> Iterator[Brouillon]:
    """What the rules of the case answer to the act."""
    _exiger_des_dates_possibles(ctx)
    yield from dans_le_cours(ctx, regle_de(ctx.dossier.pack, ctx.commande.type)(ctx, ctx.commande))


def _exiger_des_dates_possibles(ctx: Contexte) -> None:
    """An act is dated neither in the future, nor before the order; another day than today's needs its proof."""
    recu = ctx.commande.recu_a.astimezone(ctx.fuseau).date()
    if ctx.commande.recu_a > ctx.maintenant + TOLERANCE or ctx.jour > recu:
        raise Refus("CPC 640", "Un acte ne peut pas être daté de l’avenir.", "une date passée ou du jour")
    if ctx.commande.survenu_le not in (None, recu) and ctx.commande.preuve is None and not ctx.repris:
        raise Refus(
            "CPC 640",
            "Un acte daté d’un autre jour que celui de sa réception appelle sa preuve.",
            "la preuve de la date",
        )
    if ctx.antidate and not ctx.repris:
        _exiger_la_preuve_d_une_remise(ctx)
    if ctx.dossier.rendue_le is not None:
        ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if ctx.commande.auteur.role is Role.EXPERT and not isinstance(ctx.commande, cmd.ConstaterReception):
        _exiger_l_expert_du_jour(ctx)


def _exiger_l_expert_du_jour(ctx: Contexte) -> None:
    """Art. 233: what the first expert did is his own; the second one acts from the day of his appointment."""
    if ctx.dossier.remplacement_le is not None:
        ctx.exiger_apres(ctx.dossier.remplacement_le, "la désignation de l’expert")


def _exiger_la_preuve_d_une_remise(ctx: Contexte) -> None:
    """Art. 668-669: what counts from its sending or receipt takes its date from whoever received it, not its author."""
    preuve = ctx.commande.preuve
    if ctx.commande.date_par_sa_remise and (preuve is None or preuve.nature not in PREUVES_DE_RECEPTION):
        raise Refus(
            "CPC 668, 669",
            "Un envoi antérieur ne se prouve pas par son seul auteur.",
            "accusé de réception signé, émargement, récépissé, bulletin ou avis électronique de réception",
        )


def _signaler_echec(ctx: Contexte) -> Iterator[Brouillon]:
    commande = ctx.commande
    if not isinstance(commande, cmd.SignalerEchec):
        raise TypeError(commande.type)
    yield Brouillon(
        fait=RemiseEchouee(
            acte=commande.acte,
            destinataire=commande.destinataire,
            canal=commande.canal,
            reponse=commande.reponse,
        ),
        resume="Un avis n’a pas pu être remis à son destinataire : autre voie à employer",
        article="CPC 651, 670-1",
        auteur=SYSTEME,
    )


# -- completing a draft


def _completer(dossier: Dossier, ctx: Contexte, brouillon: Brouillon) -> Evenement:
    """Number the event, and add the acts that the platform owes: receipt, slip, notice of a date."""
    survenu_le = brouillon.survenu_le or ctx.jour
    return Evenement(
        numero=dossier.numero + 1,
        fait=brouillon.fait,
        resume=phrase(brouillon.resume),
        article=brouillon.article,
        auteur=brouillon.auteur or ctx.commande.auteur,
        survenu_le=survenu_le,
        enregistre_a=ctx.enregistre_a or ctx.maintenant,
        preuve=None if brouillon.auteur is SYSTEME else ctx.commande.preuve,
        repris=ctx.repris,
        etape=(brouillon.phase or dossier.phase).value,
        actes=(*brouillon.actes, *_actes_dus(dossier, ctx, brouillon)),
        ouvertes=brouillon.ouvertes,
        closes=brouillon.closes,
        alertes=tuple(phrase(alerte) for alerte in brouillon.alertes),
        sous_interruption=brouillon.sous_interruption,
    )


def _actes_dus(dossier: Dossier, ctx: Contexte, brouillon: Brouillon) -> Iterator[Acte]:
    if ctx.repris:
        return
    rangs: dict[Nature, int] = {}

    def acte(nature: Nature, titre: str, vers: Iterable[PersonneId], objet: str) -> Acte:
        rangs[nature] = rangs.get(nature, 0) + 1
        numero = dossier.compteurs.get(nature, 0) + rangs[nature]
        return Acte(
            id=ActeId(f"{nature.value}-{numero}"),
            nature=nature,
            titre=titre,
            auteur=SYSTEME.personne,
            etabli_a=ctx.commande.recu_a,
            destinataires=tuple(dict.fromkeys(vers)),
            objet=objet,
        )

    for depose in brouillon.actes:
        if depose.piece is not None:
            deposant = ctx.commande.auteur.personne
            yield acte(Nature.RECEPISSE, f"Récépissé de dépôt — {depose.titre}", [deposant], depose.id)
            if depose.destinataires:
                yield acte(
                    Nature.BORDEREAU,
                    f"Bordereau de notification — {depose.titre}",
                    depose.destinataires,
                    depose.id,
                )
    for ouverte in brouillon.ouvertes:
        if (brouillon.aviser or REGLES[ouverte.regle].avis) and ouverte.statut is Statut.OUVERTE:
            vers = interesses(dossier, ouverte.personne)
            yield acte(Nature.AVIS_ECHEANCE, f"Avis d’échéance — {ouverte.intitule}", vers, ouverte.id)


# -- taking over a case under way


def _reprendre(dossier: Dossier, reprise: cmd.ReprendreExpertise, maintenant: datetime) -> Iterator[Evenement]:
    """Replay the past acts, each at its own date; nothing is sent for the past, missed reminders become one."""
    if dossier.numero:
        raise Refus("CPC 640", "Cette expertise est déjà suivie par la plateforme.")
    fil = _Fil(dossier)
    precedent: date | None = None
    for rang, acte in enumerate(reprise.actes, 1):
        passe = _passe(acte, maintenant, rang)
        contexte = _contexte(fil.dossier, passe, maintenant, repris=True)
        if precedent is not None and contexte.jour < precedent:
            raise Refus(
                "CPC 640",
                f"L’acte n° {rang} de la reprise précède celui qui le précède.",
                "des actes dans l’ordre",
            )
        precedent = contexte.jour
        try:
            _rejouer(fil, contexte, passe)
        except Refus as refus:
            m = refus.motif
            message = f"Acte n° {rang} de la reprise ({acte.type}) : {m.message}"
            raise Refus(m.article, message, *m.manque) from refus
    fin = _contexte(fil.dossier, reprise, maintenant)
    auteur = reprise.auteur
    if auteur.role is not Role.GREFFE or auteur.personne not in fil.dossier.de_role(Role.GREFFE):
        raise Refus("CPC 265", "La reprise est enregistrée par le greffe de l’expertise.", interdit=True)
    _exiger_des_dates_possibles(fin)
    fil.ajouter(fin, lambda _: [_fin_de_reprise(len(reprise.actes))])
    fil.veiller(maintenant)
    yield from fil.evenements


def _passe(acte: cmd.Commande, maintenant: datetime, rang: int) -> cmd.Commande:
    if acte.survenu_le is None:
        raise Refus("CPC 640", f"L’acte n° {rang} de la reprise n’a pas de date.", "la date de l’acte")
    return acte.model_copy(update={"recu_a": maintenant, "preuve": acte.preuve or REPRISE})


def _rejouer(fil: _Fil, contexte: Contexte, acte: cmd.Commande) -> None:
    matin = contexte.instant(contexte.jour).replace(hour=0)
    fil.veiller(matin, repris=True, enregistre_a=contexte.maintenant)
    contexte = _contexte(fil.dossier, acte, contexte.maintenant, repris=True)
    _exiger_une_expertise_ouverte(fil.dossier, acte)
    fil.ajouter(contexte, _accomplir)


def _fin_de_reprise(actes: int) -> Brouillon:
    return Brouillon(
        fait=RepriseEffectuee(actes=actes),
        resume=f"Expertise reprise en cours : {accorder(actes, 'acte antérieur', 'actes antérieurs')}",
        article="CPC 640",
    )


__all__ = ["REGLES_DES_COMMANDES", "decider", "evoluer", "instruire", "reagir"]
