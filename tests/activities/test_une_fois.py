"""Every activity has one effect, run twice, interrupted and run again, or met by another at the same time."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from banc_temporal import Maison, maison
from dossiers import Affaire, ordonnance
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.enregistrement import Enregistrement
from activities.fabrication import Fabrication
from activities.remise import Remise
from procedure.effets import Canal, Produire
from procedure.travaux import Depot, Document, Envoi, Horodatage, Inscription, Redaction, Scellement
from registre import EtatRemise
from workers.atelier import monter

A = datetime(2026, 1, 6, 9, tzinfo=UTC)


@pytest_asyncio.fixture(scope="module")
async def plateforme(tmp_path_factory) -> AsyncIterator[Maison]:
    """A platform without workers: the activities are called by hand."""
    async with maison(tmp_path_factory.mktemp("une-fois")) as m:
        yield m


@pytest.fixture
def affaire(plateforme: Maison) -> Affaire:
    """A case whose designation has just been notified and recorded."""
    affaire = Affaire(f"exp-{datetime.now(UTC).timestamp()}".replace(".", ""))
    affaire.jouer("2026-01-05", ordonnance())
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    plateforme.registre.journal.inscrire(affaire.dossier.id, affaire.evenements, "c1", "0" * 64)
    return affaire


def designation(affaire: Affaire) -> Produire:
    """The order to draw up the notice to the expert."""
    assert affaire.dernier is not None
    effet = affaire.dernier.effets[0]
    assert isinstance(effet, Produire)
    return effet


def envoi(affaire: Affaire, *adresses: str) -> Envoi:
    """The order to deliver that notice, to these addresses instead."""
    effet = designation(affaire)
    modele = effet.destinations[0]
    return Envoi(
        expertise=affaire.dossier.id,
        acte=effet.acte.id,
        nature=effet.acte.nature,
        rg=affaire.dossier.rg,
        juridiction=affaire.dossier.siege.nom,
        fuseau="Europe/Paris",
        destinations=tuple(
            modele.model_copy(update={"courriel": a, "personne": a.partition("@")[0]}) for a in adresses
        ),
        a=A,
    )


def fabrication(plateforme: Maison) -> Fabrication:
    """The activities that make documents."""
    return monter(plateforme.reglages).signature[0].__self__  # type: ignore[attr-defined]


def remise(plateforme: Maison) -> Remise:
    """The activities that deliver."""
    return monter(plateforme.reglages).remise[0].__self__  # type: ignore[attr-defined]


def recus(plateforme: Maison, affaire: Affaire) -> list[str]:
    """The addresses that got a mail about the case, once for each copy."""
    return sorted(m.a[0] for m in plateforme.boite.messages() if affaire.dossier.id in m.texte)


def test_rediger_deux_fois_donne_les_memes_octets(plateforme: Maison, affaire: Affaire) -> None:
    ordre = Redaction(expertise=affaire.dossier.id, effet=designation(affaire))
    assert fabrication(plateforme).rediger(ordre) == fabrication(plateforme).rediger(ordre)


async def test_signer_plusieurs_fois_laisse_un_seul_sceau(plateforme: Maison, affaire: Affaire) -> None:
    atelier = fabrication(plateforme)
    brouillon = atelier.rediger(Redaction(expertise=affaire.dossier.id, effet=designation(affaire)))
    acte = designation(affaire).acte
    ordre = Scellement(
        expertise=affaire.dossier.id, acte=acte.id, titre=acte.titre, brouillon=brouillon, etabli_a=acte.etabli_a
    )
    # four at once, as after a lost answer: the first one recorded counts
    quatre = await asyncio.gather(*(asyncio.to_thread(atelier.signer, ordre) for _ in range(4)))
    scelles = {document.sha256 for document in quatre}
    assert scelles == {(await asyncio.to_thread(atelier.signer, ordre)).sha256}
    fixe = plateforme.registre.documents.document_de(affaire.dossier.id, acte.id)
    assert fixe is not None
    assert {fixe.sha256} == scelles


async def test_horodater_deux_fois_garde_le_premier_jeton(plateforme: Maison) -> None:
    sha256 = plateforme.deposer("À horodater")["document"]
    atelier = fabrication(plateforme)
    await ActivityEnvironment().run(atelier.horodater, Horodatage(documents=(sha256,)))
    premier = plateforme.registre.documents.jeton_de(sha256)
    await ActivityEnvironment().run(atelier.horodater, Horodatage(documents=(sha256,)))
    assert premier is not None
    assert plateforme.registre.documents.jeton_de(sha256) == premier


def test_deposer_un_document_absent_appelle_un_humain(plateforme: Maison, affaire: Affaire) -> None:
    ordre = Depot(
        expertise=affaire.dossier.id,
        acte=designation(affaire).acte.id,
        document=Document(sha256="0" * 64, taille=1),
        depose_a=A,
    )
    with pytest.raises(ApplicationError) as echec:
        fabrication(plateforme).deposer(ordre)
    assert echec.value.type == "Absent"
    assert echec.value.non_retryable


def test_inscrire_deux_fois_n_ecrit_qu_une_ligne(plateforme: Maison, affaire: Affaire) -> None:
    ordre = Inscription(
        expertise=affaire.dossier.id, evenements=tuple(affaire.evenements), commande="c1", empreinte="0" * 64
    )
    Enregistrement(plateforme.registre.journal).inscrire(ordre)
    assert len(plateforme.registre.lectures.journal(affaire.dossier.id)) == len(affaire.evenements)


async def test_remettre_deux_fois_n_envoie_qu_un_courriel(plateforme: Maison, affaire: Affaire) -> None:
    ordre = envoi(affaire, "lenoir@expert.invalid")
    for _ in range(2):
        bilan = await ActivityEnvironment().run(remise(plateforme).remettre, ordre)
        assert bilan.remis == 1
    assert recus(plateforme, affaire) == ["lenoir@expert.invalid"]


async def test_un_avis_mene_a_son_acte_sans_nommer_personne(plateforme: Maison, affaire: Affaire) -> None:
    ordre = envoi(affaire, "lenoir@expert.invalid")
    await ActivityEnvironment().run(remise(plateforme).remettre, ordre)
    [recu] = [m for m in plateforme.boite.messages() if affaire.dossier.id in m.texte]
    assert f"/dossiers/{affaire.dossier.id}#avis_de_designation-1\n" in recu.texte.replace("\r", "")
    assert "lenoir" not in recu.texte


async def test_deux_remises_simultanees_n_envoient_qu_un_courriel(plateforme: Maison, affaire: Affaire) -> None:
    ordre = envoi(affaire, "lenoir@expert.invalid")
    tentatives = (_remettre(plateforme, ordre, f"activite-{i}") for i in range(4))
    await asyncio.gather(*tentatives, return_exceptions=True)
    assert recus(plateforme, affaire) == ["lenoir@expert.invalid"]


async def test_un_serveur_qui_differe_est_relance_pour_ce_seul_destinataire(
    plateforme: Maison, affaire: Affaire
) -> None:
    ordre = envoi(affaire, "lenoir@expert.invalid", "vidal@avocat.invalid")
    plateforme.boite.differer("vidal@avocat.invalid", 1)
    with pytest.raises(ApplicationError) as differe:
        await _remettre(plateforme, ordre, "a", 1)
    assert differe.value.type == "RemiseDifferee"
    assert not differe.value.non_retryable
    bilan = await _remettre(plateforme, ordre, "a", 2)
    assert bilan.remis == 2
    assert recus(plateforme, affaire) == ["lenoir@expert.invalid", "vidal@avocat.invalid"]
    lignes = {r.cle.destinataire: r for r in plateforme.registre.lectures.remises(affaire.dossier.id)}
    assert lignes["vidal"].tentatives == 2


async def test_un_refus_definitif_est_garde_avec_sa_reponse(plateforme: Maison, affaire: Affaire) -> None:
    ordre = envoi(affaire, "morel@personne.invalid", "lenoir@expert.invalid")
    plateforme.boite.refuser("morel@personne.invalid")
    bilan = await _remettre(plateforme, ordre, "a")
    assert (bilan.remis, [e.destinataire for e in bilan.echecs]) == (1, ["morel"])
    lignes = {r.cle.destinataire: r for r in plateforme.registre.lectures.remises(affaire.dossier.id)}
    assert lignes["morel"].etat is EtatRemise.ECHOUEE
    assert "550" in (lignes["morel"].reponse or "")


async def test_une_tentative_perdue_repart_avec_le_meme_message_id(plateforme: Maison, affaire: Affaire) -> None:
    """The connection is lost after the message left: nobody knows, so the same message goes again."""
    ordre = envoi(affaire, "lenoir@expert.invalid")
    plateforme.boite.se_taire("lenoir@expert.invalid", 1)
    with pytest.raises(ApplicationError):
        await _remettre(plateforme, ordre, "a", 1)
    await _remettre(plateforme, ordre, "a", 2)
    messages = [m for m in plateforme.boite.messages() if affaire.dossier.id in m.texte]
    assert len({m.message_id for m in messages}) == 1
    (ligne,) = plateforme.registre.lectures.remises(affaire.dossier.id)
    assert ligne.issues_inconnues == 1


async def test_le_papier_attend_qu_on_le_poste(plateforme: Maison, affaire: Affaire) -> None:
    ordre = envoi(affaire, "dupin@personne.invalid")
    lettre = ordre.destinations[0].model_copy(update={"canal": Canal.LRAR, "courriel": None})
    bilan = await _remettre(plateforme, ordre.model_copy(update={"destinations": (lettre,)}), "a")
    assert (bilan.remis, bilan.a_poster) == (0, 1)
    assert recus(plateforme, affaire) == []


async def test_un_rappel_sans_objet_ne_part_pas(plateforme: Maison, affaire: Affaire) -> None:
    sans_objet = envoi(affaire, "lenoir@expert.invalid").model_copy(update={"echeance": "DL-99:personne"})
    bilan = await ActivityEnvironment().run(remise(plateforme).rappeler, sans_objet)
    assert bilan.sans_objet == 1
    assert recus(plateforme, affaire) == []
    ouverte = sans_objet.model_copy(update={"echeance": "DL-02:expert"})
    assert (await ActivityEnvironment().run(remise(plateforme).rappeler, ouverte)).remis == 1


async def _remettre(plateforme: Maison, ordre: Envoi, activite: str, essai: int = 1):
    environnement = ActivityEnvironment()
    environnement.info = dataclasses.replace(environnement.info, activity_id=activite, attempt=essai)
    return await environnement.run(remise(plateforme).remettre, ordre)

