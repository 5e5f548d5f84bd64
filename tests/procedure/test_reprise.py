"""Taking over an expertise under way: the past is recorded, never sent again (art. 640 CPC)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dossiers import PARIS, Affaire, jusqu_au_rapport, le, ordonnance, piece, rapport, reception
from etapes import PARTIES, accepter, convoquer, dire, encaisser, pre_rapport, refuser, repondre, taxer

from procedure.dossier import Dossier, Phase
from procedure.effets import Produire
from procedure.evenements import RappelEchu

Acte = tuple[str, str, dict[str, Any]]

HISTOIRE: list[Acte] = [
    ("2026-01-05", "greffe", ordonnance()),
    ("2026-01-06", "greffe", {"type": "notifier_designation"}),
    ("2026-01-06", "greffe", {"type": "inviter_a_consigner"}),
    ("2026-01-12", "expert", accepter()),
    ("2026-01-20", "regie", encaisser("dupin", 300000)),
    ("2026-01-28", "regie", encaisser("batirhone", 150000)),
    ("2026-02-02", "greffe", {"type": "aviser_consignation"}),
    ("2026-02-10", "expert", convoquer("2026-03-10")),
    ("2026-03-10", "expert", {"type": "tenir_reunion", "reunion": 1, "presents": ["morel"]}),
    ("2026-03-20", "expert", {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}),
    ("2026-06-01", "expert", pre_rapport()),
    ("2026-06-20", "me-roche", dire("dupin")),
    ("2026-07-10", "expert", repondre(1)),
    ("2026-09-01", "expert", rapport()),
    *(("2026-09-07", "expert", reception("demande_de_remuneration-1", p, "2026-09-07")) for p in PARTIES),
    ("2026-10-01", "juge", taxer()),
    ("2026-10-05", "expert", {"type": "notifier_taxe"}),
]
"""The acts of the nominal way, each on its day."""

JUSQU_A = {
    "2026-01-10": (3, Phase.MISE_EN_PLACE),
    "2026-03-15": (9, Phase.OPERATIONS),
    "2026-06-25": (12, Phase.DIRES_OUVERTS),
    "2026-07-20": (13, Phase.DIRES_CLOS),
    "2026-09-15": (17, Phase.DEPOSEE),
    "2026-10-10": (19, Phase.RECOURS),
}
"""Six days on which the platform takes over: how many acts there were by then, and the stage reached."""


def role(personne: str) -> str:
    return next(p["role"] for p in ordonnance()["participants"] if p["id"] == personne)


def passe(actes: list[Acte]) -> list[dict[str, Any]]:
    return [
        {
            "survenu_le": jour,
            "recu_a": "2020-01-01T00:00:00Z",
            **acte,
            "auteur": {"personne": par, "role": role(par)},
        }
        for jour, par, acte in actes
    ]


def reprise(actes: list[Acte], **champs: Any) -> dict[str, Any]:
    greffe = {"personne": "greffe", "role": "greffe"}
    return {"type": "reprendre_expertise", "auteur": greffe, "actes": passe(actes), **champs}


def reprendre(jour: str, nombre: int) -> Affaire:
    affaire = Affaire()
    affaire.jouer(jour, reprise(HISTOIRE[:nombre]))
    return affaire


def vivre(jour: str, nombre: int) -> Affaire:
    affaire = Affaire()
    for quand, par, acte in HISTOIRE[:nombre]:
        affaire.jouer(quand, {**acte, "auteur": {"personne": par, "role": role(par)}})
    affaire.attendre(jour)
    return affaire


def fond(dossier: Dossier) -> dict[str, Any]:
    """What the case is, without what the platform added by itself nor how the past is proved."""
    garde = dossier.model_dump(mode="json", exclude={"numero", "compteurs"})
    garde["echeances"] = {i: e.model_dump(mode="json") for i, e in dossier.echeances.items()}
    for une in garde["echeances"].values():
        une["rappels"] = []
        if une["origine"] is not None:
            une["origine"]["preuve"] = None
    return garde


@pytest.mark.parametrize("jour", JUSQU_A)
def test_on_reprend_a_chaque_stade(jour: str) -> None:
    nombre, phase = JUSQU_A[jour]
    assert reprendre(jour, nombre).dossier.phase is phase


@pytest.mark.parametrize("jour", JUSQU_A)
def test_le_dossier_repris_est_celui_que_l_on_aurait_suivi(jour: str) -> None:
    nombre, _ = JUSQU_A[jour]
    assert fond(reprendre(jour, nombre).dossier) == fond(vivre(jour, nombre).dossier)


@pytest.mark.parametrize("jour", JUSQU_A)
def test_rien_n_est_produit_ni_remis_pour_le_passe(jour: str) -> None:
    affaire = reprendre(jour, JUSQU_A[jour][0])
    assert affaire.dernier is not None
    rappels = {a.id for e in affaire.evenements if isinstance(e.fait, RappelEchu) for a in e.actes}
    assert {effet.id for effet in affaire.dernier.effets} == rappels
    assert all(isinstance(effet, Produire) and effet.modele == "rappel" for effet in affaire.dernier.effets)
    fin = next(i for i, e in enumerate(affaire.evenements) if e.fait.type == "reprise_effectuee")
    assert all(e.repris for e in affaire.evenements[:fin])
    assert "systeme" not in {a.auteur for e in affaire.evenements[:fin] for a in e.actes}
    assert not any(e.repris for e in affaire.evenements[fin:])


@pytest.mark.parametrize("jour", JUSQU_A)
def test_tout_est_enregistre_le_jour_de_la_reprise_et_porte_sa_propre_date(jour: str) -> None:
    affaire = reprendre(jour, JUSQU_A[jour][0])
    assert {e.enregistre_a for e in affaire.evenements} == {le(jour)}
    assert [e.numero for e in affaire.evenements] == list(range(1, len(affaire.evenements) + 1))
    assert affaire.evenements[0].survenu_le == date(2026, 1, 5)
    assert affaire.evenements[0].preuve is not None


def test_les_rappels_manques_n_en_font_qu_un_par_echeance() -> None:
    affaire = reprendre("2026-09-28", 10)
    rappels = [e.fait for e in affaire.evenements if isinstance(e.fait, RappelEchu)]
    assert [(r.echeance, r.echelon, r.regroupe) for r in rappels] == [("DL-06:expert", "J-8", ("J-60", "J-30"))]


def test_ce_qui_a_passe_entre_deux_actes_est_leve_a_son_jour() -> None:
    affaire = Affaire()
    affaire.jouer("2026-04-01", reprise(HISTOIRE[:5]))
    leves = [(e.fait.echeance, e.survenu_le) for e in affaire.evenements if e.fait.type == "echeance_depassee"]
    assert leves == [("DL-03:batirhone:versement-2", date(2026, 3, 6))]


@pytest.mark.parametrize(
    ("actes", "message"),
    [
        ([HISTOIRE[0], HISTOIRE[3], HISTOIRE[1]], "notifiée"),
        ([HISTOIRE[0], ("2026-01-20", "greffe", {"type": "notifier_designation"}), HISTOIRE[2]], "précède"),
        ([*HISTOIRE[:3], ("2030-01-01", "expert", accepter())], "avenir"),
        ([HISTOIRE[1]], "Aucune ordonnance"),
        ([HISTOIRE[0], HISTOIRE[0]], "déjà"),
        ([*HISTOIRE[:3], ("2026-01-12", "juge", accepter())], "expert"),
    ],
    ids=["sans sa cause", "en désordre", "à venir", "sans ordonnance", "deux ordonnances", "par un autre"],
)
def test_une_reprise_impossible_est_refusee_entiere_et_nomme_l_acte(actes: list[Acte], message: str) -> None:
    motif = refuser(Affaire(), "2026-02-01", reprise(actes))
    assert message in motif.message
    assert "n° " in motif.message


def test_un_acte_sans_date_est_refuse() -> None:
    commande = reprise(HISTOIRE[:2])
    commande["actes"][1]["survenu_le"] = None
    assert refuser(Affaire(), "2026-02-01", commande).manque == ("la date de l’acte",)


def test_on_ne_reprend_qu_une_expertise_que_la_plateforme_ne_suit_pas() -> None:
    assert "déjà" in refuser(jusqu_au_rapport(), "2026-10-01", reprise(HISTOIRE[:2])).message


def test_la_reprise_elle_meme_n_est_pas_datee_de_l_avenir() -> None:
    demain = reprise(HISTOIRE[:2], survenu_le="2026-02-02", preuve={"nature": "piece", "reference": "x"})
    assert "avenir" in refuser(Affaire(), "2026-02-01", demain).message


def test_l_expertise_reprise_continue_comme_une_autre() -> None:
    affaire = reprendre("2026-06-25", 12)
    affaire.jouer("2026-07-10", repondre(1), "expert")
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert affaire.dernier is not None
    assert affaire.dernier.effets
    assert affaire.evenements[-1].enregistre_a - le("2026-09-01") < timedelta(seconds=1)
    assert affaire.evenements[-1].enregistre_a.tzinfo is PARIS
