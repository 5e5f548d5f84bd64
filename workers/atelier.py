"""What a worker process is made of: the activities with what they depend on, built once from the settings."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.worker import Worker, WorkerDeploymentConfig

from activities.courrier import Courrier, ReglagesSmtp
from activities.decision import instruire
from activities.enregistrement import Enregistrement
from activities.fabrication import Fabrication
from activities.horodatage import Horodateur
from activities.redaction import Redacteur
from activities.remise import Remise
from activities.signature import CleDeSceau
from api.reglages import Reglages
from api.ressources import ouvrir_coffre
from registre import Registre
from registre.moteur import ouvrir
from workers.battement import Battement
from workflows import noms
from workflows.expertise import Expertise

DEPLOIEMENT = "expertises"
"""Name of the worker deployment, for Worker Versioning."""

FILS = 16
"""How many activities a process takes at once from each of the three queues; it has a thread for each."""

GRACE = timedelta(seconds=20)
"""How long an activity under way may take to finish when the process is asked to stop."""


@dataclass(frozen=True)
class Atelier:
    """The activities of each task queue."""

    procedure: Sequence[Callable[..., Any]]
    signature: Sequence[Callable[..., Any]]
    remise: Sequence[Callable[..., Any]]


def monter(reglages: Reglages) -> Atelier:
    """Build the activities. Raises `OSError` when a key cannot be read."""
    registre = Registre(ouvrir(reglages.url_base))
    coffre = ouvrir_coffre(reglages)
    fabrication = Fabrication(coffre, registre.documents, Redacteur(), _sceau(reglages), _horodateur(reglages))
    remise = Remise(registre.remises, registre.lectures, Courrier(_smtp(reglages)), reglages.adresse_publique)
    return Atelier(
        procedure=[instruire, Enregistrement(registre.journal).inscrire],
        signature=[fabrication.rediger, fabrication.signer, fabrication.horodater, fabrication.deposer],
        remise=[remise.remettre, remise.rappeler],
    )


def ouvriers(client: Client, reglages: Reglages, atelier: Atelier, fils: ThreadPoolExecutor) -> list[Worker]:
    """The workers of the task queues that this process serves."""
    constructeurs = {
        noms.FILE_PROCEDURE: lambda: _ouvrier(
            client, reglages, noms.FILE_PROCEDURE, atelier.procedure, fils, Expertise
        ),
        noms.FILE_SIGNATURE: lambda: _ouvrier(client, reglages, noms.FILE_SIGNATURE, atelier.signature, fils),
        noms.FILE_REMISE: lambda: _ouvrier(client, reglages, noms.FILE_REMISE, atelier.remise, fils),
    }
    return [constructeurs[file.strip()]() for file in reglages.files.split(",")]


def _ouvrier(
    client: Client,
    reglages: Reglages,
    file: str,
    activites: Sequence[Callable[..., Any]],
    fils: ThreadPoolExecutor,
    *workflows: type,
) -> Worker:
    version = reglages.version_deploiement
    return Worker(
        client,
        task_queue=file,
        workflows=workflows,
        activities=activites,
        activity_executor=fils,
        max_concurrent_activities=FILS,  # never more than there are threads
        graceful_shutdown_timeout=GRACE,
        interceptors=[Battement()],
        deployment_config=WorkerDeploymentConfig(
            version=WorkerDeploymentVersion(DEPLOIEMENT, version),
            use_worker_versioning=True,
            default_versioning_behavior=VersioningBehavior.PINNED,
        )
        if version
        else None,
    )


def _sceau(reglages: Reglages) -> CleDeSceau:
    cle = reglages.sceau_cle or reglages.dossier_pki / "sceau.key"
    certificat = reglages.sceau_certificat or reglages.dossier_pki / "sceau.pem"
    chaine = reglages.sceau_chaine.read_bytes() if reglages.sceau_chaine else b""
    return CleDeSceau(cle.read_bytes(), certificat.read_bytes(), chaine)


def _horodateur(reglages: Reglages) -> Horodateur:
    racine = reglages.tsa_racine or reglages.dossier_pki / "racine.pem"
    return Horodateur(reglages.tsa_url, [racine.read_bytes()])


def _smtp(reglages: Reglages) -> ReglagesSmtp:
    return ReglagesSmtp(
        hote=reglages.smtp_hote,
        port=reglages.smtp_port,
        expediteur=reglages.expediteur,
        domaine=reglages.domaine_message,
        securite=reglages.smtp_securite,
        utilisateur=reglages.smtp_utilisateur,
        mot_de_passe=reglages.smtp_mot_de_passe,
    )
