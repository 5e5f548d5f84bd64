"""Receipt, pay, its release, the closing (art. 282, 284, 724-725 CPC): what has happened."""

from typing import Literal

from procedure.modele import ActeId, Centimes, Modele, PersonneId, Texte


class RemunerationDemandee(Modele):
    """The expert asks for his pay (art. 282 al. 5)."""

    type: Literal["remuneration_demandee"] = "remuneration_demandee"
    montant: Centimes
    acte: ActeId


class ReceptionConstatee(Modele):
    """One person received one act, on that person's proof (art. 640, 669)."""

    type: Literal["reception_constatee"] = "reception_constatee"
    acte: ActeId
    nature: str
    destinataire: PersonneId


class RemunerationObservee(Modele):
    """A party commented on the request for pay (art. 282 al. 5)."""

    type: Literal["remuneration_observee"] = "remuneration_observee"
    au_nom_de: PersonneId
    observations: Texte


class ReductionEnvisagee(Modele):
    """The judge means to tax less, and asks the expert first (art. 284 al. 3)."""

    type: Literal["reduction_envisagee"] = "reduction_envisagee"
    montant: Centimes
    motif: Texte


class ReductionRepondue(Modele):
    """The expert answered on the reduction (art. 284 al. 3)."""

    type: Literal["reduction_repondue"] = "reduction_repondue"
    observations: Texte


class RemunerationTaxee(Modele):
    """The pay is fixed (art. 284)."""

    type: Literal["remuneration_taxee"] = "remuneration_taxee"
    montant: Centimes
    demande: Centimes


class TaxeNotifiee(Modele):
    """The expert sent the order to each party with the text of art. 725."""

    type: Literal["taxe_notifiee"] = "taxe_notifiee"
    acte: ActeId


class FondsLiberes(Modele):
    """The régie released the money (art. 284 al. 2)."""

    type: Literal["fonds_liberes"] = "fonds_liberes"
    verse: Centimes
    restitue: Centimes


class DossierClos(Modele):
    """Nothing is left open."""

    type: Literal["dossier_clos"] = "dossier_clos"


FaitDeRemuneration = (
    RemunerationDemandee
    | ReceptionConstatee
    | RemunerationObservee
    | ReductionEnvisagee
    | ReductionRepondue
    | RemunerationTaxee
    | TaxeNotifiee
    | FondsLiberes
    | DossierClos
)
