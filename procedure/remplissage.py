"""What each document says: the contents of the templates, filled from the state and the event."""

from collections.abc import Callable
from datetime import date

from procedure import contenus as co
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.canaux import destinations
from procedure.commandes import Terme, Versement
from procedure.consequences import consequence
from procedure.deplacement import Deplacement
from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.echeances import Echeance
from procedure.echeances import Nature as NatureEcheance
from procedure.evenements import Evenement
from procedure.fiches import FICHES
from procedure.langue import phrase
from procedure.lettres import LETTRES
from procedure.lettres.socle import Lettre
from procedure.modele import en_heure_du_siege
from procedure.packs import pack_de
from procedure.personnes import Participant, Role
from procedure.preuves import PieceJointe
from procedure.provision import echeance_de, premiers
from procedure.regles import AUDIENCE
from procedure.textes import version_citee

QUALITES = {
    Role.JUGE: "juge chargé du contrôle",
    Role.GREFFE: "greffe du service du contrôle des expertises",
    Role.REGIE: "régie d’avances et de recettes",
    Role.EXPERT: "expert judiciaire",
    Role.SAPITEUR: "sapiteur",
    Role.AVOCAT: "avocat",
    Role.TIERS: "tiers",
}
PLATEFORME = co.Correspondant(nom="Diligence", qualite="plateforme de suivi des expertises")

A_COMPTER = {
    "ordonnance": "de l’ordonnance",
    "avis_de_consignation": "de l’avis de consignation",
    "acceptation": "de l’acceptation de la mission",
    "reception": "de la réception de l’avis",
    "envoi": "de l’envoi",
}

Remplissage = Callable[[Dossier, Evenement, Acte], co.Contenu]


def remplir(dossier: Dossier, evenement: Evenement, acte: Acte) -> tuple[str, co.Contenu]:
    """Return the template of an act that the platform draws up, and what it prints."""
    modele, remplissage = _MODELES.get(acte.nature, _LETTRE)
    if acte.nature in pack_de(dossier).en_lettre:
        modele, remplissage = _LETTRE
    return modele, remplissage(dossier, evenement, acte)


# -- the pieces


def _entete(dossier: Dossier, acte: Acte, emetteur: co.Correspondant | None = None) -> co.EnTete:
    auteur = dossier.participants.get(acte.auteur)
    seul = dossier.participants.get(acte.destinataires[0]) if len(acte.destinataires) == 1 else None
    return co.EnTete(
        rg=dossier.rg,
        juridiction=dossier.siege.nom,
        expertise=dossier.id,
        acte=acte.id,
        titre=_majuscule(acte.titre),
        article=pack_de(dossier).citer(FICHES[acte.nature].article),
        conventionnelle=dossier.convention is not None,
        date=en_heure_du_siege(acte.etabli_a, dossier.siege.fuseau).date(),
        emetteur=emetteur or (correspondant(dossier, auteur) if auteur else PLATEFORME),
        destinataire=correspondant(dossier, seul) if seul else None,
        destinataires=_destinataires(dossier, acte) if seul is None else (),
        fuseau=dossier.siege.fuseau,
    )


def _destinataires(dossier: Dossier, acte: Acte) -> tuple[str, ...]:
    """« Mme Aubry (juge chargé du contrôle) »: who has a letter also knows who else has it."""
    connus = [dossier.participants[d] for d in acte.destinataires if d in dossier.participants]
    return tuple(f"{p.nom[:200]} ({qualite(dossier, p)})" for p in connus)


def correspondant(dossier: Dossier, participant: Participant) -> co.Correspondant:
    """A person as a letter shows him."""
    return co.Correspondant(nom=participant.nom, qualite=qualite(dossier, participant), adresse=participant.adresse)


def qualite(dossier: Dossier, participant: Participant) -> str:
    """« défendeur », « expert judiciaire », or what the pack of the case says instead."""
    if participant.qualite is not None:
        return {"demandeur": "demandeur", "defendeur": "défendeur", "intervenant": "intervenant"}[participant.qualite]
    propres = pack_de(dossier).qualites
    return propres.get(participant.role) or QUALITES.get(participant.role, participant.role.value)


def _parties(dossier: Dossier) -> tuple[co.Partie, ...]:
    return tuple(
        co.Partie(nom=p.nom, qualite=qualite(dossier, p), avocats=tuple(dossier.participants[a].nom for a in p.avocats))
        for p in (dossier.participants[i] for i in dossier.parties)
    )


def en_mots(terme: Terme) -> str:
    """A time limit as the decision words it."""
    if terme.le is not None:
        return f"au plus tard le {date_longue(terme.le)}"
    if terme.delai is None or terme.a_compter is None:
        raise ValueError("a term is a period with its start, or a date")
    duree = terme.delai.en_francais()
    de = "d’" if duree.startswith(("un ", "une ")) else "de "
    return f"dans un délai {de}{duree} à compter {A_COMPTER[terme.a_compter]}"


def _versements(dossier: Dossier, versements: tuple[Versement, ...]) -> tuple[co.LigneVersement, ...]:
    lignes = []
    for rang, versement in enumerate(versements, 1):
        if not versement.montant:
            continue  # another one has replaced it, or legal aid has lifted it
        ouverte = echeance_de(dossier, f"versement-{rang}", versement.payeur)
        lignes.append(
            co.LigneVersement(
                payeur=dossier.participants[versement.payeur].nom,
                montant_centimes=versement.montant,
                au_plus_tard=ouverte.calcul.legal if ouverte and ouverte.calcul else None,
                terme=en_mots(versement.terme),
            )
        )
    return tuple(lignes)


def ligne_echeance(echeance: Echeance) -> co.LigneEcheance | None:
    """An échéance with its derivation; nothing while its period has not started."""
    if echeance.calcul is None:
        return None
    return co.LigneEcheance.de(
        echeance.intitule,
        echeance.article,
        echeance.calcul,
        echeance.version,
        redaction=version_citee(echeance.article, echeance.origine.date) if echeance.origine else None,
        service=echeance.nature is NatureEcheance.SERVICE,
        rendez_vous=echeance.regle == AUDIENCE,
    )


def _fichier(piece: PieceJointe) -> co.Fichier:
    return co.Fichier(titre=piece.titre, nom=piece.nom, taille_octets=piece.taille, empreinte=piece.document)


def _remises(dossier: Dossier, acte: Acte) -> tuple[co.LigneRemise, ...]:
    return tuple(
        co.LigneRemise(
            destinataire=dossier.participants[d.personne].nom,
            qualite=qualite(dossier, dossier.participants[d.personne]),
            canal=d.canal,
            portee=d.portee,
            motif=d.motif,
        )
        for d in destinations(dossier, acte)
    )


def _depose(evenement: Evenement, acte: Acte) -> Acte:
    """The deposited act that a receipt or a slip is about: it is in the same event."""
    return next(a for a in evenement.actes if a.id == acte.objet)


def _majuscule(titre: str) -> str:
    return titre[:1].upper() + titre[1:]


def _rendue_le(dossier: Dossier) -> date:
    if dossier.rendue_le is None:
        raise ValueError("no order is registered yet")
    return dossier.rendue_le


# -- the documents


def _avis_de_designation(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    if dossier.terme_rapport is None:
        raise ValueError("an order without a time for the report is refused")
    return co.ContenuAvisDeDesignation(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        decision_du=_rendue_le(dossier),
        remplacement_du=dossier.remplacement_le,
        copie_jointe=bool(acte.annexes),
        circonstances=dossier.circonstances,
        chefs=dossier.chefs,
        terme_rapport=_terme_du_rapport(dossier, dossier.terme_rapport),
        provision=_versements(dossier, dossier.provision),
        demarrage_immediat=dossier.demarrage_immediat,
    )


def _terme_du_rapport(dossier: Dossier, terme: Terme) -> str:
    """As worded, or the date where a replaced expert's time already runs (art. 235, 265)."""
    for echeance in dossier.echeances_de("DL-06"):
        if dossier.remplacement_le is not None and echeance.calcul is not None:
            return f"au plus tard le {date_longue(echeance.calcul.legal)}"
    return en_mots(terme)


def _avis_a_consigner(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    return co.ContenuAvisAConsigner(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        decision_du=_rendue_le(dossier),
        versements=_versements(dossier, dossier.provision),
        echeances=_termes_des_versements(dossier),
        total_centimes=sum(v.montant for v in dossier.provision),
        modalites=_ou_consigner(dossier),
    )


def _termes_des_versements(dossier: Dossier) -> tuple[co.LigneEcheance, ...]:
    """The running terms of the provision, one line for the instalments that share a date."""
    lignes = [ligne_echeance(e) for e in dossier.echeances.values() if e.regle in ("DL-03", "DL-03b")]
    return tuple({(ligne.nominal, ligne.legal): ligne for ligne in lignes if ligne is not None}.values())


def _ou_consigner(dossier: Dossier) -> str | None:
    """The régie, where the case has one, and the reference without which it cannot know what a sum is for."""
    regies = [dossier.participants[r] for r in dossier.de_role(Role.REGIE)]
    if not regies:
        return None
    lieu = f", {regies[0].adresse}" if regies[0].adresse else ""
    return (
        f"Les sommes sont versées à la régie de la juridiction ({regies[0].nom}{lieu}), avec en référence le numéro "
        f"RG {dossier.rg} et le nom de la partie qui consigne."
    )


def _avis_de_consignation(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    rapport = next(iter(dossier.echeances_de("DL-06")), None)
    encore_dus = {e.objet for e in (*dossier.echeances_de("DL-03"), *dossier.echeances_de("DL-03b"))}
    a_venir = tuple(
        v if f"versement-{rang}" in encore_dus else v.model_copy(update={"montant": 0})
        for rang, v in enumerate(dossier.provision, 1)
    )
    return co.ContenuAvisDeConsignation(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        decision_du=_rendue_le(dossier),
        encaisse_centimes=sum(dossier.encaisse.values()),
        total_centimes=sum(v.montant for v in dossier.provision),
        versements=_versements(dossier, a_venir),
        aides=tuple(dossier.participants[p].nom for p in dossier.aides),
        sans_consignation=not premiers(dossier),
        rapport=ligne_echeance(rapport) if rapport else None,
    )


def _convocation(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    fait = evenement.fait
    if not isinstance(fait, ev.ReunionConvoquee):
        raise TypeError(fait.type)
    return co.ContenuConvocation(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        reunion=fait.reunion,
        debut=fait.debut,
        lieu=fait.lieu,
        ordre_du_jour=fait.ordre_du_jour,
        remises=_remises(dossier, acte),
    )


def _bordereau(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    depose = _depose(evenement, acte)
    pieces = (depose.piece, *depose.annexes)
    return co.ContenuBordereau(
        entete=_entete(dossier, acte),
        documents=tuple(_fichier(p) for p in pieces if p is not None),
        remises=_remises(dossier, depose),
        instant=acte.etabli_a,
    )


def _recepisse(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    depose = _depose(evenement, acte)
    pieces = (depose.piece, *depose.annexes)
    return co.ContenuRecepisse(
        entete=_entete(dossier, acte),
        deposant=correspondant(dossier, dossier.participants[evenement.auteur.personne]),
        documents=tuple(_fichier(p) for p in pieces if p is not None),
        recu_a=acte.etabli_a,
    )


def _echeance_de(dossier: Dossier, evenement: Evenement, acte: Acte) -> tuple[Echeance, co.LigneEcheance]:
    ouvertes = {e.id: e for e in evenement.ouvertes}
    echeance = next(e for i, e in {**dossier.echeances, **ouvertes}.items() if i == acte.objet)
    ligne = ligne_echeance(echeance)
    if ligne is None:
        raise ValueError(f"{echeance.id} has no date to announce")
    return echeance, ligne


def _avis_echeance(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    echeance, ligne = _echeance_de(dossier, evenement, acte)
    if echeance.origine is None:
        raise ValueError(f"{echeance.id} has a date without an origin")
    preuve = echeance.origine.preuve
    deplacement = _deplacement(evenement, echeance)
    return co.ContenuAvisEcheance(
        entete=_entete(dossier, acte, PLATEFORME),
        personne=dossier.participants[echeance.personne].nom,
        echeance=ligne,
        origine=echeance.origine.evenement,
        origine_le=echeance.origine.date,
        preuve=preuve.reference if preuve else None,
        consequence=consequence(dossier.pack, echeance),
        remplace=deplacement.avant.legal if deplacement else None,
        motif=deplacement.motif if deplacement else None,
    )


def _deplacement(evenement: Evenement, echeance: Echeance) -> Deplacement | None:
    """What moved this échéance, if the event is that of a calendar that changed."""
    if not isinstance(evenement.fait, ev.EcheancesRecalculees):
        return None
    return next((d for d in evenement.fait.deplacements if d.echeance == echeance.id), None)


def _rappel(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    fait = evenement.fait
    if not isinstance(fait, ev.RappelEchu):
        raise TypeError(fait.type)
    echeance, ligne = _echeance_de(dossier, evenement, acte)
    jour = en_heure_du_siege(acte.etabli_a, dossier.siege.fuseau).date()
    return co.ContenuRappel(
        entete=_entete(dossier, acte, PLATEFORME),
        personne=dossier.participants[echeance.personne].nom,
        echeance=ligne,
        echelon=fait.echelon,
        jours_restants=(ligne.legal - jour).days,
        consequence=consequence(dossier.pack, echeance),
    )


def _notification_taxe(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    if dossier.taxee_le is None or dossier.remuneration_taxee is None:
        raise ValueError("no pay has been fixed")
    return co.ContenuNotificationTaxe(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        ordonnance_du=dossier.taxee_le,
        demande_centimes=dossier.remuneration_demandee,
        montant_centimes=dossier.remuneration_taxee,
        ordonnance=_fichier(acte.annexes[0]) if acte.annexes else None,
    )


def _demande_de_pieces(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    fait = evenement.fait
    if not isinstance(fait, ev.PiecesDemandees):
        raise TypeError(fait.type)
    return co.ContenuDemandeDePieces(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        demande=fait.demande,
        a=tuple(dossier.participants[p].nom for p in fait.a),
        pieces=fait.pieces,
        au_plus_tard=next((ligne for e in evenement.ouvertes if (ligne := ligne_echeance(e))), None),
    )


def _reponse_a_dire(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    fait = evenement.fait
    if not isinstance(fait, ev.DireRepondu):
        raise TypeError(fait.type)
    dire = dossier.dires[fait.dire]
    return co.ContenuReponseADire.model_validate(
        {
            "entete": _entete(dossier, acte),
            "dire": fait.dire,
            "auteur_du_dire": dossier.participants[dire.au_nom_de].nom,
            "depose_le": dire.depose_le,
            "situation": dire.situation,
            "points": [
                {"point": f"Point n° {rang} du dire", "reponse": reponse}
                for rang, reponse in enumerate(fait.reponses, 1)
            ],
        }
    )


def _acceptation(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    fait = evenement.fait
    return co.ContenuAcceptation(
        entete=_entete(dossier, acte),
        accepte=isinstance(fait, ev.MissionAcceptee),
        independance=isinstance(fait, ev.MissionAcceptee),  # no acceptance is recorded without it (art. 234)
        decision_du=_rendue_le(dossier),
        motif=fait.motif if isinstance(fait, ev.MissionRefusee) else None,
    )


def _avis_simple(dossier: Dossier, evenement: Evenement, acte: Acte) -> co.Contenu:
    redaction = LETTRES.get(evenement.fait.type)
    lettre = redaction(dossier, evenement, acte) if redaction else Lettre()
    return co.ContenuAvisSimple(
        entete=_entete(dossier, acte),
        parties=_parties(dossier),
        paragraphes=lettre.paragraphes or (evenement.resume,),
        informations=tuple(co.LigneInfo(libelle=phrase(quoi), valeur=valeur) for quoi, valeur in lettre.informations),
    )


_LETTRE: tuple[str, Remplissage] = ("avis_simple", _avis_simple)
_MODELES: dict[Nature, tuple[str, Remplissage]] = {
    Nature.AVIS_DE_DESIGNATION: ("avis_de_designation", _avis_de_designation),
    Nature.AVIS_A_CONSIGNER: ("avis_a_consigner", _avis_a_consigner),
    Nature.AVIS_DE_CONSIGNATION: ("avis_de_consignation", _avis_de_consignation),
    Nature.CONVOCATION: ("convocation", _convocation),
    Nature.BORDEREAU: ("bordereau", _bordereau),
    Nature.RECEPISSE: ("recepisse", _recepisse),
    Nature.AVIS_ECHEANCE: ("avis_echeance", _avis_echeance),
    Nature.RAPPEL: ("rappel", _rappel),
    Nature.NOTIFICATION_TAXE: ("notification_taxe", _notification_taxe),
    Nature.DEMANDE_DE_PIECES: ("demande_de_pieces", _demande_de_pieces),
    Nature.REPONSE_A_DIRE: ("reponse_a_dire", _reponse_a_dire),
    Nature.ACCEPTATION: ("acceptation", _acceptation),
    Nature.REFUS: ("acceptation", _acceptation),
}

MODELES: dict[Nature, str] = {nature: modele for nature, (modele, _) in _MODELES.items()}
"""The template of each kind of document that has one of its own."""
