"""How an effect is carried out: each step is an activity, each activity has one effect, whatever is retried."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from procedure import travaux as tr
    from procedure.documents import Acte, Nature
    from procedure.dossier import Dossier
    from procedure.effets import Deposer, Destination, Effet, Produire
    from workflows import noms


Signaler = Callable[[tr.Echec], Awaitable[None]]
"""What is done with a delivery that was refused for good: told at once, while others are still being offered."""


async def executer(dossier: Dossier, effet: Effet, horloge: Callable[[], datetime], signaler: Signaler) -> None:
    """Carry out one effect.

    The notices bear the instant at which the document is there to be read, so `horloge` is asked after that.
    """
    match effet:
        case Produire():
            await _produire(dossier, effet)
        case Deposer():
            await _deposer(dossier, effet)
    await _remettre(dossier, effet.acte, effet.destinations, horloge(), signaler)


async def _produire(dossier: Dossier, effet: Produire) -> None:
    """Draw up, seal, timestamp, deposit."""
    acte = effet.acte
    brouillon: tr.Document = await workflow.execute_activity(
        noms.REDIGER,
        tr.Redaction(expertise=dossier.id, effet=effet),
        result_type=tr.Document,
        **noms.fabrication(acte.id),
    )
    scelle: tr.Document = await workflow.execute_activity(
        noms.SIGNER,
        tr.Scellement(
            expertise=dossier.id, acte=acte.id, titre=acte.titre, brouillon=brouillon, etabli_a=acte.etabli_a
        ),
        result_type=tr.Document,
        **noms.fabrication(acte.id),
    )
    await _verser(dossier, acte, scelle)


async def _deposer(dossier: Dossier, effet: Deposer) -> None:
    """Timestamp what a person deposited, and make it the document of the act."""
    await _verser(dossier, effet.acte, tr.piece_de(effet.acte))


async def _verser(dossier: Dossier, acte: Acte, document: tr.Document) -> None:
    annexes = tuple(annexe.document for annexe in acte.annexes)
    await workflow.execute_activity(
        noms.HORODATER,
        tr.Horodatage(documents=tuple(dict.fromkeys((document.sha256, *annexes)))),
        **noms.fabrication(acte.id),
    )
    await workflow.execute_activity(
        noms.DEPOSER,
        tr.Depot(expertise=dossier.id, acte=acte.id, document=document, depose_a=acte.etabli_a),
        **noms.fabrication(acte.id),
    )


async def _remettre(
    dossier: Dossier, acte: Acte, destinations: tuple[Destination, ...], maintenant: datetime, signaler: Signaler
) -> None:
    if not destinations:
        return
    rappel = acte.nature is Nature.RAPPEL
    envoi = tr.Envoi(
        expertise=dossier.id,
        acte=acte.id,
        nature=acte.nature,
        rg=dossier.rg,
        conventionnelle=dossier.convention is not None,
        juridiction=dossier.siege.nom,
        fuseau=dossier.siege.fuseau,
        destinations=destinations,
        a=maintenant,
        echeance=acte.objet if rappel else None,
        insister=False,
    )
    bilan: tr.BilanEnvoi = await workflow.execute_activity(
        noms.RAPPELER if rappel else noms.REMETTRE, envoi, result_type=tr.BilanEnvoi, **noms.envoi(acte.id)
    )
    for echec in bilan.echecs:
        await signaler(echec)
    # one activity for each deferred delivery: a full mailbox must not hide what happens to the others
    differees = [d for d in destinations if (d.personne, d.canal) in bilan.differes]
    await asyncio.gather(*(_insister(envoi, d, signaler) for d in differees))


async def _insister(envoi: tr.Envoi, destination: Destination, signaler: Signaler) -> None:
    """Offer one deferred delivery again and again; after some days a human must find another way."""
    seule = envoi.model_copy(update={"destinations": (destination,), "insister": True})
    try:
        bilan: tr.BilanEnvoi = await workflow.execute_activity(
            noms.REMETTRE, seule, result_type=tr.BilanEnvoi, **noms.insistance(envoi.acte)
        )
        echecs = bilan.echecs
    except ActivityError:
        echecs = (tr.Echec(destinataire=destination.personne, canal=destination.canal, reponse="toujours différée"),)
    for echec in echecs:
        await signaler(echec)
