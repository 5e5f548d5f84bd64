"""Whoever joins a case under way reads it like the others once the file was sent to him (art. 169 CPC)."""

import pytest
from dossiers import Affaire, jusqu_aux_operations, piece

from procedure.documents import Nature
from procedure.personnes import Role
from registre import Registre

NOTE = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}
MISE_EN_CAUSE = {
    "type": "mettre_en_cause",
    "fondement": "ordonnance_commune",
    "decision_de": "juge_des_referes",
    "ordonnance": piece("Ordonnance commune", "c"),
    "arrivants": [
        {"id": "me-sorel", "role": "avocat", "nom": "Me Sorel", "courriel": "sorel@avocat.invalid"},
        {
            "id": "assureur",
            "role": "partie",
            "qualite": "defendeur",
            "nom": "Mutuelle du Bâtiment",
            "adresse": "5 cours Lafayette, 69003 Lyon",
            "avocats": ["me-sorel"],
        },
    ],
}
TRANSMISSION = {"type": "transmettre_dossier", "a": ["assureur"]}
AU_TIERS = {
    "type": "statuer_difficulte",
    "decision": "Ordonnons à la banque de produire les relevés.",
    "tiers": {"id": "banque", "role": "tiers", "nom": "Banque", "adresse": "1 rue de la Bourse, 69002 Lyon"},
    "terme": {"le": "2026-05-04"},
    "ordonnance": piece("Ordonnance", "d"),
}
ACCUSES = {Nature.BORDEREAU, Nature.RECEPISSE, Nature.AVIS_ECHEANCE}
"""What the platform adds to an act."""


def arrivee() -> Affaire:
    """A note is in the file; then an insurer and its avocate arrive."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-20", NOTE, "expert")
    affaire.jouer("2026-04-01", MISE_EN_CAUSE, "greffe")
    return affaire


def lus(registre: Registre, personne: str) -> set[str]:
    return {acte.nature for acte in registre.lectures.actes("exp-1", personne)} - ACCUSES


def test_newcomers_are_members_from_their_arrival(registre: Registre) -> None:
    registre.journal.inscrire("exp-1", arrivee().evenements, "c", "e")
    assert registre.lectures.est_membre("exp-1", "assureur") == {Role.PARTIE}
    assert registre.lectures.est_membre("exp-1", "me-sorel") == {Role.AVOCAT}
    assert lus(registre, "assureur") == {Nature.ORDONNANCE_COMMUNE, Nature.AVIS_D_INTERVENTION}


@pytest.mark.parametrize("qui", ["assureur", "me-sorel"])
def test_the_whole_shared_file_opens_with_its_transmission(registre: Registre, qui: str) -> None:
    affaire = arrivee()
    affaire.jouer("2026-04-10", TRANSMISSION, "expert")
    registre.journal.inscrire("exp-1", affaire.evenements, "c", "e")
    ouverts = lus(registre, qui)
    assert {Nature.NOTE_AUX_PARTIES, Nature.TRANSMISSION_DU_DOSSIER} <= ouverts
    assert Nature.AVIS_A_CONSIGNER not in ouverts  # what the court writes to the payers stays between them
    registre.projections.reprojeter("exp-1")
    assert lus(registre, qui) == ouverts


def test_a_third_person_reads_what_is_sent_to_him_and_nothing_else(registre: Registre) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-20", NOTE, "expert")
    affaire.jouer("2026-04-02", AU_TIERS, "juge")
    registre.journal.inscrire("exp-1", affaire.evenements, "c", "e")
    assert registre.lectures.est_membre("exp-1", "banque") == {Role.TIERS}
    assert lus(registre, "banque") == {Nature.ORDONNANCE_SUR_DIFFICULTE}
