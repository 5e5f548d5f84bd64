"""The complementary provision and the acompte (art. 280 CPC): what has happened."""

from typing import Literal

from procedure.commandes.consignation import VersementProroge
from procedure.commandes.socle import Versement
from procedure.modele import Centimes, Modele, Texte


class ProvisionComplementaireDemandee(Modele):
    """The expert has reported that the provision is manifestly insufficient (art. 280 al. 2)."""

    type: Literal["provision_complementaire_demandee"] = "provision_complementaire_demandee"
    montant: Centimes
    justification: Texte


class ProvisionComplementaireStatuee(Modele):
    """The judge has ordered a complement, refused it, or given more time for one (art. 280 al. 2)."""

    type: Literal["provision_complementaire_statuee"] = "provision_complementaire_statuee"
    requete: str | None
    accordee: bool
    ordonnes: tuple[Versement, ...]
    prolonges: tuple[VersementProroge, ...]
    complements: tuple[Versement, ...]
    """Every complement ordered so far, with its term: its rank is its identity."""


class AcompteDemande(Modele):
    """The expert has asked for an acompte on the consigned sum (art. 280 al. 1)."""

    type: Literal["acompte_demande"] = "acompte_demande"
    montant: Centimes
    avancement: Texte


class AcompteStatue(Modele):
    """The judge has authorised an acompte, or refused it (art. 280 al. 1)."""

    type: Literal["acompte_statue"] = "acompte_statue"
    requete: str
    accordee: bool
    montant: Centimes


class AcompteVerse(Modele):
    """The régie has paid an authorised acompte (art. 280 al. 1)."""

    type: Literal["acompte_verse"] = "acompte_verse"
    montant: Centimes


FaitDeComplement = (
    ProvisionComplementaireDemandee
    | ProvisionComplementaireStatuee
    | AcompteDemande
    | AcompteStatue
    | AcompteVerse
)
