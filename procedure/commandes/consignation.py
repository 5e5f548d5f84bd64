"""The provision (art. 267 al. 2, 269-271 CPC; legal aid): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme, Versement
from procedure.modele import Centimes, Court, Modele, PersonneId, Texte
from procedure.preuves import PieceJointe


class VersementProroge(Modele):
    """One instalment of the provision, by its rank in it, and its new term."""

    versement: Annotated[int, Field(ge=1)]
    terme: Terme


class FixerProvision(Commande):
    """Fix the provision after the order, or fix anew what of it is unpaid; also to rectify it (art. 462)."""

    article = "CPC 269"
    type: Literal["fixer_provision"] = "fixer_provision"
    versements: Annotated[tuple[Versement, ...], Field(min_length=1, max_length=100)]
    ordonnance: PieceJointe | None = None


class InviterAConsigner(Commande):
    """Invite the payers to consign, recalling art. 271."""

    article = "CPC 270"
    type: Literal["inviter_a_consigner"] = "inviter_a_consigner"


class EncaisserConsignation(Commande):
    """Record money credited at the régie; `survenu_le` is the day of credit."""

    article = "CPC 269"
    type: Literal["encaisser_consignation"] = "encaisser_consignation"
    payeur: PersonneId
    """Who owes it."""
    montant: Annotated[Centimes, Field(gt=0)]
    verse_par: PersonneId | None = None
    """Another party that paid it in his place."""


class AviserConsignation(Commande):
    """Tell the expert that the provision, or its first instalment, has been consigned, or that none will be."""

    article = "CPC 270"
    type: Literal["aviser_consignation"] = "aviser_consignation"


class AdmettreAideJuridictionnelle(Commande):
    """Record that a party is granted legal aid: its share of the provision is not consigned."""

    article = "CPC 269"
    type: Literal["admettre_aide_juridictionnelle"] = "admettre_aide_juridictionnelle"
    partie: PersonneId
    etendue: Literal["totale", "partielle"]
    reste_du: Centimes | None = None
    """Of what is charged to it, what stays due with partial aid."""
    decision: Court
    """The reference of the decision of the bureau d’aide juridictionnelle."""
    decidee_le: date


class DemanderReleve(Commande):
    """Ask the judge to extend the time to consign, or to relieve from caducité."""

    article = "CPC 271"
    type: Literal["demander_releve"] = "demander_releve"
    au_nom_de: PersonneId
    motif: Texte
    """The motif légitime."""
    document: PieceJointe | None = None


class StatuerReleve(Commande):
    """Decide a request for more time to consign, or for relief from caducité."""

    article = "CPC 271"
    type: Literal["statuer_releve"] = "statuer_releve"
    requete: str
    decision: Literal["accordee", "rejetee"]
    versements: Annotated[tuple[VersementProroge, ...], Field(max_length=100)] = ()
    """The instalments that get a new term; none if the request is refused."""
    ordonnance: PieceJointe | None = None


class ConstaterCaducite(Commande):
    """Find the appointment of the expert caduque, because the provision was not consigned."""

    article = "CPC 271"
    type: Literal["constater_caducite"] = "constater_caducite"
    ordonnance: PieceJointe | None = None


CommandeDeConsignation = (
    FixerProvision
    | InviterAConsigner
    | EncaisserConsignation
    | AviserConsignation
    | AdmettreAideJuridictionnelle
    | DemanderReleve
    | StatuerReleve
    | ConstaterCaducite
)
