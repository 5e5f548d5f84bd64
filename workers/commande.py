"""The `diligence` command: its sub-commands by name, each imported only when it is called.

`--help` and `delais` must answer at once; Temporal, SQLAlchemy and the PDF tools take seconds to import.
"""

import importlib
import inspect
import os
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from workers.embarque.emplacement import Empechement

RACINE = Path(__file__).resolve().parent.parent


class Paresseuse(NamedTuple):
    """A sub-command that is not imported yet: where its function is, and its line in the help."""

    module: str
    fonction: str
    aide: str


COMMANDES = {
    "run": Paresseuse("workers.embarque.plateforme", "run", "Démarre la plateforme complète sur cette machine."),
    "demo": Paresseuse("workers.demo", "demo", "Joue une expertise entière en temps virtuel et écrit ses pièces."),
    "rejouer": Paresseuse("workers.rejouer", "rejouer", "Joue un scénario d’actes datés sur la loi seule, aussitôt."),
    "delais": Paresseuse("workers.delais_cli", "delais", "Calcule un délai et sa démonstration, ou un lot en JSON."),
}
MESURES = {
    "pas": Paresseuse("workers.banc", "pas", "Temps d’un pas d’acteur, comparé à un Update Temporal nu."),
}


class _Groupe(TyperGroup):
    """A group whose commands are listed from a table and imported when called."""

    table: dict[str, Paresseuse]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the framework's signature
        return [*self.table, *self.commands]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        paresseuse = self.table.get(cmd_name)
        if paresseuse is None:
            return super().get_command(ctx, cmd_name)
        ici = typer.Typer(rich_markup_mode=None, add_completion=False)
        ici.command(cmd_name, help=paresseuse.aide)(lambda: None)
        return typer.main.get_command(ici)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        paresseuse = self.table.get(args[0])
        if paresseuse is None:
            return super().resolve_command(ctx, args)
        return args[0], _charger(args[0], paresseuse), args[1:]


class _Principal(_Groupe):
    table = COMMANDES


class _Mesures(_Groupe):
    table = MESURES


def _charger(nom: str, paresseuse: Paresseuse) -> Any:
    try:
        module = importlib.import_module(paresseuse.module)
    except ModuleNotFoundError as absence:
        if absence.name != paresseuse.module:
            raise
        raise TyperException(f"la commande « {nom} » manque à cette version") from None
    ici = typer.Typer(rich_markup_mode=None, pretty_exceptions_show_locals=False, add_completion=False)
    ici.command(nom, help=paresseuse.aide)(getattr(module, paresseuse.fonction))
    return typer.main.get_command(ici)


application = typer.Typer(
    name="diligence",
    cls=_Principal,
    help="Conduit des expertises judiciaires civiles : délais, actes, remises et preuves.",
    rich_markup_mode=None,
    pretty_exceptions_show_locals=False,  # a traceback with locals would show keys and names
    add_completion=False,
    no_args_is_help=True,
)
application.add_typer(
    typer.Typer(cls=_Mesures, rich_markup_mode=None, no_args_is_help=True, callback=lambda: None),
    name="bench",
    help="Mesures de performance.",
)


@application.callback()
def _principal() -> None:
    pass


@application.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
def test(contexte: typer.Context) -> None:
    """Lance la suite de tests ; les arguments sont ceux de pytest."""
    os.chdir(RACINE)
    # Becoming pytest, not calling it: its signals, its terminal and its exit code stay its own.
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *contexte.args])  # noqa: S606 - no shell wanted


@application.command()
def migrer() -> None:
    """Met la base du registre à son dernier schéma."""
    from api.reglages import Reglages
    from registre.moteur import migrer as porter_au_dernier_schema

    porter_au_dernier_schema(Reglages().url_base)


@application.command()
def reprojeter() -> None:
    """Reconstruit les tableaux de bord depuis le journal."""
    from api.reglages import Reglages
    from procedure.langue import accorder
    from registre import Registre
    from registre.moteur import ouvrir

    nombre = Registre(ouvrir(Reglages().url_base)).projections.reprojeter()
    mots = accorder(nombre, "expertise reconstruite", "expertises reconstruites")
    typer.echo(f"{mots} depuis le journal")


@application.command()
def reprendre() -> None:
    """Relance depuis le journal les expertises que Temporal ne connaît plus."""
    _appeler("workers.relance", "main")


@application.command()
def travailleur() -> None:
    """Lance un processus travailleur Temporal."""
    _appeler("workers.ouvrier", "main")


@application.command()
def api() -> None:
    """Lance l’interface HTTP et les pages."""
    import uvicorn

    from api.reglages import Reglages
    from workers.journaux import configurer

    configurer()
    reglages = Reglages()
    uvicorn.run(
        "api.application:creer_application",
        factory=True,
        host=reglages.api_hote,
        port=reglages.api_port,
        log_config=None,  # ours: no request line, which would quote what people look for
        access_log=False,
        timeout_graceful_shutdown=3,
    )


def _appeler(module: str, fonction: str) -> None:
    resultat = getattr(importlib.import_module(module), fonction)()
    if inspect.iscoroutine(resultat):
        import asyncio

        asyncio.run(resultat)


_EN_FRANCAIS = (
    (r"No such option: (\S+)(.*)", r"option inconnue : \1"),
    (r"No such command '(.*?)'(.*)", r"commande inconnue : \1"),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)", r"argument inattendu : \1"),
    (r"Option '?(.*?)'? requires an argument.*", r"il faut une valeur après \1"),
    (r"Missing (?:option|argument|parameter) '?(.*?)'?\.", r"il manque \1"),
    (r"Missing command\.?", "il manque une commande"),
    (r"Invalid value for '?(.*?)'?: Input should be a valid integer.*", r"\1 attend un nombre entier"),
    (r"Invalid value for '?(.*?)'?: Input should be (greater|less) than.*", r"\1 est hors des bornes"),
    (r"Invalid value for '?(.*?)'?: (.*)", r"valeur refusée pour \1 : \2"),
)


def en_francais(message: str) -> str:
    """Say a usage error of the argument parser in French, on one line."""
    ligne = " ".join(message.split())
    for anglais, francais in _EN_FRANCAIS:
        if re.fullmatch(anglais, ligne):
            return re.sub(anglais, francais, ligne)
    return ligne


def main() -> None:
    """Run the command line; a wrong call gets one line and exit 2."""
    try:
        code = application(prog_name="diligence", standalone_mode=False)
    except TyperException as erreur:
        if type(erreur).__name__ == "NoArgsIsHelpError":
            sys.stdout.write(erreur.format_message() + "\n")
            sys.exit(0)
        sys.stderr.write(f"diligence : {en_francais(erreur.format_message())}\n")
        sys.exit(erreur.exit_code)
    except Empechement as empechement:
        sys.stderr.write(f"diligence : {empechement}\n")
        sys.exit(1)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
