"""The provision (art. 267 al. 2, 269-271 CPC; legal aid): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.consignation import VersementProroge
from procedure.commandes.socle import Versement
from procedure.modele import Centimes, Court, Modele, PersonneId, Texte


class ProvisionFixee(Modele):
    """The judge has fixed the provision, or fixed anew what of it was unpaid (art. 269)."""

    type: Literal["provision_fixee"] = "provision_fixee"
    provision: tuple[Versement, ...]
    """The whole of it: an instalment that another replaces keeps its rank, with nothing due."""
    nouveaux: tuple[int, ...]
    """The ranks of the instalments fixed."""
    suffisante: bool


class ConsignationAppelee(Modele):
    """The payers have been invited to consign (art. 270)."""

    type: Literal["consignation_appelee"] = "consignation_appelee"


class ConsignationEncaissee(Modele):
    """Money was credited at the régie (art. 269)."""

    type: Literal["consignation_encaissee"] = "consignation_encaissee"
    payeur: PersonneId
    montant: Centimes
    suffisante: bool
    """Whether the provision, or everybody's first instalment, is now consigned (art. 267 al. 2)."""
    verse_par: PersonneId | None = None
    """Who paid in the payer's place (art. 269)."""


class ConsignationAvisee(Modele):
    """The expert knows that he may start (art. 267 al. 2, 270)."""

    type: Literal["consignation_avisee"] = "consignation_avisee"
    aide_juridictionnelle: bool = False
    """Nothing is to be consigned: legal aid stands for the provision."""


class AideJuridictionnelleAdmise(Modele):
    """A party is granted legal aid: what is charged to it is reduced, to nothing if the aid is total."""

    type: Literal["aide_juridictionnelle_admise"] = "aide_juridictionnelle_admise"
    partie: PersonneId
    totale: bool
    decision: Court
    decidee_le: date
    provision: tuple[Versement, ...]
    """The whole of it, each instalment at its rank."""
    complements: tuple[Versement, ...]
    suffisante: bool


class ReleveDemande(Modele):
    """A party asks for more time to consign, or for relief from caducité (art. 271)."""

    type: Literal["releve_demande"] = "releve_demande"
    au_nom_de: PersonneId
    nature: Literal["prorogation", "releve"]
    """« prorogation » while the time runs, « releve » once it has passed."""
    motif: Texte


class ReleveStatue(Modele):
    """The judge has decided on it (art. 271)."""

    type: Literal["releve_statue"] = "releve_statue"
    requete: str
    nature: Literal["prorogation", "releve"]
    accordee: bool
    versements: tuple[VersementProroge, ...]
    provision: tuple[Versement, ...]
    """The whole of it, with its new terms."""


class CaduciteConstatee(Modele):
    """The appointment is caduque; the case goes on without it (art. 271)."""

    type: Literal["caducite_constatee"] = "caducite_constatee"
    defaillants: tuple[PersonneId, ...]


FaitDeConsignation = (
    ProvisionFixee
    | ConsignationAppelee
    | ConsignationEncaissee
    | ConsignationAvisee
    | AideJuridictionnelleAdmise
    | ReleveDemande
    | ReleveStatue
    | CaduciteConstatee
)
