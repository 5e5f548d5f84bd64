"""`diligence recalculer`: what a changed calendar would do to every open case, then, if asked, do it."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from api.guichet import Guichet, GuichetTemporal
from api.problemes import Probleme
from api.reglages import Reglages
from procedure.commandes import Recalculer
from procedure.decision import Refus
from procedure.deplacement import Deplacement
from procedure.dossier import Dossier, Phase
from procedure.langue import accorder, date_longue
from procedure.personnes import Auteur
from procedure.recalcul import deplacements, empreinte_de, responsables
from registre import Registre
from registre.moteur import ouvrir
from workers.embarque.emplacement import Empechement


class Essai(NamedTuple):
    """What a recomputation would change in one case."""

    dossier: Dossier
    deplacements: tuple[Deplacement, ...]

    @property
    def mobiles(self) -> int:
        """How many dates would move; the others are for a human to settle."""
        return sum(not d.a_trancher for d in self.deplacements)


def recalculer(
    expertise: Annotated[str | None, typer.Option(help="Une seule expertise, par son identifiant.")] = None,
    appliquer: Annotated[bool, typer.Option("--appliquer", help="Appliquer ce qui est montré.")] = False,
    oui: Annotated[bool, typer.Option("--oui", help="Ne pas demander de confirmation.")] = False,
    donnees: Annotated[Path | None, typer.Option(help="Dossier de la plateforme, tel que donné à « run ».")] = None,
) -> None:
    """List the dates that the present calendar would move; apply them only if asked."""
    reglages = Reglages(donnees=donnees) if donnees else Reglages()
    exiger_une_plateforme(reglages, appliquer=appliquer)
    registre = Registre(ouvrir(reglages.url_base))
    essais = list(essayer(registre, expertise))
    sys.stdout.writelines(f"{ligne}\n" for ligne in montrer(essais))
    mobiles = [e for e in essais if e.mobiles]
    if not appliquer or not mobiles:
        return
    if not oui:
        typer.confirm(f"Appliquer à {accorder(len(mobiles), 'expertise')} ?", abort=True)
    echecs = asyncio.run(_appliquer(GuichetTemporal(reglages), mobiles))
    sys.stdout.write(f"{accorder(len(mobiles) - len(echecs), 'expertise recalculée', 'expertises recalculées')}\n")
    if echecs:
        raise Empechement("non recalculées : " + " ; ".join(echecs))


def exiger_une_plateforme(reglages: Reglages, *, appliquer: bool) -> None:
    """Refuse a folder that holds no record, or not the key of its cases: neither may be made by mistake here.

    Raises `Empechement`.
    """
    if not reglages.base and not (reglages.donnees / "registre.sqlite").is_file():
        raise Empechement(f"aucun registre dans {reglages.donnees} : indiquez --donnees ou DILIGENCE_DONNEES")
    cles = reglages.cles_de_charge.get_secret_value()
    if appliquer and not cles and not (reglages.dossier_cles / "charges.txt").is_file():
        raise Empechement(f"la clé des échanges n’est pas dans {reglages.dossier_cles} : rien n’est appliqué")


def essayer(registre: Registre, expertise: str | None = None) -> Iterator[Essai]:
    """The cases in which something would change; nothing is changed. Raises `Empechement` for an unknown case."""
    for identifiant in [expertise] if expertise else registre.lectures.toutes():
        dossier = registre.lectures.dossier(identifiant)
        if not dossier.numero:
            raise Empechement(f"aucune expertise {identifiant}")
        trouves = () if dossier.phase is Phase.CLOSE else deplacements(dossier)
        if trouves:
            yield Essai(dossier, trouves)


def montrer(essais: list[Essai]) -> Iterator[str]:
    """What would move, case by case, in French."""
    if not essais:
        yield "Aucune échéance en cours ne changerait de date."
    for essai in essais:
        yield f"RG {essai.dossier.rg} ({essai.dossier.id})"
        for d in essai.deplacements:
            personne = essai.dossier.participants.get(d.personne)
            nom = personne.nom if personne else d.personne
            vers = date_longue(d.apres.legal) if d.apres else "sans date"
            a_trancher = " — à trancher, rien ne bouge" if d.a_trancher else ""
            yield f"  {d.intitule} — {nom} : {date_longue(d.avant.legal)} → {vers}{a_trancher}"
            yield f"    {d.motif}"


async def appliquer_un(guichet: Guichet, essai: Essai) -> None:
    """Apply to one case what was shown of it, on behalf of who keeps it. Raises `Refus` or `Probleme`."""
    montre = empreinte_de(essai.deplacements)
    commande = Recalculer(auteur=_responsable(essai.dossier), recu_a=datetime.now(UTC), montre=montre)
    await guichet.soumettre(essai.dossier.id, commande, f"{essai.dossier.id}-recalcul-{montre}")


def _responsable(dossier: Dossier) -> Auteur:
    """The greffe of the case, or whoever answers for its dates where there is none."""
    role = responsables(dossier)[0]
    return Auteur(personne=dossier.de_role(role)[0], role=role)


async def _appliquer(guichet: Guichet, essais: list[Essai]) -> list[str]:
    """One case at a time; one that refuses does not keep the others from moving."""
    echecs = []
    for essai in essais:
        try:
            await appliquer_un(guichet, essai)
        except Refus as refus:
            echecs.append(f"RG {essai.dossier.rg} ({refus.motif.message})")
        except Probleme as probleme:
            echecs.append(f"RG {essai.dossier.rg} ({probleme.detail})")
    return echecs
