"""The largest case plays from the order to the closing, and its play repeats nothing that has not changed."""

import pytest

from benchmarks.rejeu_grand_dossier import actes
from procedure.dossier import Phase
from procedure.rejeu import Deroulement, rejouer


@pytest.fixture(scope="module")
def deroulement() -> Deroulement:
    return rejouer(actes())


def test_deux_ans_et_cent_dix_participants_sans_un_refus(deroulement: Deroulement) -> None:
    assert len(deroulement.participants) == 110
    assert [m.refus for m in deroulement.moments if m.refus] == []
    assert deroulement.moments[-1].etape is Phase.CLOSE
    assert (deroulement.moments[-1].a - deroulement.moments[0].a).days > 700


def test_une_echeance_n_est_dite_que_lorsqu_elle_change(deroulement: Deroulement) -> None:
    dites = sum(len(moment.echeances) for moment in deroulement.moments)
    en_cours = sum(len(moment.en_cours) for moment in deroulement.moments)
    suivis = deroulement.historique()
    changements = sum(1 + s.revisions for s in suivis.values())
    rappels = sum(f.type == "rappel_echu" for m in deroulement.moments for f in m.en_chemin)
    assert dites <= changements + rappels
    assert en_cours > 20 * dites
