"""The parties who conciliate (art. 281 CPC): what has happened."""

from typing import Literal

from procedure.modele import Modele, PersonneId, Texte
from procedure.preuves import Empreinte


class EchangeVerse(Modele):
    """A document was handed over for the conciliation alone."""

    type: Literal["echange_verse"] = "echange_verse"
    au_nom_de: PersonneId
    document: Empreinte


class ConciliationConstatee(Modele):
    """The parties are reconciled, wholly or in part (art. 281)."""

    type: Literal["conciliation_constatee"] = "conciliation_constatee"
    etendue: Literal["totale", "partielle"]
    constat: Texte
    accord: Empreinte | None = None


class ForceExecutoireDemandee(Modele):
    """Parties ask the judge to make their agreement enforceable (art. 281 al. 2)."""

    type: Literal["force_executoire_demandee"] = "force_executoire_demandee"
    requete: str
    demandeurs: tuple[PersonneId, ...]


class ForceExecutoireDecidee(Modele):
    """The judge has decided whether the agreement is enforceable (art. 281 al. 2)."""

    type: Literal["force_executoire_decidee"] = "force_executoire_decidee"
    requete: str
    accordee: bool
    motif: Texte


FaitDeConciliation = (
    EchangeVerse
    | ConciliationConstatee
    | ForceExecutoireDemandee
    | ForceExecutoireDecidee
)
