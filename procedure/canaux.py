"""By which way an act lawfully reaches one person, and what an e-mail of this platform is worth (art. 160, 748-1 ff.).

This platform is not on the list that art. 748-6 requires: what it sends by e-mail informs, and starts no period,
save where the Code accepts « any means ». Paper stays possible for everybody.
"""

from collections.abc import Iterator

from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.effets import Canal, Destination, Portee
from procedure.modele import PersonneId
from procedure.packs import pack_de
from procedure.personnes import Participant, Role

TOUT_MOYEN: dict[Nature, str] = {
    Nature.AVIS_DE_DESIGNATION: "CPC 267 al. 1 : par tout moyen",
    Nature.DEMANDE_DE_REMUNERATION: "CPC 282 al. 5 : par tout moyen permettant d’en établir la réception",
}
"""The acts that the Code lets travel by any means; a period still waits for the proof of receipt."""

FORMELS: dict[Nature, str] = {
    Nature.CONVOCATION: "CPC 160",
    Nature.CONVOCATION_A_L_AUDIENCE: "CPC 168, 160",
    Nature.NOTIFICATION_TAXE: "CPC 724, 725",
    Nature.AVIS_A_CONSIGNER: "CPC 270",
    Nature.CONVOCATION_AU_RECOURS: "CPC 718",
}
"""The acts that must reach the party itself, even when an avocat represents it."""

CONVOCATIONS = (Nature.CONVOCATION, Nature.CONVOCATION_A_L_AUDIENCE)
"""Art. 160: by the expert to his operations, by the greffe when the judge hears a difficulty (art. 168)."""

AU_TIERS = "CPC 160, 670 : lettre recommandée avec demande d’avis de réception au tiers"

INFORME = "CPC 748-2, 748-6 : avis d’information, aucun délai n’en court"


def destinations(dossier: Dossier, acte: Acte) -> tuple[Destination, ...]:
    """Every delivery that an act calls for.

    A represented party gets the formal acts itself, and the others through its avocat, who is told of the
    formal ones as well; only his own convocation is due to him in a form (art. 160 al. 3).
    """
    if acte.nature is Nature.BORDEREAU:
        return ()  # it says who is told of an act: a notice about the notices would be noise
    pack = pack_de(dossier)
    voies = tuple(d for personne in acte.destinataires for d in _voies(dossier, acte, personne))
    if not pack.adapte:
        return voies
    return tuple(d.model_copy(update={"motif": pack.adapter(d.motif)}) for d in voies)


def _voies(dossier: Dossier, acte: Acte, personne: PersonneId) -> Iterator[Destination]:
    participant = dossier.participants.get(personne)
    if participant is None:
        return
    if participant.role is Role.PARTIE and participant.avocats and acte.nature not in FORMELS:
        return
    if (participant.role is Role.PARTIE and acte.nature in FORMELS) or _convoque(participant, acte):
        yield _par_la_poste(participant, acte.nature)
        if participant.courriel:
            yield _courriel(participant, Portee.INFORMATION, INFORME)
    elif participant.role is Role.TIERS:
        yield Destination(personne=participant.id, canal=Canal.LRAR, portee=Portee.NOTIFICATION, motif=AU_TIERS)
    elif acte.nature in TOUT_MOYEN and participant.courriel:
        yield _courriel(participant, Portee.NOTIFICATION, TOUT_MOYEN[acte.nature])
    elif participant.courriel:
        yield _courriel(participant, Portee.INFORMATION, INFORME)
    else:
        yield _sans_courriel(participant, acte.nature)


def _convoque(participant: Participant, acte: Acte) -> bool:
    return participant.role is Role.AVOCAT and acte.nature in CONVOCATIONS


def _sans_courriel(participant: Participant, nature: Nature) -> Destination:
    """On paper; a simple letter cannot establish the receipt that starts the fifteen days (art. 282 al. 5)."""
    canal, portee = Canal.LETTRE_SIMPLE, Portee.INFORMATION
    motif = "aucune adresse électronique : copie sur papier"
    if nature is Nature.DEMANDE_DE_REMUNERATION and participant.role in (Role.PARTIE, Role.AVOCAT):
        canal, portee = Canal.LRAR, Portee.NOTIFICATION
        motif = "CPC 282 al. 5 : lettre recommandée, qui établit la réception"
    elif nature in TOUT_MOYEN:
        portee, motif = Portee.NOTIFICATION, TOUT_MOYEN[nature]
    return Destination(personne=participant.id, canal=canal, portee=portee, motif=motif)


def _par_la_poste(participant: Participant, nature: Nature) -> Destination:
    """Art. 160: LRAR to a party, simple letter to a defender and to a defaulting party; LRAR too for taxe (718)."""
    article = FORMELS[nature]
    if participant.role is Role.AVOCAT:
        canal, motif = Canal.LETTRE_SIMPLE, "CPC 160 al. 3 : lettre simple au défenseur"
    elif participant.defaillante and nature in CONVOCATIONS:
        canal, motif = Canal.LETTRE_SIMPLE, "CPC 160 al. 4 : lettre simple à la partie défaillante"
    elif nature is Nature.AVIS_A_CONSIGNER:
        canal, motif = Canal.LETTRE_SIMPLE, "CPC 270 : avis du greffe"
    else:
        canal, motif = Canal.LRAR, f"{article} : lettre recommandée avec demande d’avis de réception"
    return Destination(personne=participant.id, canal=canal, portee=Portee.NOTIFICATION, motif=motif)


def _courriel(participant: Participant, portee: Portee, motif: str) -> Destination:
    return Destination(
        personne=participant.id,
        canal=Canal.COURRIEL,
        portee=portee,
        motif=motif,
        courriel=participant.courriel,
    )
