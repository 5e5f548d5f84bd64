"""`diligence run`: the whole platform on one machine, in one process tree."""

import asyncio
import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from workers.embarque import serveur_temporal
from workers.embarque.emplacement import Empechement, choisir_ports, verrouiller
from workers.embarque.jetons import GENERIQUES, Titulaire, creer_jetons
from workers.embarque.processus import Service, Superviseur

_PYTHON = (sys.executable, "-P", "-m")


def run(
    donnees: Annotated[Path, typer.Option(help="Dossier de tout ce qui est conservé.")] = Path("donnees"),
    port: Annotated[
        int | None, typer.Option(min=1, max=65_535, help="Port de l’interface et des pages (8000).")
    ] = None,
    sans_exemples: Annotated[
        bool, typer.Option("--sans-exemples", help="Ne charge pas les expertises d’exemple.")
    ] = False,
) -> None:
    """Start everything, and stay until Ctrl-C. Raises `Empechement`."""
    asyncio.run(Plateforme(donnees.absolute(), port, exemples=not sans_exemples).tenir())


class Plateforme:
    """The parts of one embedded platform on one data folder."""

    def __init__(self, donnees: Path, port: int | None = None, *, exemples: bool = True) -> None:
        """Take the folder and choose the ports. Raises `Empechement`."""
        self._temporal = serveur_temporal.trouver_temporal()
        try:
            self._verrou = verrouiller(donnees)
        except OSError as erreur:
            raise Empechement(f"le dossier {donnees} est inutilisable ({erreur.strerror})") from None
        self._donnees = donnees
        self._ports = choisir_ports(donnees, port)
        self._exemples: Any = _module_des_exemples() if exemples else None
        self._fichier_jetons = donnees / "jetons.json"
        self._jetons = creer_jetons(self._fichier_jetons, self._titulaires())
        self._superviseur = Superviseur(donnees / "journaux", _dire, (self._verrou,))

    @property
    def adresse(self) -> str:
        """Where the API and the pages answer."""
        return f"http://127.0.0.1:{self._ports['api']}"

    async def tenir(self) -> None:
        """Start the parts, show the addresses, load the examples; stop in order on a signal."""
        arret = _sur_signal(self._superviseur.tuer)
        vie = asyncio.create_task(self._vivre())
        attente = asyncio.create_task(arret.wait())
        try:
            await asyncio.wait({vie, attente}, return_when=asyncio.FIRST_COMPLETED)
            if vie.done():
                await vie  # raises what prevented the start
        finally:
            attente.cancel()
            vie.cancel()
            await asyncio.gather(vie, attente, return_exceptions=True)
            if arret.is_set():
                _dire("Arrêt en cours…")
            await self._superviseur.arreter()
        _dire("Plateforme arrêtée ; rien n’est perdu.")

    async def _vivre(self) -> None:
        _dire(f"Démarrage de la plateforme (données : {self._donnees})")
        superviseur = self._superviseur
        await _ensemble(
            self._demarrer_temporal(),
            superviseur.demarrer(self._voisins()),
            superviseur.executer(
                Service("migrations", "registre", (*_PYTHON, "workers.commande", "migrer"), self._environnement())
            ),
        )
        await _ensemble(superviseur.demarrer(self._travailleur()), superviseur.demarrer(self._api()))
        self._presenter()
        if self._exemples is not None:
            await self._charger_exemples()
        await asyncio.Event().wait()

    async def _demarrer_temporal(self) -> None:
        port = self._ports["temporal"]
        arguments = serveur_temporal.arguments_serveur(
            port=port,
            port_ui=self._ports["temporal_ui"],
            codec=f"{self.adresse}/codec",
            fichier=self._donnees / "temporal.sqlite",
        )
        await self._superviseur.demarrer(
            Service(
                "temporal",
                "serveur Temporal",
                (str(self._temporal), "server", "start-dev", *arguments),
                _environnement_neutre(),
                lambda: serveur_temporal.repond(self._temporal, port),
            )
        )
        await serveur_temporal.conserver(self._temporal, port)

    def _voisins(self) -> Service:
        http, smtp = self._ports["voisins"], self._ports["smtp"]

        async def pret() -> bool:
            return await _ecoute(http) and await _ecoute(smtp)

        commande = (*_PYTHON, "workers.embarque.voisins", str(self._donnees), str(http), str(smtp))
        return Service("voisins", "horodatage et courrier", commande, self._environnement(), pret)

    def _travailleur(self) -> Service:
        return Service(
            "travailleur",
            "travailleur",
            (*_PYTHON, "workers.ouvrier"),
            self._environnement(),
            lambda: serveur_temporal.a_un_travailleur(self._temporal, self._ports["temporal"], "procedure"),
            delai_d_arret=10,
        )

    def _api(self) -> Service:
        port = self._ports["api"]
        commande = (*_PYTHON, "workers.commande", "api")
        return Service("api", "interface et pages", commande, self._environnement(), lambda: _ecoute(port))

    def _environnement(self) -> dict[str, str]:
        """The settings of the parts. Those of the caller are not handed on: examples must never reach the
        database, the mail server or the Temporal cluster that a production shell is set for."""
        reglages = {
            "DONNEES": self._donnees,
            "TEMPORAL_ADRESSE": f"127.0.0.1:{self._ports['temporal']}",
            "TSA_URL": f"http://127.0.0.1:{self._ports['voisins']}/",
            "TSA_RACINE": self._donnees / "pki" / "racine.pem",
            "SMTP_HOTE": "127.0.0.1",
            "SMTP_PORT": self._ports["smtp"],
            "ADRESSE_PUBLIQUE": self.adresse,
            "API_HOTE": "127.0.0.1",
            "API_PORT": self._ports["api"],
            "JETONS": self._fichier_jetons,
            "MODE_EMBARQUE": "true",
            "TEMPORAL_UI_PORT": self._ports["temporal_ui"],
        }
        return _environnement_neutre() | {f"DILIGENCE_{nom}": str(valeur) for nom, valeur in reglages.items()}

    def _titulaires(self) -> Iterable[Titulaire]:
        lister = getattr(self._exemples, "titulaires", None)
        return () if lister is None else lister()

    def _presenter(self) -> None:
        _dire("")
        _dire(f"Pages et interface   {self.adresse}")
        _dire(f"Boîte aux lettres    http://127.0.0.1:{self._ports['voisins']}/boite")
        _dire(f"Temporal             http://127.0.0.1:{self._ports['temporal_ui']}")
        _dire(f"Jetons de développement ({self._fichier_jetons}) :")
        generiques = [titulaire.personne for titulaire in GENERIQUES]
        for personne in generiques:
            _dire(f"  {personne:<24} {self._jetons[personne]}")
        if autres := len(self._jetons) - len(generiques):
            _dire(f"  et {autres} personnes des exemples, dans ce fichier")
        _dire("")
        _dire("Ctrl-C pour arrêter.")

    async def _charger_exemples(self) -> None:
        try:
            nouveaux = await self._exemples.charger(self.adresse, self._jetons, self._donnees)
            if nouveaux:
                _dire(f"Exemples : {nouveaux} expertises reprises.")
        except Exception as erreur:  # noqa: BLE001 - the platform is of use without its examples
            _dire(f"Les exemples n’ont pas été chargés : {type(erreur).__name__} {erreur}")


def _module_des_exemples() -> Any:
    nom = "workers.embarque.exemples"
    try:
        return importlib.import_module(nom)
    except ModuleNotFoundError as absence:
        if absence.name != nom:
            raise
        return None


def _environnement_neutre() -> dict[str, str]:
    heritage = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("DILIGENCE_")}
    return heritage | {"PYTHONUNBUFFERED": "1"}


async def _ensemble(*departs: Awaitable[None]) -> None:
    """Await all; the first failure cancels the others and is raised as itself."""
    taches = [asyncio.ensure_future(depart) for depart in departs]
    try:
        await asyncio.gather(*taches)
    finally:
        for tache in taches:
            tache.cancel()
        await asyncio.gather(*taches, return_exceptions=True)


async def _ecoute(port: int) -> bool:
    """Whether something accepts connections on a port of this machine."""
    try:
        _, ecriture = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    ecriture.close()
    with contextlib.suppress(OSError):
        await ecriture.wait_closed()
    return True


def _sur_signal(au_second: Callable[[], None]) -> asyncio.Event:
    """Return the event that the first request to stop sets; whoever insists gets an immediate end."""
    arret = asyncio.Event()

    def recu() -> None:
        if arret.is_set():
            au_second()
        arret.set()

    numeros = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # that is what `nohup` asks for
        numeros.append(signal.SIGHUP)
    for numero in numeros:
        asyncio.get_running_loop().add_signal_handler(numero, recu)
    return arret


def _dire(ligne: str) -> None:
    # whoever read us (`| head`) may have gone; the platform goes on
    with contextlib.suppress(BrokenPipeError):
        print(ligne, flush=True)
