"""What may be appealed at once among the decisions on a measure (art. 145, 150, 170, 490 CPC)."""

from procedure.contexte import Contexte
from procedure.documents import Nature
from procedure.echeances import Echeance
from procedure.fiches import FICHES
from procedure.modele import ActeId
from procedure.ouverture import attendre

AVANT_TOUT_PROCES = ("refere_145", "requete_145")
"""The measures ordered before any trial."""


def appel_des_decisions_du_controle(ctx: Contexte, decision_acte_id: ActeId) -> tuple[Echeance, ...]:
    """Each party's appeal against a decision that orders, modifies or concerns the execution of the measure (DL-01d).

    Open at once where the measure was ordered before any trial (Cass. 2e civ., 21 June 1995); it waits for the
    decision to be served on that party. In a pending case the decision is appealed with the merits only (art. 170).
    """
    if ctx.dossier.fondement not in AVANT_TOUT_PROCES:
        return ()
    if not FICHES[Nature(decision_acte_id.rpartition("-")[0])].suivi:
        raise ValueError(f"the receipt of {decision_acte_id} is not followed: no period could start from it")
    return tuple(
        attendre("DL-01d", partie, objet=decision_acte_id, acte=decision_acte_id) for partie in ctx.dossier.parties
    )


def alerte_de_l_incident(ctx: Contexte) -> str:
    """What is to be known of the appeal against a decision on the replacement or the récusation of the expert.

    It is treated as a separate incident (Cass. 2e civ., 18 Oct. 2001, 23 June 2005); a contrary decision exists.
    """
    if ctx.dossier.fondement in AVANT_TOUT_PROCES:
        return "Décision susceptible d’un appel immédiat, quinze jours (délai discuté) de sa signification (CPC 490)."
    return (
        "Décision distincte de la mesure : l’appel immédiat est en principe ouvert, des décisions contraires "
        "existent ; aucun délai n’est calculé (CPC 170)."
    )
