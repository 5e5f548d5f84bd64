"""The ledger: a delivery is claimed once, attempted by one at a time, and its outcome never forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from procedure.effets import Canal, Portee
from registre import CleRemise, EtatRemise, Registre, Remise

CLE = CleRemise("E1", "ordonnance", "dupont", Canal.COURRIEL)
T0 = datetime(2026, 1, 12, 10, tzinfo=UTC)
T1, T2, T3 = (T0 + timedelta(hours=heures) for heures in (1, 2, 3))


def reserver(registre: Registre, cle: CleRemise = CLE, **autres: Any) -> Remise:
    """Claim a delivery."""
    valeurs: dict[str, Any] = {
        "portee": Portee.NOTIFICATION,
        "motif": "consentement (art. 748-2)",
        "prepare_a": T0,
        "courriel": "dupont@exemple.fr",
        "message_id": "<1@diligence>",
    }
    return registre.remises.reserver(cle, **{**valeurs, **autres})


def commencer(registre: Registre, activite: str = "A", essai: int = 1, **autres: Any) -> Remise | None:
    """Start an attempt."""
    return registre.remises.commencer(CLE, activite=activite, essai=essai, tente_a=T1, **autres)


def conclure(registre: Registre, etat: EtatRemise, activite: str = "A", essai: int = 1) -> Remise | None:
    """End an attempt."""
    return registre.remises.conclure(CLE, etat, a=T2, reponse="une réponse", activite=activite, essai=essai)


def etat(registre: Registre) -> EtatRemise:
    """Read the state of the delivery."""
    (remise,) = registre.lectures.remises("E1")
    return remise.etat


def a_seize(action: Any) -> list[Any]:
    """Run an action from sixteen threads at once."""
    depart = Barrier(16)

    def agir(rang: int) -> Any:
        depart.wait()
        return action(rang)

    with ThreadPoolExecutor(16) as equipe:
        return list(equipe.map(agir, range(16)))


def test_a_delivery_goes_its_whole_way(registre: Registre) -> None:
    assert reserver(registre).etat is EtatRemise.PREPAREE
    en_cours = commencer(registre)
    assert en_cours is not None
    assert (en_cours.etat, en_cours.tentatives, en_cours.tente_a) == (EtatRemise.EN_COURS, 1, T1)
    remise = conclure(registre, EtatRemise.REMISE)
    assert remise is not None
    assert (remise.etat, remise.reponse, remise.remis_a) == (EtatRemise.REMISE, "une réponse", T2)
    assert registre.remises.marquer_disponible(CLE, T2)
    assert etat(registre) is EtatRemise.DISPONIBLE
    assert registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T3) == 1
    (fin,) = registre.lectures.remises("E1")
    assert (fin.etat, fin.disponible_a, fin.ouvert_a) == (EtatRemise.OUVERTE, T2, T3)
    assert (fin.cle, fin.portee, fin.issues_inconnues) == (CLE, Portee.NOTIFICATION, 0)


def test_sixteen_claims_make_one_delivery(registre: Registre) -> None:
    recues = a_seize(lambda rang: reserver(registre, message_id=f"<{rang}@diligence>"))
    assert len({remise.message_id for remise in recues}) == 1
    assert len(registre.lectures.remises("E1")) == 1


def test_one_of_sixteen_senders_gets_the_delivery(registre: Registre) -> None:
    reserver(registre)
    prises = a_seize(lambda rang: commencer(registre, activite=f"A{rang}"))
    assert sum(prise is not None for prise in prises) == 1
    (remise,) = registre.lectures.remises("E1")
    assert remise.tentatives == 1


def test_a_claim_does_not_change_what_is_there(registre: Registre) -> None:
    reserver(registre)
    conclue = commencer(registre) and conclure(registre, EtatRemise.REMISE)
    assert reserver(registre, courriel="autre@exemple.fr", message_id="<2@diligence>") == conclue


def test_persons_channels_and_ranks_are_other_deliveries(registre: Registre) -> None:
    autres = [
        CleRemise("E1", "ordonnance", "durand", Canal.COURRIEL),
        CleRemise("E1", "ordonnance", "dupont", Canal.LRAR),
        CleRemise("E1", "ordonnance", "dupont", Canal.COURRIEL, 2),
        CleRemise("E1", "rapport", "dupont", Canal.COURRIEL),
    ]
    for cle in (CLE, *autres):
        reserver(registre, cle)
    assert len(registre.lectures.remises("E1")) == 5
    assert len(registre.lectures.remises("E1", acte="ordonnance")) == 4
    assert len(registre.lectures.remises("E1", acte="ordonnance", destinataire="dupont")) == 3
    assert registre.lectures.remises("E2") == ()


def test_a_crash_before_the_reply_leaves_a_counted_doubt(registre: Registre) -> None:
    """A retry of the same activity goes on, with the same Message-ID; another sender does not."""
    reserver(registre)
    commencer(registre)
    assert commencer(registre, activite="B", essai=9) is None
    reprise = commencer(registre, essai=2)
    assert reprise is not None
    assert (reprise.tentatives, reprise.issues_inconnues) == (2, 1)
    assert reprise.message_id == "<1@diligence>"
    assert commencer(registre, essai=2) is None


def test_a_delivery_left_too_long_may_be_taken_over(registre: Registre) -> None:
    reserver(registre)
    commencer(registre)
    assert commencer(registre, activite="B", abandonnee_avant=T1) is None
    reprise = commencer(registre, activite="B", abandonnee_avant=T2)
    assert reprise is not None
    assert (reprise.activite, reprise.issues_inconnues) == ("B", 1)


@pytest.mark.parametrize(
    ("issue", "se_retente"),
    [
        (EtatRemise.REMISE, False),
        (EtatRemise.ECHOUEE, False),
        (EtatRemise.DIFFEREE, True),
        (EtatRemise.ISSUE_INCONNUE, True),
    ],
)
def test_only_what_is_not_settled_is_attempted_again(registre: Registre, issue: EtatRemise, se_retente: bool) -> None:
    reserver(registre)
    commencer(registre)
    conclue = conclure(registre, issue)
    assert conclue is not None
    assert (conclue.etat, conclue.reponse) == (issue, "une réponse")
    assert (commencer(registre, essai=2) is not None) is se_retente


def test_a_lost_attempt_cannot_undo_its_successor(registre: Registre) -> None:
    reserver(registre)
    commencer(registre)
    commencer(registre, essai=2)
    assert conclure(registre, EtatRemise.ECHOUEE, essai=1) is None
    assert etat(registre) is EtatRemise.EN_COURS


def test_a_late_acceptance_is_never_dropped(registre: Registre) -> None:
    reserver(registre)
    commencer(registre)
    commencer(registre, essai=2)
    conclure(registre, EtatRemise.DIFFEREE, essai=2)
    assert conclure(registre, EtatRemise.REMISE, essai=1) is not None
    assert etat(registre) is EtatRemise.REMISE
    assert conclure(registre, EtatRemise.REMISE, essai=2) is None


@pytest.mark.parametrize("issue", [EtatRemise.PREPAREE, EtatRemise.OUVERTE, EtatRemise.A_POSTER])
def test_an_attempt_ends_in_no_other_way(registre: Registre, issue: EtatRemise) -> None:
    reserver(registre)
    commencer(registre)
    with pytest.raises(ValueError, match="not how an attempt ends"):
        conclure(registre, issue)


def test_paper_waits_for_a_person(registre: Registre) -> None:
    reserver(registre)
    posee = registre.remises.a_poster(CLE)
    assert posee is not None
    assert posee.etat is EtatRemise.A_POSTER
    assert registre.remises.a_poster(CLE) is None
    assert commencer(registre) is None
    registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T1)
    assert etat(registre) is EtatRemise.A_POSTER
    assert registre.remises.conclure(CLE, EtatRemise.REMISE, a=T2, reponse="2C 123") is not None


def test_reading_here_opens_no_letter(registre: Registre) -> None:
    """The same act by e-mail and by post: a download says something of the first only."""
    lettre = CleRemise("E1", "ordonnance", "dupont", Canal.LRAR)
    reserver(registre)
    reserver(registre, lettre)
    registre.remises.a_poster(lettre)
    commencer(registre)
    conclure(registre, EtatRemise.REMISE)
    assert registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T3) == 1
    ouverts = {r.cle.canal: (r.etat, r.ouvert_a) for r in registre.lectures.remises("E1")}
    assert ouverts == {Canal.COURRIEL: (EtatRemise.OUVERTE, T3), Canal.LRAR: (EtatRemise.A_POSTER, None)}


def test_availability_says_nothing_of_a_letter(registre: Registre) -> None:
    cle = CleRemise("E1", "ordonnance", "durand", Canal.LRAR)
    reserver(registre, cle)
    registre.remises.a_poster(cle)
    registre.remises.marquer_disponible(cle, T1)
    conclue = registre.remises.conclure(cle, EtatRemise.REMISE, a=T2, reponse="2C 123")
    assert conclue is not None
    assert (conclue.etat, conclue.disponible_a) == (EtatRemise.REMISE, T1)


def test_available_before_the_reply_or_after_it_is_the_same(registre: Registre) -> None:
    reserver(registre)
    registre.remises.marquer_disponible(CLE, T0)
    assert etat(registre) is EtatRemise.PREPAREE
    assert registre.remises.marquer_disponible(CLE, T3) is None
    commencer(registre)
    conclue = conclure(registre, EtatRemise.REMISE)
    assert conclue is not None
    assert (conclue.etat, conclue.disponible_a) == (EtatRemise.DISPONIBLE, T0)


def test_the_first_opening_stands_even_before_the_reply(registre: Registre) -> None:
    reserver(registre)
    commencer(registre)
    assert registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T1) == 1
    assert etat(registre) is EtatRemise.EN_COURS
    conclure(registre, EtatRemise.REMISE)
    assert etat(registre) is EtatRemise.OUVERTE
    assert registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T3) == 0
    assert registre.lectures.remises("E1")[0].ouvert_a == T1


def test_an_unknown_delivery_changes_nothing(registre: Registre) -> None:
    assert commencer(registre) is None
    assert registre.remises.a_poster(CLE) is None
    assert registre.remises.marquer_ouverte("E1", "ordonnance", "dupont", T1) == 0
