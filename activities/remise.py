"""The deliveries: one row of the ledger per person and channel, claimed before anything leaves."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.courrier import Courrier, EchecRemise, IssueInconnue, RemiseDifferee, RemiseRefusee, ReponseSmtp
from procedure.echeances import Statut
from procedure.effets import Canal, Destination, Notice
from procedure.fiches import FICHES
from procedure.travaux import BilanEnvoi, Echec, Envoi
from registre import CleRemise, EtatRemise, Lectures, Remises
from registre import Remise as LigneDeRemise

ABANDON = timedelta(minutes=10)
"""After this long, an attempt that never concluded is taken for lost (twice the timeout of the activity)."""

FAITE = frozenset({EtatRemise.REMISE, EtatRemise.DISPONIBLE, EtatRemise.OUVERTE})


@dataclass(frozen=True)
class Tenue:
    """Who holds a delivery: an activity, stable over its retries, and the number of its attempt."""

    activite: str
    essai: int


class Remise:
    """Hands acts over, or to whom will post them."""

    def __init__(self, remises: Remises, lectures: Lectures, courrier: Courrier, adresse_publique: str) -> None:
        self._remises = remises
        self._lectures = lectures
        self._courrier = courrier
        self._adresse = adresse_publique.rstrip("/")

    @activity.defn(name="remettre")
    async def remettre(self, envoi: Envoi) -> BilanEnvoi:
        """Deliver an act to everybody it is for; what is deferred is reported, or tried again if so asked."""
        bilan = BilanEnvoi()
        for destination in envoi.destinations:
            etat, reponse = await self._une(envoi, destination)
            if etat in FAITE:
                bilan = bilan.model_copy(update={"remis": bilan.remis + 1})
            elif etat is EtatRemise.A_POSTER:
                bilan = bilan.model_copy(update={"a_poster": bilan.a_poster + 1})
            elif etat is EtatRemise.ECHOUEE:
                echec = Echec(destinataire=destination.personne, canal=destination.canal, reponse=reponse or "refus")
                bilan = bilan.model_copy(update={"echecs": (*bilan.echecs, echec)})
            else:
                differe = (destination.personne, destination.canal.value)
                bilan = bilan.model_copy(update={"differes": (*bilan.differes, differe)})
        if bilan.differes:
            activity.logger.warning("%d deliveries of %s deferred", len(bilan.differes), envoi.acte)
            if envoi.insister:
                raise ApplicationError(
                    "deliveries deferred", type="RemiseDifferee", category=ApplicationErrorCategory.BENIGN
                )
        return bilan

    @activity.defn(name="rappeler")
    async def rappeler(self, envoi: Envoi) -> BilanEnvoi:
        """Deliver a reminder, unless what it recalls has been done, or has lost its object, meanwhile."""
        echeances = await asyncio.to_thread(self._lectures.echeances, envoi.expertise)
        if not any(e.id == envoi.echeance and e.statut == Statut.OUVERTE for e in echeances):
            return BilanEnvoi(sans_objet=len(envoi.destinations))
        return await self.remettre(envoi)

    async def _une(self, envoi: Envoi, destination: Destination) -> tuple[EtatRemise, str | None]:
        cle = CleRemise(envoi.expertise, envoi.acte, destination.personne, destination.canal, destination.rang)
        remise = await asyncio.to_thread(self._reserver, cle, envoi, destination)
        if destination.canal is not Canal.COURRIEL:
            await asyncio.to_thread(self._remises.a_poster, cle)
            return EtatRemise.A_POSTER, None
        if remise.etat in FAITE or remise.etat is EtatRemise.ECHOUEE:
            return remise.etat, remise.reponse
        info = activity.info()
        tenue = Tenue(f"{info.workflow_run_id}/{info.activity_id}", info.attempt)
        maintenant = datetime.now(UTC)
        prise = await asyncio.to_thread(
            self._remises.commencer,
            cle,
            activite=tenue.activite,
            essai=tenue.essai,
            tente_a=maintenant,
            abandonnee_avant=maintenant - ABANDON,
        )
        if prise is None:
            return EtatRemise.EN_COURS, None  # somebody else is at it: look again at the next attempt
        # the instant of the first attempt: the same Message-ID must never bear another date
        return await self._envoyer(cle, envoi.model_copy(update={"a": remise.prepare_a}), destination, tenue)

    def _reserver(self, cle: CleRemise, envoi: Envoi, destination: Destination) -> LigneDeRemise:
        message_id = None
        if destination.canal is Canal.COURRIEL:
            message_id = self._courrier.identifiant(
                envoi.expertise, envoi.acte, destination.personne, destination.canal, destination.rang
            )
        return self._remises.reserver(
            cle,
            portee=destination.portee,
            motif=destination.motif,
            prepare_a=envoi.a,
            courriel=destination.courriel,
            message_id=message_id,
        )

    async def _envoyer(
        self, cle: CleRemise, envoi: Envoi, destination: Destination, tenue: Tenue
    ) -> tuple[EtatRemise, str | None]:
        notice = Notice(
            rg=envoi.rg,
            juridiction=envoi.juridiction,
            nature=FICHES[envoi.nature].nom,
            a=envoi.a,
            conventionnelle=envoi.conventionnelle,
        )
        message = self._courrier.message(
            notice,
            destination,
            expertise=envoi.expertise,
            acte=envoi.acte,
            lien=f"{self._adresse}/dossiers/{envoi.expertise}#{envoi.acte}",
            fuseau=envoi.fuseau,
        )
        try:
            reponse = await self._courrier.envoyer(message, destination.courriel or "")
        except EchecRemise as echec:
            etat, texte = _issue(echec)
            await self._conclure(cle, etat, texte, datetime.now(UTC), tenue)
            return etat, texte
        await self._conclure(cle, EtatRemise.REMISE, _preuve(reponse), reponse.instant, tenue)
        await asyncio.to_thread(self._remises.marquer_disponible, cle, envoi.a)
        return EtatRemise.REMISE, _preuve(reponse)

    async def _conclure(self, cle: CleRemise, etat: EtatRemise, texte: str, a: datetime, tenue: Tenue) -> None:
        await asyncio.to_thread(
            self._remises.conclure, cle, etat, a=a, reponse=texte, activite=tenue.activite, essai=tenue.essai
        )


def _preuve(reponse: ReponseSmtp) -> str:
    """The final reply as it is kept: code, text, queue id, server, encryption."""
    return reponse.model_dump_json(exclude_none=True)


def _issue(echec: EchecRemise) -> tuple[EtatRemise, str]:
    texte = _preuve(echec.reponse) if echec.reponse else str(echec)
    match echec:
        case RemiseRefusee():
            return EtatRemise.ECHOUEE, texte
        case IssueInconnue():
            return EtatRemise.ISSUE_INCONNUE, texte
        case RemiseDifferee():
            return EtatRemise.DIFFEREE, texte
    raise TypeError(type(echec).__name__)
