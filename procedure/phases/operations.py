"""The operations: meetings, notes, documents, the sapiteur (art. 160-162, 275, 278 CPC)."""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires, parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import Calcul, Sens, calculer
from procedure.documents import Acte, Nature
from procedure.dossier import EN_COURS, Dossier, Phase, Reunion
from procedure.echeances import Cloture, Echeance
from procedure.langue import accorder, date_longue, enumerer, instant_long
from procedure.modele import ActeId, PersonneId
from procedure.ouverture import exiger_un_terme, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Participant, Role
from procedure.regles import DELAI_DE_CONVOCATION

HORIZON = 20
"""Years: a meeting called for farther is a slip of the pen."""


def convoquer_reunion(ctx: Contexte, c: cmd.ConvoquerReunion) -> Iterator[Brouillon]:
    """Art. 160: every party and every avocat, each by a lawful way; the Code fixes no lead time."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    if abs(c.debut.year - ctx.jour.year) > HORIZON:
        raise Refus("CPC 160", "La date de la réunion est trop éloignée.", "une date plus proche")
    jour = c.debut.astimezone(ctx.fuseau).date()
    if jour <= ctx.jour:
        raise Refus(
            "CPC 160",
            "Une réunion se convoque pour un jour à venir.",
            "une date postérieure à la convocation",
        )
    sans_adresse = [
        ctx.dossier.participants[p].nom for p in ctx.dossier.parties if ctx.dossier.participants[p].adresse is None
    ]
    if sans_adresse and not ctx.repris:
        raise Refus(
            "CPC 160",
            "Une partie ne peut être convoquée par aucune voie licite.",
            *(f"l’adresse postale de {nom}" for nom in sans_adresse),
        )
    numero = len(ctx.dossier.reunions) + 1
    convoques = parties_et_avocats(ctx.dossier)
    conseille = _delai_conseille(ctx, jour)
    court = "" if ctx.jour <= conseille.nominal else " (moins de quinze jours avant)"
    yield Brouillon(
        fait=ev.ReunionConvoquee(
            reunion=numero, debut=c.debut, lieu=c.lieu, ordre_du_jour=c.ordre_du_jour, convoques=convoques
        ),
        resume=f"Réunion n° {numero} convoquée pour le {instant_long(c.debut, ctx.dossier.siege.fuseau)}{court}",
        article="CPC 160",
        actes=(
            ctx.acte(
                Nature.CONVOCATION,
                f"Convocation à la réunion n° {numero}",
                convoques,
                objet=f"reunion-{numero}",
            ),
        ),
        alertes=tuple(alertes_de_convocation(ctx, c.debut)),
    )


def _delai_conseille(ctx: Contexte, jour: date) -> Calcul:
    return calculer(jour, DELAI_DE_CONVOCATION, zone=ctx.dossier.siege.zone, sens=Sens.REBOURS)


def alertes_de_convocation(ctx: Contexte, debut: datetime) -> Iterator[str]:
    """DL-07: no text fixes a lead time (art. 160); every way of counting fifteen days backward is shown."""
    conseille = _delai_conseille(ctx, debut.astimezone(ctx.fuseau).date())
    large = conseille.lenient_latest or conseille.nominal
    if ctx.jour <= conseille.nominal:
        return
    constat = "tardive" if ctx.jour > large else "à la limite"
    yield (
        f"Convocation {constat} : à quinze jours, au plus tard le {date_longue(conseille.nominal)} en délai franc, "
        f"le {date_longue(large)} sinon, le {date_longue(conseille.safe_by)} pour être sûr ; "
        "aucun texte ne fixe ce délai (CPC 160)."
    )


def tenir_reunion(ctx: Contexte, c: cmd.TenirReunion) -> Iterator[Brouillon]:
    """Art. 160-161: a party duly called may stay away; one that nobody called makes the meeting irregular."""
    ctx.exiger(Role.EXPERT)
    reunion = ctx.dossier.reunions.get(c.reunion)
    if reunion is None:
        raise Refus("CPC 160", "Cette réunion n’a pas été convoquée.", introuvable=True)
    if reunion.tenue:
        raise Refus("CPC 160", "Cette réunion a déjà été tenue.")
    ctx.exiger_apres(reunion.debut.astimezone(ctx.fuseau).date(), "le jour pour lequel la réunion est convoquée")
    depose_le = ctx.dossier.rapport_le
    if depose_le is not None and ctx.jour > depose_le:
        raise Refus("CPC 282", "Le rapport est déposé : l’expert est dessaisi et ne tient plus de réunion.")
    inconnus = [p for p in c.presents if p not in ctx.dossier.participants]
    if inconnus:
        raise Refus("CPC 160", "Une personne présente n’est pas dans l’expertise.", *inconnus, introuvable=True)
    non_convoques = tuple(p for p in ctx.dossier.parties if p not in reunion.convoques)
    absents = tuple(p for p in ctx.dossier.parties if not _representee(ctx.dossier, p, c.presents))
    irreguliere = " — irrégulière : une partie n’a pas été convoquée" if non_convoques else ""
    actes: tuple[Acte, ...] = ()
    if c.compte_rendu is not None:
        titre = f"Compte rendu de la réunion n° {c.reunion}"
        vers = destinataires(ctx.dossier, Nature.COMPTE_RENDU)
        actes = (ctx.acte(Nature.COMPTE_RENDU, titre, vers, piece=c.compte_rendu, objet=f"reunion-{c.reunion}"),)
    objet = f"reunion-{c.reunion}"
    suite = (
        ()
        if actes or depose_le is not None
        else (ouvrir(ctx, "DL-07b", c.auteur.personne, "réunion tenue", ctx.jour, objet=objet),)
    )
    yield Brouillon(
        fait=ev.ReunionTenue(reunion=c.reunion, presents=c.presents, absents=absents, non_convoques=non_convoques),
        resume=f"Réunion n° {c.reunion} tenue{irreguliere}",
        article="CPC 160, 161",
        actes=actes,
        ouvertes=suite,
        closes=ctx.clore("DL-05", motif="première réunion tenue"),
        alertes=tuple(_irregularites(ctx, reunion, c.presents)),
    )


def _irregularites(ctx: Contexte, reunion: Reunion, presents: tuple[PersonneId, ...]) -> Iterator[str]:
    """Art. 160, 175, 178: whoever was not lawfully called and did not come, named for a human to weigh the grief."""
    participants = ctx.dossier.participants
    dus = [p for p in parties_et_avocats(ctx.dossier) if p not in presents]
    oublies = [participants[p].nom for p in dus if p not in reunion.convoques]
    if oublies:
        yield f"Réunion irrégulière à l’égard de qui n’a pas été convoqué : {enumerer(oublies)} (CPC 160, 175)."
    actes = [ctx.dossier.actes[a] for a in reunion.actes if a in ctx.dossier.actes]
    recus = {p for a in actes for p in a.recus}
    echecs = [participants[p].nom for p in dus if p not in recus and any(p in a.echecs for a in actes)]
    if echecs:
        yield f"La convocation n’a pas pu être remise à : {enumerer(echecs)} (CPC 160, 670-1)."
    sans_preuve = [
        participants[p].nom
        for p in dus
        if p in reunion.convoques and _par_lrar(participants[p]) and p not in recus
        and not _representee(ctx.dossier, p, presents)
    ]
    if sans_preuve and actes:
        yield f"La réception de la convocation n’est pas prouvée pour : {enumerer(sans_preuve)} (CPC 160, 178)."


def _par_lrar(participant: Participant) -> bool:
    """Art. 160: simple letters, to avocats and to defaulting parties, leave no proof of receipt."""
    return participant.role is Role.PARTIE and not participant.defaillante


def _representee(dossier: Dossier, partie: PersonneId, presents: tuple[PersonneId, ...]) -> bool:
    return partie in presents or any(a in presents for a in dossier.participants[partie].avocats)


def adresser_note(ctx: Contexte, c: cmd.AdresserNote) -> Iterator[Brouillon]:
    """Art. 16: a numbered note to every party; it also informs the judge on request (273)."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    numero = ctx.dossier.compteurs.get(Nature.NOTE_AUX_PARTIES, 0) + 1
    vers = destinataires(ctx.dossier, Nature.NOTE_AUX_PARTIES)
    yield Brouillon(
        fait=ev.NoteAdressee(note=numero, objet=c.objet),
        resume=f"Note aux parties n° {numero}",
        article="CPC 16, 273",
        actes=(ctx.acte(Nature.NOTE_AUX_PARTIES, f"Note aux parties n° {numero}", vers, piece=c.note),),
        ouvertes=tuple(information_du_juge(ctx, c.auteur.personne, f"note aux parties n° {numero}")),
        closes=tuple(
            close
            for close in ctx.clore("DL-07b", motif="note adressée aux parties")
            if _ne_avant(ctx.dossier.echeances[close.echeance], ctx.jour)
        ),
    )


def information_du_juge(ctx: Contexte, expert: PersonneId, depuis: str) -> Iterator[Echeance]:
    """Art. 273: the next information counts from the latest one, in whatever order they are recorded."""
    if all(_ne_avant(e, ctx.jour) for e in ctx.dossier.echeances_de("DL-14")):
        yield ouvrir(ctx, "DL-14", expert, depuis, ctx.jour)


def _ne_avant(echeance: Echeance, jour: date) -> bool:
    return echeance.origine is None or echeance.origine.date <= jour


def demander_pieces(ctx: Contexte, c: cmd.DemanderPieces) -> Iterator[Brouillon]:
    """Art. 275 al. 1: the parties hand over without delay what the expert needs; each has its own échéance."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    inconnues = [p for p in c.a if p not in ctx.dossier.parties]
    if inconnues:
        raise Refus("CPC 275", "Une personne sollicitée n’est pas partie à l’expertise.", *inconnues, introuvable=True)
    numero = len(ctx.dossier.demandes) + 1
    objet = f"demande-{numero}"
    exiger_un_terme(ctx, c.terme, "envoi", "reception")
    acte = ctx.acte(
        Nature.DEMANDE_DE_PIECES,
        f"Demande de pièces n° {numero}",
        destinataires(ctx.dossier, Nature.DEMANDE_DE_PIECES),
        objet=objet,
    )
    yield Brouillon(
        fait=ev.PiecesDemandees(demande=numero, a=tuple(dict.fromkeys(c.a)), pieces=c.pieces),
        resume=f"Pièces demandées (demande n° {numero})",
        article="CPC 275",
        actes=(acte,),
        ouvertes=tuple(
            ouvrir_ou_attendre(ctx, "DL-08", partie, "demande de pièces", terme=c.terme, acte=acte.id, objet=objet)
            for partie in dict.fromkeys(c.a)
        ),
    )


def communiquer_pieces(ctx: Contexte, c: cmd.CommuniquerPieces) -> Iterator[Brouillon]:
    """Art. 132, 275: to the expert and to every other party at the same time."""
    ctx.exiger_pour(c.au_nom_de)
    if ctx.dossier.rapport_le is not None:
        raise Refus("CPC 282", "Le rapport est déposé : l’expert est dessaisi.")
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if c.demande is not None and c.demande not in ctx.dossier.demandes:
        raise Refus("CPC 275", "Cette demande de pièces n’existe pas.", introuvable=True)
    if c.demande is not None:
        demande = ctx.dossier.actes[ActeId(f"{Nature.DEMANDE_DE_PIECES.value}-{c.demande}")]
        ctx.exiger_apres(demande.etabli_le, "la demande de pièces")
    closes: tuple[Cloture, ...] = ()
    if c.demande is not None and c.complet:
        objet = f"demande-{c.demande}"
        closes = ctx.clore("DL-08", "DL-09", personne=c.au_nom_de, objet=objet, motif="pièces communiquées")
    titre = c.pieces[0].titre if len(c.pieces) == 1 else f"{len(c.pieces)} pièces"
    vers = destinataires(ctx.dossier, Nature.PIECES, de=c.au_nom_de)
    yield Brouillon(
        fait=ev.PiecesCommuniquees(au_nom_de=c.au_nom_de, demande=c.demande, complet=c.complet, nombre=len(c.pieces)),
        resume=f"Communication de {accorder(len(c.pieces), 'pièce')}",
        article="CPC 132, 275",
        actes=(ctx.acte(Nature.PIECES, titre, vers, piece=c.pieces[0], annexes=c.pieces[1:]),),
        closes=closes,
        alertes=tuple(_apres_l_injonction(ctx, closes)),
    )


def _apres_l_injonction(ctx: Contexte, closes: tuple[Cloture, ...]) -> Iterator[str]:
    """The judge alone draws the consequences of documents produced after the time that he gave (art. 275 al. 2)."""
    for close in closes:
        echeance = ctx.dossier.echeances[close.echeance]
        if echeance.regle == "DL-09" and echeance.calcul and ctx.jour > echeance.calcul.arguable_until:
            terme = date_longue(echeance.calcul.legal)
            yield f"Pièces produites après le terme de l’injonction, fixé au {terme} (CPC 275 al. 2)."


def consulter_sapiteur(ctx: Contexte, c: cmd.ConsulterSapiteur) -> Iterator[Brouillon]:
    """Art. 278: on the expert's own initiative, only in a speciality distinct from his."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.OPERATIONS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    if c.sapiteur.role is not Role.SAPITEUR or c.sapiteur.id in ctx.dossier.noms_pris:
        raise Refus("CPC 278", "Le sapiteur est un autre technicien, qui n’intervient pas encore dans l’expertise.")
    expert = ctx.dossier.participants[c.auteur.personne]
    if c.sapiteur.specialite is None:
        raise Refus("CPC 278", "La spécialité du sapiteur n’est pas indiquée.", "la spécialité du sapiteur")
    if expert.specialite and _meme(expert.specialite, c.sapiteur.specialite):
        raise Refus("CPC 278", "Le sapiteur doit relever d’une spécialité distincte de celle de l’expert.")
    vers = [c.sapiteur.id, *parties_et_avocats(ctx.dossier)]
    titre = "Lettre de mission du sapiteur"
    yield Brouillon(
        fait=ev.SapiteurConsulte(sapiteur=c.sapiteur, question=c.question),
        resume="Sapiteur consulté",
        article="CPC 278",
        actes=(ctx.acte(Nature.LETTRE_DE_MISSION, titre, vers, piece=c.lettre, objet=c.sapiteur.id),),
    )


def _meme(une: str, autre: str) -> bool:
    """Whether two specialities read the same, however they are spaced, cased or accented."""
    return _lettres(une) == _lettres(autre)


def _lettres(texte: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", texte).casefold() if c.isalnum())


def communiquer_avis_sapiteur(ctx: Contexte, c: cmd.CommuniquerAvisSapiteur) -> Iterator[Brouillon]:
    """Art. 278, 282 al. 3: the parties discuss the opinion before the report."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.OPERATIONS)
    if c.sapiteur not in ctx.dossier.sapiteurs:
        raise Refus("CPC 278", "Ce sapiteur n’a pas été consulté.", introuvable=True)
    if ctx.dossier.sapiteurs[c.sapiteur]:
        raise Refus("CPC 278", "L’avis de ce sapiteur est déjà entre les mains des parties.")
    lettres = [
        a.etabli_le
        for a in ctx.dossier.actes.values()
        if a.nature is Nature.LETTRE_DE_MISSION and c.sapiteur in a.destinataires
    ]
    ctx.exiger_apres(max(lettres, default=ctx.dossier.operations_depuis), "la consultation du sapiteur")
    exiger_un_terme(ctx, c.terme, "envoi")
    yield Brouillon(
        fait=ev.AvisSapiteurCommunique(sapiteur=c.sapiteur),
        resume="Avis du sapiteur communiqué aux parties",
        article="CPC 278, 282 al. 3",
        actes=(
            ctx.acte(
                Nature.AVIS_SAPITEUR,
                "Avis du sapiteur",
                parties_et_avocats(ctx.dossier),
                piece=c.avis,
                objet=c.sapiteur,
            ),
        ),
        ouvertes=tuple(
            ouvrir(ctx, "DL-10", p, "envoi de l’avis du sapiteur", ctx.jour, terme=c.terme, objet=c.sapiteur)
            for p in ctx.dossier.parties
        ),
    )


ACTES: dict[str, Regle] = {
    "convoquer_reunion": convoquer_reunion,
    "tenir_reunion": tenir_reunion,
    "adresser_note": adresser_note,
    "demander_pieces": demander_pieces,
    "communiquer_pieces": communiquer_pieces,
    "consulter_sapiteur": consulter_sapiteur,
    "communiquer_avis_sapiteur": communiquer_avis_sapiteur,
}
