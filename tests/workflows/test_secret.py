"""What Temporal can read: names of Updates, opaque ids, four search attributes; nothing of anybody."""

from banc_temporal import Cours, Maison
from dossiers import PARTICIPANTS, le, ordonnance
from temporalio.testing import WorkflowEnvironment


async def test_l_histoire_ne_nomme_personne(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    await cours.agir(le("2026-01-06"), {"type": "notifier_designation"}, "greffe")
    histoire = (await cours.poignee.fetch_history()).to_json()
    assert "notifier_designation" in histoire  # what may be read is read: the check below can fail
    for participant in PARTICIPANTS:
        for champ in ("nom", "courriel", "adresse"):
            assert participant.get(champ, "Mme Dupin") not in histoire
    assert "infiltrations" not in histoire


async def test_les_attributs_de_recherche_suivent_le_dossier(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    await cours.agir(le("2026-01-06"), {"type": "notifier_designation"}, "greffe")
    attributs = (await cours.poignee.describe()).typed_search_attributes
    lus = {paire.key.name: paire.value for paire in attributs if paire.key.name.startswith("Diligence")}
    assert lus["DiligenceRG"] == "26/00017"
    assert lus["DiligenceEtape"] == "mise_en_place"
    # DL-02 is the first: fifteen days from the 6th end on the 21st at midnight
    assert lus["DiligenceEcheance"] == le("2026-01-22").replace(hour=0)
