"""The technicien whom the parties choose (art. 131, 131-1, 131-4, 131-6 CPC): what they decide together.

It is proved by the consent of every one of them. Whoever joined later has the rights of a party in the operations, and
no voice on the convention.
"""

from collections import Counter
from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.convention_textes import EN_VIGUEUR
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, Dossier, Phase
from procedure.echeances import Echeance, Statut
from procedure.modele import PersonneId
from procedure.ouverture import attendre, exiger_un_terme, ouvrir
from procedure.packs import TECHNICIEN_CONVENTIONNEL, exiger_en_vigueur
from procedure.personnes import SYSTEME, Participant, Qualite, Role
from procedure.phases.saisine import exiger_le_siege, exiger_une_mission_notifiee
from procedure.preuves import PieceJointe

ACTEURS = (Role.PARTIE, Role.AVOCAT, Role.EXPERT)
"""Everybody of a convention: neither judge nor greffe takes part in it."""

ATTEND_UN_TECHNICIEN = ("DL-06", "DL-07b", "DL-08", "DL-10", "DL-13", "DL-15")
"""What has no object while nobody has the mission."""


# -- the convention


def conclure_convention(ctx: Contexte, c: cmd.ConclureConvention) -> Iterator[Brouillon]:
    """Art. 131: before any trial or during one, the parties choose the technicien and fix his mission."""
    if c.auteur.role not in (Role.PARTIE, Role.AVOCAT):
        raise Refus("CPC 131", "La convention est enregistrée par une partie ou par son avocat.", interdit=True)
    if ctx.dossier.numero:
        raise Refus("CPC 131", "Cette affaire est déjà ouverte.")
    if not any(p.id == c.auteur.personne and p.role is c.auteur.role for p in c.participants):
        raise Refus("CPC 131", "L’auteur de l’enregistrement doit figurer parmi les participants.", interdit=True)
    if c.auteur.role is Role.AVOCAT and not any(c.auteur.personne in p.avocats for p in c.participants):
        raise Refus("CPC 131", "L’auteur n’agit pour aucune partie.", interdit=True)
    technicien, remuneration = _mentions(c)
    _exiger_des_contractants(c, technicien)
    exiger_le_siege(ctx, c.juge_d_appui)
    exiger_en_vigueur(TECHNICIEN_CONVENTIONNEL, c.conclue_le)
    if c.conclue_le > ctx.jour:
        raise Refus("CPC 640", "La convention ne peut pas être conclue après son enregistrement.")
    if c.terme_rapport is not None:
        exiger_un_terme(ctx, c.terme_rapport, "acceptation")
    if c.convention is None and not ctx.repris:
        raise Refus("CPC 131", "La convention se prouve par l’écrit que les parties ont signé.", "la convention signée")
    tous = [p.id for p in c.participants]
    pieces = [] if c.convention is None else [
        ctx.acte(Nature.CONVENTION, "Convention de recours à un technicien", tous, piece=c.convention)
    ]
    yield Brouillon(
        fait=ev.ConventionConclue(
            rg=c.reference,
            juridiction=c.juge_d_appui,
            pack=TECHNICIEN_CONVENTIONNEL.id,
            conclue_le=c.conclue_le,
            entre_avocats=c.entre_avocats,
            instance_pendante=c.instance_pendante,
            objet=c.objet,
            technicien=technicien,
            chefs=c.chefs,
            terme_rapport=c.terme_rapport,
            remuneration=remuneration,
            participants=c.participants,
        ),
        resume=f"Convention de recours à un technicien du {c.conclue_le:%d/%m/%Y} enregistrée",
        article="CPC 131",
        phase=Phase.MISE_EN_PLACE,
        actes=tuple(pieces),
        ouvertes=(_terme_du_rapport(ctx, technicien, c.terme_rapport),) if c.terme_rapport else (),
        alertes=tuple(_reserves(c)),
    )


def _mentions(c: cmd.ConclureConvention) -> tuple[PersonneId, str]:
    """Art. 131: who, for what, for what pay; no text asks by when."""
    manque = [
        libelle
        for libelle, present in (
            ("le technicien choisi d’un commun accord", c.technicien),
            ("la mission", c.chefs),
            ("les modalités de la rémunération", c.remuneration),
        )
        if not present
    ]
    if manque or c.technicien is None or c.remuneration is None:
        raise Refus("CPC 131", "La convention est incomplète.", *manque)
    return c.technicien, c.remuneration


def _exiger_des_contractants(c: cmd.ConclureConvention, technicien: PersonneId) -> None:
    """Art. 131: at least two parties, and the technicien; an avocat for each where they conclude through them."""
    doubles = [p for p, n in Counter(p.id for p in c.participants).items() if n > 1]
    if doubles:
        raise Refus("CPC 131", "Un participant est nommé deux fois.", *doubles)
    roles = {p.id: p.role for p in c.participants}
    etrangers = [p for p, role in roles.items() if role not in ACTEURS or p == SYSTEME.personne]
    if etrangers:
        raise Refus("CPC 131", "Une convention réunit des parties, leurs avocats et un technicien.", *etrangers)
    parties = [p for p in c.participants if p.role is Role.PARTIE]
    if len([p for p in parties if p.qualite is not Qualite.INTERVENANT]) < 2:
        raise Refus("CPC 131", "Le technicien est choisi d’un commun accord.", "au moins deux parties à la convention")
    if [p for p, role in roles.items() if role is Role.EXPERT] != [technicien]:
        raise Refus("CPC 131", "Le technicien choisi doit figurer seul à ce titre parmi les participants.")
    inconnus = [a for p in parties for a in p.avocats if roles.get(a) is not Role.AVOCAT]
    if inconnus:
        raise Refus("CPC 131", "Un avocat ne figure pas parmi les participants.", *inconnus)
    seules = [p.nom for p in parties if not p.avocats]
    if c.entre_avocats and seules:
        raise Refus("CPC 131-8", "Une convention entre avocats suppose un avocat pour chaque partie.", *seules)


def _terme_du_rapport(ctx: Contexte, technicien: PersonneId, terme: cmd.Terme) -> Echeance:
    """A date runs at once; a period waits for the acceptance that it counts from."""
    if terme.le is not None:
        return ouvrir(ctx, "DL-06", technicien, "terme convenu pour le rapport", ctx.jour, terme=terme)
    return attendre("DL-06", technicien)


def _reserves(c: cmd.ConclureConvention) -> Iterator[str]:
    if c.terme_rapport is None:
        yield "La convention ne fixe pas de terme au rapport : aucune échéance n’en est tirée (CPC 131)."
    if not c.entre_avocats:
        yield (
            "Convention non conclue entre avocats : le rapport n’aura pas de plein droit la valeur d’un rapport "
            "d’expertise judiciaire (CPC 131-8)."
        )
    if c.instance_pendante and (c.instance_introduite_le is None or c.instance_introduite_le < EN_VIGUEUR):
        yield (
            "Instance dont il n’est pas établi qu’elle fut introduite depuis le 1er septembre 2025 : l’application des "
            "articles 131 à 131-8 est discutée (décret n° 2025-660)."
        )


# -- what the parties decide together


def _contractants(dossier: Dossier) -> tuple[Participant, ...]:
    """The parties to the convention; whoever joined the operations is not one."""
    parties = (dossier.participants[p] for p in dossier.parties)
    return tuple(p for p in parties if p.qualite is not Qualite.INTERVENANT)


def exiger_d_agir(ctx: Contexte, *roles: Role) -> None:
    """An avocat acts for a party that constituted him."""
    ctx.exiger(*roles)
    auteur = ctx.commande.auteur
    if auteur.role is Role.AVOCAT and not ctx.dossier.ayant_pour_avocat(auteur.personne):
        raise Refus(ctx.commande.article, "L’auteur n’agit pour aucune partie.", interdit=True)


def _exiger_l_unanimite(
    ctx: Contexte, consentants: tuple[PersonneId, ...], ecrit: PieceJointe | None, sinon: str = ""
) -> tuple[PieceJointe, ...]:
    """Art. 131: every party to the convention, and nobody else in its place; return the writing that proves it."""
    contractants = _contractants(ctx.dossier)
    etrangers = [p for p in consentants if p not in {c.id for c in contractants}]
    if etrangers:
        raise Refus(ctx.commande.article, "Une personne nommée n’est pas partie à la convention.", *etrangers)
    manquent = [c.nom for c in contractants if c.id not in consentants]
    if manquent:
        raise Refus(
            ctx.commande.article,
            f"L’accord de toutes les parties à la convention est nécessaire.{sinon}",
            *(f"l’accord de {nom}" for nom in manquent),
        )
    if ecrit is None and not ctx.repris:
        raise Refus(ctx.commande.article, "L’accord des parties se prouve par un écrit.", "l’accord signé")
    return (ecrit,) if ecrit else ()


def tous(ctx: Contexte) -> tuple[PersonneId, ...]:
    """Parties, avocats and the technicien, in charge or removed."""
    return (*parties_et_avocats(ctx.dossier), *ctx.dossier.de_role(Role.EXPERT))


def modifier_mission(ctx: Contexte, c: cmd.ModifierMission) -> Iterator[Brouillon]:
    """Art. 131-4: at the technicien's request, or after his opinion, with every party's agreement."""
    exiger_d_agir(ctx, *ACTEURS)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    expert = _technicien(ctx)
    if not c.chefs and c.rapport_au_plus_tard is None:
        raise Refus("CPC 131-4", "Rien n’est modifié.", "les nouveaux chefs de mission, ou une date pour le rapport")
    accord = _exiger_l_unanimite(ctx, c.consentants, c.avenant)
    if c.auteur.role is not Role.EXPERT and c.avis_du_technicien is None:
        raise Refus("CPC 131-4", "Les parties recueillent d’abord l’avis du technicien.", "l’avis du technicien")
    ouvertes: tuple[Echeance, ...] = ()
    if c.rapport_au_plus_tard is not None:
        terme = cmd.Terme(le=c.rapport_au_plus_tard)
        exiger_un_terme(ctx, terme, "acceptation")
        ouvertes = (ouvrir(ctx, "DL-06", expert, "accord des parties", ctx.jour, terme=terme),)
    acte = ctx.acte(
        Nature.MODIFICATION_DE_MISSION, "Modification de la mission du technicien", tous(ctx), annexes=accord
    )
    yield Brouillon(
        fait=ev.MissionModifiee(
            chefs=c.chefs,
            rapport_au_plus_tard=c.rapport_au_plus_tard,
            motif=c.motif,
            avis_du_technicien=c.avis_du_technicien,
        ),
        resume="Mission modifiée d’un commun accord",
        article="CPC 131-4",
        actes=(acte,),
        ouvertes=ouvertes,
    )


def _technicien(ctx: Contexte) -> PersonneId:
    expert = ctx.dossier.expert
    if expert is None:
        raise Refus(ctx.commande.article, "Aucun technicien n’a la mission.", "le choix d’un autre technicien")
    return expert


def intervenir(ctx: Contexte, c: cmd.Intervenir) -> Iterator[Brouillon]:
    """Art. 131-6: with the agreement of the parties and of the technicien, who says what it entails."""
    exiger_d_agir(ctx, *ACTEURS)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    _technicien(ctx)
    arrivants = (c.tiers, *c.avocats)
    if c.tiers.role is not Role.PARTIE or c.tiers.qualite is not Qualite.INTERVENANT:
        raise Refus("CPC 131-6", "Le tiers entre dans les opérations en qualité d’intervenant.")
    if {a.id for a in c.avocats} != set(c.tiers.avocats) - set(ctx.dossier.de_role(Role.AVOCAT)):
        raise Refus("CPC 131-6", "Les avocats du tiers sont présentés avec lui, et eux seuls.")
    deja = [p.nom for p in arrivants if p.id in ctx.dossier.noms_pris]
    if deja or any(a.role is not Role.AVOCAT for a in c.avocats) or len({p.id for p in arrivants}) < len(arrivants):
        raise Refus("CPC 131-6", "Une personne présentée intervient déjà, ou à un autre titre.", *deja)
    accord = _exiger_l_unanimite(ctx, c.consentants, c.accord)
    if c.auteur.role is not Role.EXPERT and not c.accord_du_technicien:
        raise Refus("CPC 131-6", "L’accord du technicien est aussi nécessaire.", "l’accord du technicien")
    vers = (*tous(ctx), *(p.id for p in arrivants))
    yield Brouillon(
        fait=ev.TiersIntervenu(tiers=c.tiers, avocats=c.avocats),
        resume=f"{c.tiers.nom} intervient aux opérations",
        article="CPC 131-6",
        actes=(ctx.acte(Nature.INTERVENTION, "Intervention d’un tiers aux opérations", vers, annexes=accord),),
        alertes=(
            "Le technicien informe le tiers que les opérations lui sont opposables : l’acte le dit, sa réception le "
            "prouve (CPC 131-6, lu de mémoire).",
        ),
    )


# -- an end of the mission, another technicien


def refuser_mission(ctx: Contexte, c: cmd.RefuserMission) -> Iterator[Brouillon]:
    """Art. 131, 131-1: whoever is chosen may decline; the parties choose somebody else together."""
    ctx.exiger(Role.EXPERT)
    exiger_une_mission_notifiee(ctx)
    yield Brouillon(
        fait=ev.MissionRefusee(motif=c.motif),
        resume="Mission refusée par le technicien : autre choix à faire",
        article="CPC 131",
        actes=(ctx.acte(Nature.REFUS, "Refus de la mission", parties_et_avocats(ctx.dossier)),),
    )


def revoquer_technicien(ctx: Contexte, c: cmd.RevoquerTechnicien) -> Iterator[Brouillon]:
    """Art. 131 al. 3: by unanimous consent; short of it, only the judge (131-3)."""
    exiger_d_agir(ctx, Role.PARTIE, Role.AVOCAT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    _technicien(ctx)
    sinon = " À défaut, le juge peut être saisi de son maintien (CPC 131-3)."
    accord = _exiger_l_unanimite(ctx, c.consentants, c.accord, sinon)
    yield Brouillon(
        fait=ev.TechnicienRevoque(motif=c.motif),
        resume="Technicien révoqué du consentement unanime des parties",
        article="CPC 131",
        actes=(ctx.acte(Nature.REVOCATION, "Révocation du technicien", tous(ctx), annexes=accord),),
        closes=ctx.clore(*ATTEND_UN_TECHNICIEN, motif="technicien révoqué", statut=Statut.LEVEE),
    )


def remplacer_technicien(ctx: Contexte, c: cmd.RemplacerTechnicien) -> Iterator[Brouillon]:
    """Art. 131: another one is chosen as the first was; he accepts before he starts."""
    exiger_d_agir(ctx, Role.PARTIE, Role.AVOCAT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    mandat, convention = ctx.dossier.mandat, ctx.dossier.convention
    if convention is None or (mandat is not None and mandat.etat != "refuse"):
        raise Refus("CPC 131", "Le technicien a toujours la mission.", "son refus, ou sa révocation")
    if c.technicien.role is not Role.EXPERT or c.technicien.id in ctx.dossier.noms_pris:
        raise Refus("CPC 131", "Le remplaçant est un technicien qui n’intervient pas encore.")
    accord = _exiger_l_unanimite(ctx, c.consentants, c.convention)
    exiger_un_terme(ctx, c.terme_rapport, "acceptation")
    vers = (*parties_et_avocats(ctx.dossier), c.technicien.id)
    yield Brouillon(
        fait=ev.TechnicienRemplace(
            ancien=convention.technicien,
            expert=c.technicien,
            terme_rapport=c.terme_rapport,
            remuneration=c.remuneration,
        ),
        resume="Autre technicien choisi d’un commun accord",
        article="CPC 131",
        phase=Phase.MISE_EN_PLACE,
        actes=(ctx.acte(Nature.CONVENTION, "Choix d’un autre technicien", vers, annexes=accord),),
        ouvertes=(_terme_du_rapport(ctx, c.technicien.id, c.terme_rapport),),
        closes=ctx.lever(
            (e for e in ctx.dossier.echeances.values() if e.personne == convention.technicien),
            "autre technicien choisi",
        ),
    )


ACTES: dict[str, Regle] = {
    "conclure_convention": conclure_convention,
    "modifier_mission": modifier_mission,
    "intervenir": intervenir,
    "revoquer_technicien": revoquer_technicien,
    "remplacer_technicien": remplacer_technicien,
}

EN_CONVENTION: dict[str, Regle] = {"refuser_mission": refuser_mission}
"""The shared acts that a convention answers otherwise."""
