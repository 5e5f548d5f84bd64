"""What has happened: typed facts, and the event that carries one with its dates, échéances and acts."""

from datetime import date
from typing import Annotated

from pydantic import Field

from procedure.documents import Acte
from procedure.echeances import Cloture, Echeance
from procedure.evenements.appels import *
from procedure.evenements.carence import *
from procedure.evenements.complement import *
from procedure.evenements.conciliation import *
from procedure.evenements.conclusion import *
from procedure.evenements.consignation import *
from procedure.evenements.convention import *
from procedure.evenements.cours import *
from procedure.evenements.difficultes import *
from procedure.evenements.dires import *
from procedure.evenements.empechement_technique import *
from procedure.evenements.fin import *
from procedure.evenements.irregularites import *
from procedure.evenements.mandat import *
from procedure.evenements.mise_en_cause import *
from procedure.evenements.mission import *
from procedure.evenements.moteur import *
from procedure.evenements.operations import *
from procedure.evenements.preuves_tardives import *
from procedure.evenements.recalcul import *
from procedure.evenements.recours import *
from procedure.evenements.recusation import *
from procedure.evenements.remuneration import *
from procedure.evenements.saisine import *
from procedure.evenements.suites import *
from procedure.modele import Court, Instant, Modele
from procedure.personnes import Auteur
from procedure.preuves import Preuve

Fait = Annotated[
    FaitDeSaisine
    | FaitDeMandat
    | FaitDeRecusation
    | FaitDAppel
    | FaitDeConsignation
    | FaitDeComplement
    | FaitDOperation
    | FaitDeCarence
    | FaitDeDifficulte
    | FaitDeMission
    | FaitDeMiseEnCause
    | FaitDeConclusion
    | FaitDeConciliation
    | FaitDIrregularite
    | FaitDesSuites
    | FaitDeRemuneration
    | FaitDePreuveTardive
    | FaitDeRecours
    | FaitDuCours
    | FaitDEmpechement
    | FaitDeFin
    | FaitDeConvention
    | FaitDeRecalcul
    | FaitDuMoteur,
    Field(discriminator="type"),
]
"""Any fact."""


class Evenement(Modele):
    """One entry of the journal of an expertise: a fact, with everything that was decided with it."""

    numero: int
    """1, 2, 3 … within the expertise, without a gap."""
    fait: Fait
    resume: Court
    """One sentence in French for the timeline, without the content of any document."""
    article: Court
    auteur: Auteur
    survenu_le: date
    """When it happened in law."""
    enregistre_a: Instant
    """When it was recorded."""
    preuve: Preuve | None = None
    repris: bool = False
    """Taken over from before: nothing was sent again for it."""
    etape: str
    """The stage of the case once this has happened."""
    actes: tuple[Acte, ...] = ()
    ouvertes: tuple[Echeance, ...] = ()
    """Échéances opened, or opened anew with their date (same id) once their trigger is proved."""
    closes: tuple[Cloture, ...] = ()
    alertes: tuple[Court, ...] = ()
    """What a human should look at, one sentence in French with its article: raised, never acted upon."""
    sous_interruption: bool = False
    """Done while the instance was interrupted: réputé non avenu unless the protected party confirms it (art. 372)."""
