"""Art. 131 to 131-8: what parties agree on, and what they cannot do without each other or without the judge."""

import re
from datetime import date
from typing import Any

import pytest
from actes_convention import (
    PARTIES,
    QUI,
    acte,
    convenue,
    dires_repondus,
    documents_demandes,
    intervenir,
    lettre,
    modifier,
    operations_convenues,
    remplacer,
    revoquer,
    saisir,
    statuer,
)
from conventions import CONTRACTANTS, convention
from dossiers import Affaire, jusqu_aux_operations, ordonnance, piece, rapport
from etapes import (
    accepter,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    demander,
    dire,
    echeance,
    pre_rapport,
    refuser,
    repondre,
    sapiteur,
    taxer,
)
from hypothesis import given
from hypothesis import strategies as st
from test_proprietes import BORNE, COMMANDES, Partie

from procedure.commandes import COMMANDES as TOUTES
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import Dossier, Phase
from procedure.packs import EXPERTISE_JUDICIAIRE, PACKS, TECHNICIEN_CONVENTIONNEL, exiger_en_vigueur
from procedure.personnes import Role

# -- art. 131: the convention


def test_art_131_les_parties_choisissent_ensemble_un_technicien_et_fixent_sa_mission() -> None:
    affaire = convenue()
    assert affaire.dossier.pack == "technicien_conventionnel"
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert affaire.dossier.expert == "expert"
    assert echeance(affaire, "DL-06", "expert").calcul is None
    signee = acte(affaire.evenements, Nature.CONVENTION)
    assert set(signee.destinataires) == {"me-vidal", "dupin", "batirhone", "expert"}
    assert affaire.evenements[0].alertes == ()


@pytest.mark.parametrize(
    ("champs", "article", "dit"),
    [
        ({"technicien": None}, "CPC 131", "incomplète"),
        ({"chefs": []}, "CPC 131", "incomplète"),
        ({"remuneration": None}, "CPC 131", "incomplète"),
        ({"participants": [p for p in CONTRACTANTS if p["id"] != "batirhone"]}, "CPC 131", "commun accord"),
        ({"participants": [*CONTRACTANTS, CONTRACTANTS[0]]}, "CPC 131", "deux fois"),
        (
            {"participants": [*CONTRACTANTS, {"id": "juge", "role": "juge", "nom": "Mme Aubry"}]},
            "CPC 131",
            "leurs avocats et un technicien",
        ),
        ({"participants": [p for p in CONTRACTANTS if p["id"] != "expert"]}, "CPC 131", "parmi les participants"),
        (
            {"participants": [{**p, "avocats": []} if p["id"] == "batirhone" else p for p in CONTRACTANTS]},
            "CPC 131-8",
            "un avocat pour chaque partie",
        ),
        ({"participants": [p for p in CONTRACTANTS if p["id"] != "me-vidal"]}, "CPC 131", "ne figure pas"),
        ({"convention": None}, "CPC 131", "écrit"),
        ({"conclue_le": "2026-01-06"}, "CPC 640", "après son enregistrement"),
        ({"terme_rapport": {"delai": "P6M", "a_compter": "envoi"}}, "CPC 640", "point de départ"),
        ({"terme_rapport": {"le": "2026-01-05"}}, "CPC 640", "déjà passé"),
        ({"juge_d_appui": {"code": "TJ69", "nom": "TJ", "zone": "ailleurs"}}, "CPC 642", ""),
        ({"juge_d_appui": {"code": "TJ69", "nom": "TJ", "zone": "la_reunion"}}, "CPC 642", ""),
    ],
)
def test_art_131_une_convention_incomplete_n_ouvre_rien(champs: dict[str, Any], article: str, dit: str) -> None:
    motif = refuser(Affaire(), "2026-01-05", convention(**champs))
    assert motif.article == article
    assert dit in motif.message


def test_art_131_une_convention_sans_terme_pour_le_rapport_n_en_recoit_pas_un() -> None:
    affaire = convenue(terme_rapport=None)
    (alerte,) = affaire.evenements[0].alertes
    assert "ne fixe pas de terme" in alerte
    affaire.jouer("2026-01-12", accepter(), "expert")
    assert not affaire.dossier.echeances
    affaire.jouer("2026-04-01", pre_rapport(), "expert")
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS


def test_art_131_seul_un_contractant_enregistre_la_convention() -> None:
    greffe = {"personne": "greffe", "role": "greffe"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=greffe)).interdit
    technicien = {"personne": "expert", "role": "expert"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=technicien)).interdit
    etranger = {"personne": "me-autre", "role": "avocat"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=etranger)).interdit
    seul = {"personne": "me-seul", "role": "avocat"}
    gens = [*CONTRACTANTS, {"id": "me-seul", "role": "avocat", "nom": "Me Seul"}]
    assert refuser(Affaire(), "2026-01-05", convention(auteur=seul, participants=gens)).interdit
    assert refuser(convenue(), "2026-01-06", convention()).message == "Cette affaire est déjà ouverte."


@pytest.mark.parametrize("commande", [modifier(), intervenir(), revoquer(*PARTIES), remplacer(), saisir(), statuer()])
def test_art_131_un_avocat_que_personne_n_a_constitue_ne_decide_de_rien(commande: dict[str, Any]) -> None:
    affaire = convenue(participants=[*CONTRACTANTS, {"id": "me-seul", "role": "avocat", "nom": "Me Seul"}])
    motif = refuser(affaire, "2026-02-01", commande, "me-seul")
    assert motif.interdit
    assert motif.message == "L’auteur n’agit pour aucune partie."


@pytest.mark.parametrize(("jour", "admise"), [("2025-08-31", False), ("2025-09-01", True)])
def test_decret_2025_660_l_article_131_ne_vise_le_technicien_que_depuis_le_1er_septembre_2025(
    jour: str, admise: bool
) -> None:
    commande = convention(conclue_le=jour)
    if admise:
        affaire = Affaire()
        affaire.jouer("2026-01-05", commande)
        assert affaire.dossier.rendue_le is not None
        return
    motif = refuser(Affaire(), "2026-01-05", commande)
    assert motif.article == "CPC 131"
    assert "lundi 1er septembre 2025" in motif.message
    assert "anciens articles 1547" in motif.message


def test_decret_2025_660_une_instance_plus_ancienne_est_signalee_et_non_refusee() -> None:
    for introduite, signalee in (("2025-08-31", True), (None, True), ("2025-09-01", False)):
        affaire = convenue(instance_pendante=True, instance_introduite_le=introduite)
        assert any("2025-660" in a for a in affaire.evenements[0].alertes) is signalee


def test_art_131_8_une_convention_sans_avocats_est_admise_et_sa_portee_dite_d_emblee() -> None:
    seules = [{**p, "avocats": []} for p in CONTRACTANTS if p["role"] == "partie"]
    technicien = [p for p in CONTRACTANTS if p["role"] == "expert"]
    affaire = Affaire()
    auteur = {"personne": "dupin", "role": "partie"}
    affaire.jouer(
        "2026-01-05", convention(auteur=auteur, participants=[*seules, *technicien], entre_avocats=False)
    )
    assert [a for a in affaire.evenements[0].alertes if "CPC 131-8" in a]


# -- art. 131-1, 131-2: the technicien


def test_art_131_1_l_acceptation_suppose_la_declaration_d_independance_et_ouvre_les_operations() -> None:
    affaire = convenue()
    motif = refuser(affaire, "2026-01-12", accepter(independance=False), "expert")
    assert motif.article == "CPC 131-1"
    (acceptation,) = affaire.jouer("2026-01-12", accepter(), "expert")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert acceptation.article == "CPC 131-1"
    assert acceptation.resume == "Mission acceptée par le technicien"
    assert set(acceptation.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-06"}
    remise = echeance(affaire, "DL-06")
    assert remise.calcul is not None
    # six months from 12 January end on a Sunday: the next working day is Monday 13 July (art. 641, 642)
    assert str(remise.calcul.legal) == "2026-07-13"
    assert (remise.article, remise.intitule) == ("CPC 131", "Remise du rapport")


def test_art_131_1_la_lettre_d_acceptation_ne_rappelle_que_les_articles_de_la_convention() -> None:
    affaire = operations_convenues()
    ecrite = lettre(affaire.dernier, Nature.ACCEPTATION)
    assert ecrite.modele == "avis_simple"
    assert ecrite.donnees["entete"]["article"] == "CPC 131-1"
    assert ecrite.donnees["entete"]["emetteur"]["qualite"] == "technicien choisi par les parties"
    assert ecrite.donnees["entete"]["conventionnelle"] is True
    assert "131-1" in "".join(ecrite.donnees["paragraphes"])


def test_art_131_le_technicien_pressenti_peut_decliner_et_les_parties_en_choisir_un_autre() -> None:
    affaire = convenue()
    (refus,) = affaire.jouer("2026-01-08", {"type": "refuser_mission", "motif": "Indisponible."}, "expert")
    assert set(refus.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}
    affaire.jouer("2026-01-09", remplacer(), "me-vidal")
    assert affaire.dossier.expert == "expert-2"
    assert "expert" not in affaire.dossier.participants
    affaire.jouer("2026-01-10", accepter(), "expert-2")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert str(echeance(affaire, "DL-06", "expert-2").calcul.legal) == "2026-05-11"  # type: ignore[union-attr]


# -- the shared acts, under the articles of the convention


def test_les_actes_communs_citent_la_convention_et_parlent_du_technicien() -> None:
    affaire = operations_convenues()
    joues = [
        ("2026-01-20", convoquer("2026-02-10"), "expert", "CPC 131-2"),
        ("2026-02-10", {"type": "tenir_reunion", "reunion": 1, "presents": ["me-roche"]}, "expert", "CPC 131-2"),
        ("2026-02-12", {"type": "adresser_note", "note": piece(), "objet": "Constats"}, "expert", "CPC 16, 131-2"),
        ("2026-02-13", demander("batirhone"), "expert", "CPC 131-5"),
        ("2026-02-20", communiquer("batirhone", demande=1), "me-vidal", "CPC 132, 131-5"),
        ("2026-02-21", sapiteur(), "expert", "CPC 131-2, 131-4"),
        ("2026-03-02", avis_du_sapiteur(), "expert", "CPC 131-2, 131-4, 131-8"),
        ("2026-04-03", pre_rapport(), "expert", "CPC 131-2, 131-7"),
        ("2026-04-20", dire("dupin"), "me-roche", "CPC 131-2, 131-7"),
        ("2026-04-24", repondre(1), "expert", "CPC 131-2, 131-7"),
    ]
    for jour, commande, par, article in joues:
        *_, evenement = affaire.jouer(jour, commande, par)
        assert evenement.article == article
    affaire.attendre("2026-05-05")
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    ecrit = "".join(e.model_dump_json() for e in affaire.evenements)
    for etranger in ("expertise judiciaire", "l’expert ", "CPC 160", "CPC 276", "CPC 282", "DL-14", "DL-05"):
        assert etranger not in ecrit


def test_aucune_lettre_ni_aucune_voie_d_une_convention_ne_cite_un_article_de_l_expertise_judiciaire() -> None:
    affaire = operations_convenues()
    dites: list[str] = []
    for jour, commande in (
        ("2026-01-20", convoquer("2026-02-10")),
        ("2026-02-13", demander("batirhone")),
        ("2026-03-20", pre_rapport()),
    ):
        affaire.jouer(jour, commande, "expert")
        assert affaire.dernier is not None
        dites += [e.model_dump_json(exclude={"donnees": {"echeance"}}) for e in affaire.dernier.effets]
    affaire.jouer("2026-03-25", dire("dupin"), "me-roche")
    affaire.jouer("2026-03-30", repondre(1), "expert")
    assert affaire.dernier is not None
    dites += [e.model_dump_json() for e in affaire.dernier.effets]
    for article in ("CPC 160", "CPC 275", "CPC 276", "CPC 282", "article 160", "article 276"):
        assert article not in "".join(dites)
    assert "CPC 131-2, sans forme imposée : lettre recommandée" in "".join(dites)


def test_le_titre_d_une_piece_reste_celui_de_la_partie() -> None:
    affaire = operations_convenues()
    siennes = [piece("Courrier de l’expert d’assurance", "7")]
    affaire.jouer("2026-02-20", communiquer("dupin", pieces=siennes), "me-roche")
    assert acte(affaire.evenements, Nature.PIECES).titre == "Courrier de l’expert d’assurance"


def test_art_131_4_la_consultation_d_un_sapiteur_est_signalee_faute_de_texte() -> None:
    affaire = operations_convenues()
    (consulte,) = affaire.jouer("2026-02-21", sapiteur(), "expert")
    assert [a for a in consulte.alertes if "La convention doit permettre" in a]


def test_un_refus_commun_parle_du_technicien() -> None:
    affaire = operations_convenues()
    motif = refuser(affaire, "2026-02-01", demander("dupin"), "me-roche")
    assert motif.message == "Cet acte revient à : le technicien."
    assert motif.article == "CPC 131-5"
    avant = {"survenu_le": "2026-01-02", "preuve": {"nature": "ar_lrar", "reference": "AR"}}
    assert "précède la convention" in refuser(affaire, "2026-02-01", communiquer("dupin", **avant), "me-roche").message


# -- a pack, and not the other


@pytest.mark.parametrize(
    ("commande", "par", "article", "dit"),
    [
        (taxer(), "me-roche", "CPC 131", "ni consignation, ni taxe"),
        ({"type": "encaisser_consignation", "payeur": "dupin", "montant": 1}, "dupin", "CPC 131", "ni consignation"),
        ({"type": "inviter_a_consigner"}, "me-roche", "CPC 131", "ni consignation"),
        (rapport(), "expert", "CPC 131-8", "ni dépôt au greffe"),
        ({"type": "notifier_designation"}, "me-roche", "CPC 131", "de la convention"),
        (ordonnance(), None, "CPC 131", "n’existe pas"),
    ],
)
def test_ce_qui_n_est_pas_de_la_convention_est_refuse_avec_sa_raison(
    commande: dict[str, Any], par: str | None, article: str, dit: str
) -> None:
    motif = refuser(operations_convenues(), "2026-02-10", commande, par)
    assert motif.article == article
    assert dit in motif.message
    assert motif.interdit


def test_un_acte_de_la_convention_n_existe_pas_dans_une_expertise_ordonnee() -> None:
    motif = refuser(jusqu_aux_operations(), "2026-02-10", revoquer("dupin", "batirhone", "morel"), "me-roche")
    assert motif.article == "CPC 131"
    assert "ordonnée par un juge" in motif.message


def test_un_etat_ancien_est_celui_d_une_expertise_judiciaire() -> None:
    ancien = jusqu_aux_operations().dossier.model_dump(mode="json")
    del ancien["pack"], ancien["convention"]
    assert Dossier.model_validate(ancien).pack == "expertise_judiciaire"


PERSONNES = {Role.AVOCAT: "me-roche", Role.PARTIE: "dupin", Role.EXPERT: "expert"}


@pytest.mark.parametrize("role", [Role.AVOCAT, Role.PARTIE, Role.EXPERT, Role.GREFFE, Role.JUGE, Role.REGIE])
@pytest.mark.parametrize("commande", sorted(set(QUI) - {"conclure_convention"}))
def test_dans_une_convention_chaque_acte_n_appartient_qu_aux_siens(commande: str, role: Role) -> None:
    permis, champs = QUI[commande]
    auteur = {"personne": PERSONNES.get(role, role.value), "role": role.value}
    affaire = documents_demandes()
    if role not in permis:
        motif = refuser(affaire, "2026-03-02", {**champs, "type": commande, "auteur": auteur})
        assert motif.interdit
        assert "revient à" in motif.message
    inconnu = {"personne": "inconnu", "role": role.value}
    assert refuser(affaire, "2026-03-02", {**champs, "type": commande, "auteur": inconnu}).interdit


# -- whatever is asked, in whatever order

EN_CONVENTION = sorted({*QUI, "accepter_mission", "refuser_mission", "convoquer_reunion", "tenir_reunion",
                        "adresser_note", "demander_pieces", "communiquer_pieces", "consulter_sapiteur",
                        "deposer_pre_rapport", "deposer_dire", "repondre_dire", "clore_dossier"})  # fmt: skip
AUTEURS = [
    ("me-roche", "avocat"),
    ("dupin", "partie"),
    ("me-vidal", "avocat"),
    ("expert", "expert"),
    ("expert-2", "expert"),
]


@st.composite
def demandes(draw: st.DrawFn) -> tuple[dict[str, Any], int]:
    nom = draw(st.sampled_from(EN_CONVENTION))
    personne, role = draw(st.sampled_from(AUTEURS))
    commande = {**draw(COMMANDES[nom]), "type": nom, "auteur": {"personne": personne, "role": role}}
    if commande.get("au_nom_de"):
        commande["au_nom_de"] = "dupin"
    return commande, draw(st.sampled_from([1, 24, 24 * 8, 24 * 31]))


@BORNE
@given(st.sampled_from([convenue, operations_convenues, documents_demandes, dires_repondus]), st.data())
def test_aucune_suite_d_actes_ne_brise_une_convention_ni_ne_cite_l_autre_regime(depart: Any, tirage: Any) -> None:
    partie = Partie(depart())
    for _ in range(tirage.draw(st.integers(1, 12))):
        partie.jouer(*tirage.draw(demandes()))
        partie.veiller()
    partie.relire()
    for evenement in partie.journal:
        for numero in re.findall(r"[ ,](\d+)(?:-\d+)?", evenement.article):
            assert not 143 <= int(numero) <= 284
        assert not [e for e in evenement.ouvertes if e.regle in TECHNICIEN_CONVENTIONNEL.sans_delai]


# -- what the packs say of themselves


def test_chaque_commande_d_un_pack_existe_et_chaque_renvoi_mene_a_un_article_lu() -> None:
    lus = {a.reference.removeprefix("CPC ") for a in TECHNICIEN_CONVENTIONNEL.articles}
    assert lus == {"131", *(f"131-{n}" for n in range(1, 9))}
    assert {a for r in TECHNICIEN_CONVENTIONNEL.renvois.values() for a in r.split(", ")} <= lus
    for pack in PACKS.values():
        assert pack.commandes <= set(TOUTES)
        assert not pack.commandes & set(pack.ecartes)
        assert set(pack.reserves) <= pack.commandes


@pytest.mark.parametrize(
    ("article", "cite"),
    [
        ("CPC 160, 161", "CPC 131-2"),
        ("CPC 276 al. 4", "CPC 131-2, 131-7"),
        ("CPC 278, 16", "CPC 131-2, 131-4, 16"),
        ("CPC 668, 669", "CPC 668, 669"),
        ("CPC 284-1", "CPC 131-2"),
        ("CPC 131-3", "CPC 131-3"),
        ("C. civ. 2239", "C. civ. 2239"),
    ],
)
def test_un_article_commun_reste_et_celui_de_l_expertise_judiciaire_a_son_repondant(article: str, cite: str) -> None:
    assert TECHNICIEN_CONVENTIONNEL.citer(article) == cite
    assert EXPERTISE_JUDICIAIRE.citer(article) == article


def test_un_pack_cesse_de_s_ouvrir_quand_ses_regles_ont_cesse() -> None:
    fini = TECHNICIEN_CONVENTIONNEL.model_copy(update={"jusqu_a": date(2026, 1, 1)})
    exiger_en_vigueur(fini, date(2026, 1, 1))
    with pytest.raises(Refus):
        exiger_en_vigueur(fini, date(2026, 1, 2))
