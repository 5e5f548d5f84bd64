"""What a person may ask of an expertise: one typed command per step, each naming the article it obeys.

Fields that the Code itself requires (art. 265) may be absent from a command, so that the refusal can come
from the law and name it, rather than from the form.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field, TypeAdapter

from procedure.commandes.appels import *
from procedure.commandes.carence import *
from procedure.commandes.complement import *
from procedure.commandes.conciliation import *
from procedure.commandes.conclusion import *
from procedure.commandes.consignation import *
from procedure.commandes.convention import *
from procedure.commandes.cours import *
from procedure.commandes.difficultes import *
from procedure.commandes.dires import *
from procedure.commandes.empechement_technique import *
from procedure.commandes.fin import *
from procedure.commandes.irregularites import *
from procedure.commandes.mandat import *
from procedure.commandes.mise_en_cause import *
from procedure.commandes.mission import *
from procedure.commandes.moteur import *
from procedure.commandes.operations import *
from procedure.commandes.preuves_tardives import *
from procedure.commandes.recalcul import *
from procedure.commandes.recours import *
from procedure.commandes.recusation import *
from procedure.commandes.remuneration import *
from procedure.commandes.saisine import *
from procedure.commandes.socle import *
from procedure.commandes.suites import *

CommandeDActe = Annotated[
    CommandeDeSaisine
    | CommandeDeMandat
    | CommandeDeRecusation
    | CommandeDAppel
    | CommandeDeConsignation
    | CommandeDeComplement
    | CommandeDOperation
    | CommandeDeCarence
    | CommandeDeDifficulte
    | CommandeDeMission
    | CommandeDeMiseEnCause
    | CommandeDeConclusion
    | CommandeDeConciliation
    | CommandeDIrregularite
    | CommandeDesSuites
    | CommandeDeRemuneration
    | CommandeDePreuveTardive
    | CommandeDeRecours
    | CommandeDuCours
    | CommandeDEmpechement
    | CommandeDeFin
    | CommandeDeConvention
    | CommandeDeRecalcul,
    Field(discriminator="type"),
]
"""A command by which a person acts."""


class ReprendreExpertise(Commande):
    """Take over an expertise already under way: its past acts, each with its own date, in order."""

    article = "CPC 640"
    type: Literal["reprendre_expertise"] = "reprendre_expertise"
    actes: Annotated[tuple[CommandeDActe, ...], Field(min_length=1, max_length=2000)]


ToutActe = Annotated[CommandeDActe | ReprendreExpertise | CommandeDuMoteur, Field(discriminator="type")]
"""Any command."""

ADAPTATEUR: TypeAdapter[ToutActe] = TypeAdapter(ToutActe)
"""Reads a command of any type from JSON or from a dictionary."""

COMMANDES: dict[str, type[Commande]] = {
    classe.model_fields["type"].default: classe
    for classe in (*get_args(get_args(CommandeDActe)[0]), ReprendreExpertise, *get_args(CommandeDuMoteur))
}
"""Every command by the name of its Update, in the order of the procedure."""
