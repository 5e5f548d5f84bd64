"""What a changed calendar would do to the dates of a case, shown before anybody applies it."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from api.identite import AccesExpertise
from api.problemes import Probleme, documenter
from api.ressources import Ouvertes
from procedure.deplacement import Deplacement
from procedure.modele import Modele
from procedure.preuves import Empreinte
from procedure.recalcul import deplacements, empreinte_de, responsables

routeur = APIRouter(tags=["lectures"])


class Recalcul(Modele):
    """The dry run: nothing has moved."""

    montre: Annotated[Empreinte, Field(description="À rendre à l’acte « recalculer », qui n’appliquera rien d’autre")]
    deplacements: tuple[Deplacement, ...]


@routeur.get(
    "/expertises/{expertise}/recalcul",
    responses=documenter(401, 403, 404),
    summary="Montrer ce qu’un recalcul des échéances changerait",
)
def montrer(acces: AccesExpertise, ouvertes: Ouvertes) -> Recalcul:
    """List the open échéances that the present calendar would date otherwise; for who may apply it."""
    dossier = ouvertes.registre.lectures.dossier(acces.expertise)
    if acces.roles.isdisjoint(responsables(dossier)):
        raise Probleme(403, "qualite", "Qualité refusée", "Le recalcul revient à qui tient le dossier.")
    listes = deplacements(dossier)
    return Recalcul(montre=empreinte_de(listes), deplacements=listes)
