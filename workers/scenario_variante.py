"""What if: the acts of a scenario that a variant changes, as its `et_si` block says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workers.saisie import Bloc, simplifier
from workers.scenario_fichier import Champ, Ecrit, Lieu

Changements = Mapping[int, Bloc]
"""The acts that a variant changes, by their rank in the file: their new fields."""


@dataclass(frozen=True)
class VarianteEcrite:
    """One variant, as it is written."""

    titre: str
    changements: Changements
    alors: Champ | None
    """What must be so at its end."""


def changer(bloc: Bloc, nouveau: Bloc | None) -> Bloc:
    """An act with the fields that a variant gives it anew."""
    if nouveau is None:
        return bloc
    return Bloc(bloc.ligne, bloc.valeurs | nouveau.valeurs, bloc.lignes | nouveau.lignes)


def lire_variante(ecrit: Ecrit, champ: Champ) -> VarianteEcrite:
    """Read one variant of a file. Raises `ScenarioInvalide`."""
    bloc, source = champ.valeur, champ.lieu.source
    if not isinstance(bloc, Bloc) or not {"titre", "change"} <= bloc.valeurs.keys() <= {"titre", "change", "alors"}:
        champ.lieu.refuser("une variante attend : titre, change, et alors si on le souhaite")
    lieux = {nom: Lieu(source, ligne) for nom, ligne in bloc.lignes.items()}
    titre, changes = bloc.valeurs["titre"], bloc.valeurs["change"]
    if not isinstance(titre, str):
        lieux["titre"].refuser("« titre » attend un texte")
    if not isinstance(changes, list) or not changes:
        lieux["change"].refuser("« change » attend une liste d’actes changés")
    changements = dict(_changement(ecrit, brut, lieux["change"]) for brut in changes)
    if len(changements) != len(changes):
        lieux["change"].refuser("un acte est changé deux fois")
    alors = Champ(bloc.valeurs["alors"], lieux["alors"]) if "alors" in lieux else None
    return VarianteEcrite(titre, changements, alors)


def _changement(ecrit: Ecrit, brut: Any, lieu: Lieu) -> tuple[int, Bloc]:
    """Which act of the file changes, by its rank or by its name, and its new fields."""
    if not isinstance(brut, Bloc):
        lieu.refuser("un changement attend un acte et ses nouveaux champs : {acte: 12, le: 2026-07-01}")
    lieu = Lieu(lieu.source, brut.ligne)
    propres = {acte.rang: acte.valeur for acte in ecrit.actes if not acte.du_socle}
    vise = simplifier(brut.valeurs.get("acte", {"nomme": brut.valeurs.get("nomme")}))
    if isinstance(vise, dict):
        nommes = [rang for rang, acte in propres.items() if _nom(acte) and _nom(acte) == vise.get("nomme")]
    else:
        nommes = [rang for rang in propres if str(rang) == vise]
    if len(nommes) != 1:
        lieu.refuser(f"l’acte changé est désigné par son rang (1 à {len(propres)}) ou par son nom : {{nomme: x}}")
    champs = {nom: valeur for nom, valeur in brut.valeurs.items() if nom not in ("acte", "nomme")}
    return nommes[0], Bloc(brut.ligne, champs, {nom: brut.lignes[nom] for nom in champs})


def _nom(acte: Any) -> str | None:
    return simplifier(acte.valeurs.get("nom")) if isinstance(acte, Bloc) else None
