"""The nominal way of an expertise, from the order to the closing, as the Code tells it."""

from datetime import date

import pytest
from dossiers import jusqu_au_rapport, piece, reception

from procedure.decision import Refus
from procedure.dossier import Phase


def test_de_l_ordonnance_a_la_cloture() -> None:
    affaire = jusqu_au_rapport()
    assert affaire.dossier.phase is Phase.DEPOSEE

    for partie, jour in (("dupin", "2026-09-03"), ("batirhone", "2026-09-07"), ("morel", "2026-09-11")):
        affaire.jouer("2026-09-15", reception("demande_de_remuneration-1", partie, jour), "expert")
    taxe = {"type": "taxer_remuneration", "montant": 420000, "ordonnance": piece("Ordonnance", "9")}
    with pytest.raises(Refus, match="284"):
        affaire.jouer("2026-09-20", taxe, "juge")
    affaire.attendre("2026-09-29")
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.jouer("2026-10-01", taxe, "juge")
    affaire.jouer("2026-10-05", {"type": "notifier_taxe"}, "expert")
    for partie in ("dupin", "batirhone", "morel"):
        affaire.jouer("2026-10-09", reception("notification_taxe-1", partie, "2026-10-08"), "expert")
    affaire.jouer("2026-10-09", reception("ordonnance_de_taxe-1", "expert", "2026-10-05"), "greffe")
    affaire.jouer("2026-10-12", {"type": "liberer_fonds", "verse": 420000, "restitue": 30000}, "regie")
    with pytest.raises(Refus, match="clos"):
        affaire.jouer("2026-10-30", {"type": "clore_dossier"}, "greffe")
    affaire.jouer("2026-11-12", {"type": "clore_dossier"}, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE
    assert [e.regle for e in affaire.dossier.echeances.values()] == ["DL-25"]


def test_art_282_un_delai_par_partie_a_compter_de_sa_reception() -> None:
    affaire = jusqu_au_rapport()
    for partie, jour in (("dupin", "2026-09-03"), ("batirhone", "2026-09-11")):
        affaire.jouer("2026-09-15", reception("demande_de_remuneration-1", partie, jour), "expert")
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-16")}
    assert termes == {"dupin": date(2026, 9, 18), "batirhone": date(2026, 9, 28), "morel": None}
