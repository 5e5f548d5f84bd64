"""Art. 131 to 131-8: what parties agree on, and what they cannot do without each other or without the judge."""

import re
from datetime import date
from typing import Any

import pytest
from actes_convention import (
    CONTRACTANTS,
    ME_BLANC,
    PARTIES,
    QUI,
    convention,
    convenue,
    inertie,
    intervenir,
    modifier,
    operations_convenues,
    remettre,
    remplacer,
    revoquer,
    saisir,
    statuer,
)
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
from procedure.decision import Decision, Refus
from procedure.documents import Nature
from procedure.dossier import Dossier, Phase
from procedure.effets import Produire
from procedure.evenements import Evenement
from procedure.packs import EXPERTISE_JUDICIAIRE, PACKS, TECHNICIEN_CONVENTIONNEL, exiger_en_vigueur
from procedure.personnes import Role
from procedure.veille import prochain_reveil


def acte(evenements: list[Evenement], nature: Nature) -> Any:
    """The only act of a kind among events."""
    (un,) = [a for e in evenements for a in e.actes if a.nature is nature]
    return un


def lettre(decision: Decision | None, nature: Nature) -> Produire:
    """What the platform draws up for the only act of a kind."""
    assert decision is not None
    (un,) = [e for e in decision.effets if isinstance(e, Produire) and e.acte.nature is nature]
    return un


def documents_demandes() -> Affaire:
    affaire = operations_convenues()
    affaire.jouer("2026-02-02", demander("batirhone"), "expert")
    return affaire


def dires_repondus() -> Affaire:
    affaire = operations_convenues()
    affaire.jouer("2026-04-01", pre_rapport(), "expert")
    affaire.jouer("2026-04-20", dire("dupin", "L’origine", "Le coût"), "me-roche")
    affaire.jouer("2026-05-04", repondre(1, "Suivi", "Écarté"), "expert")
    affaire.attendre("2026-05-05")
    return affaire


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
        ({"terme_rapport": None}, "CPC 131", "incomplète"),
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


def test_art_131_seul_un_contractant_enregistre_la_convention() -> None:
    greffe = {"personne": "greffe", "role": "greffe"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=greffe)).interdit
    technicien = {"personne": "expert", "role": "expert"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=technicien)).interdit
    etranger = {"personne": "me-autre", "role": "avocat"}
    assert refuser(Affaire(), "2026-01-05", convention(auteur=etranger)).interdit
    assert refuser(convenue(), "2026-01-06", convention()).message == "Cette affaire est déjà ouverte."


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
        ("2026-02-21", sapiteur(), "expert", "CPC 131-4"),
        ("2026-03-02", avis_du_sapiteur(), "expert", "CPC 131-4, 131-8"),
        ("2026-04-03", pre_rapport(), "expert", "CPC 131-7"),
        ("2026-04-20", dire("dupin"), "me-roche", "CPC 131-7"),
        ("2026-04-24", repondre(1), "expert", "CPC 131-7"),
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
    assert "CPC 131-2" in "".join(dites)


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


# -- art. 131-4: the mission changes


def test_art_131_4_toutes_les_parties_modifient_la_mission_apres_l_avis_du_technicien() -> None:
    affaire = operations_convenues()
    assert "l’accord de SARL Bâtirhône" in refuser(
        affaire, "2026-02-01", modifier(consentants=["dupin"]), "me-roche"
    ).manque
    motif = refuser(affaire, "2026-02-01", modifier(avis_du_technicien=None), "me-roche")
    assert motif.manque == ("l’avis du technicien",)
    affaire.jouer("2026-02-01", modifier(rapport_au_plus_tard="2026-09-30"), "me-roche")
    assert affaire.dossier.chefs[-1] == "Chiffrer les reprises"
    assert str(echeance(affaire, "DL-06").calcul.legal) == "2026-09-30"  # type: ignore[union-attr]
    ecrite = lettre(affaire.dernier, Nature.MODIFICATION_DE_MISSION)
    assert ("Avis du technicien", "Favorable.") in [
        (i["libelle"], i["valeur"]) for i in ecrite.donnees["informations"]
    ]


def test_art_131_4_le_technicien_qui_demande_la_modification_n_a_pas_a_donner_son_avis() -> None:
    affaire = operations_convenues()
    (modifiee,) = affaire.jouer("2026-02-01", modifier(avis_du_technicien=None), "expert")
    assert "à sa demande" in lettre(affaire.dernier, Nature.MODIFICATION_DE_MISSION).donnees["paragraphes"][0]
    assert set(modifiee.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}


def test_art_131_4_une_modification_modifie_quelque_chose() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-02-01", modifier(chefs=[]), "me-roche").message == "Rien n’est modifié."
    assert refuser(affaire, "2026-02-01", modifier(consentants=[*PARTIES, "expert"]), "me-roche").manque == ("expert",)
    assert refuser(affaire, "2026-02-01", modifier(rapport_au_plus_tard="2026-02-01"), "me-roche").article == "CPC 640"


# -- art. 131-5: a party does nothing


def test_art_131_5_l_inertie_est_dite_a_tous_et_n_arrete_pas_le_technicien() -> None:
    affaire = documents_demandes()
    (constat,) = affaire.jouer("2026-03-02", inertie(), "expert")[-1:]
    assert constat.article == "CPC 131-5"
    assert any("sous astreinte" in a for a in constat.alertes)
    assert not any("court jusqu’au" in a for a in constat.alertes)
    assert set(constat.actes[0].destinataires) == {"me-roche", "me-vidal", "dupin", "batirhone"}
    assert "à partir des éléments" in "".join(lettre(affaire.dernier, Nature.CONSTAT_D_INERTIE).donnees["paragraphes"])
    affaire.jouer("2026-03-10", remettre(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_131_5_le_temps_donne_qui_court_encore_est_signale() -> None:
    (constat,) = documents_demandes().jouer("2026-02-10", inertie(), "expert")
    assert any("lundi 23 février 2026" in a for a in constat.alertes)


def test_art_131_5_on_ne_constate_l_inertie_que_de_qui_doit_repondre() -> None:
    affaire = documents_demandes()
    assert refuser(affaire, "2026-02-10", inertie(demande=2), "expert").introuvable
    assert refuser(affaire, "2026-02-10", inertie(partie="dupin"), "expert").article == "CPC 131-5"
    affaire.jouer("2026-02-11", communiquer("batirhone", demande=1), "me-vidal")
    assert "n’attend rien" in refuser(affaire, "2026-02-12", inertie(), "expert").message


# -- art. 131-6: a third person


def test_art_131_6_le_tiers_intervient_avec_l_accord_de_tous_et_apprend_que_c_est_opposable() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-02-01", intervenir(consentants=["dupin"]), "me-roche").article == "CPC 131-6"
    motif = refuser(affaire, "2026-02-01", intervenir(accord_du_technicien=False), "me-roche")
    assert motif.manque == ("l’accord du technicien",)
    (intervenu,) = affaire.jouer("2026-02-01", intervenir(), "me-roche")
    assert {"assurone", "me-blanc", "expert"} <= set(intervenu.actes[0].destinataires)
    assert "opposables" in "".join(lettre(affaire.dernier, Nature.INTERVENTION).donnees["paragraphes"])
    (convoquee,) = affaire.jouer("2026-02-02", convoquer("2026-03-10"), "expert")
    assert {"assurone", "me-blanc"} <= set(convoquee.actes[0].destinataires)


def test_art_131_6_l_intervenant_depose_ses_dires_mais_ne_dispose_pas_de_la_convention() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-02-01", intervenir(accord_du_technicien=False), "expert")
    affaire.jouer("2026-02-20", dire("assurone"), "me-blanc")
    assert affaire.dossier.dires[1].au_nom_de == "assurone"
    motif = refuser(affaire, "2026-02-21", revoquer(*PARTIES, "assurone"), "me-roche")
    assert motif.manque == ("assurone",)
    affaire.jouer("2026-02-21", revoquer(*PARTIES), "me-roche")


@pytest.mark.parametrize(
    "champs",
    [
        {"tiers": {"id": "assurone", "role": "tiers", "nom": "SA Assurone"}, "avocats": []},
        {"avocats": []},
        {"avocats": [ME_BLANC, {**ME_BLANC, "id": "me-autre"}]},
        {"tiers": {"id": "dupin", "role": "partie", "qualite": "intervenant", "nom": "Mme Dupin"}, "avocats": []},
    ],
)
def test_art_131_6_le_tiers_entre_seul_a_son_titre(champs: dict[str, Any]) -> None:
    assert refuser(operations_convenues(), "2026-02-01", intervenir(**champs), "me-roche").article == "CPC 131-6"


# -- art. 131 al. 3, 131-3: an end of the mission


def test_art_131_la_revocation_suppose_l_unanimite_et_a_defaut_le_juge() -> None:
    affaire = operations_convenues()
    motif = refuser(affaire, "2026-03-02", revoquer("dupin"), "me-roche")
    assert motif.manque == ("l’accord de SARL Bâtirhône",)
    assert "CPC 131-3" in motif.message
    (revoque,) = affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    assert "expert" in revoque.actes[0].destinataires
    assert affaire.dernier is not None
    assert "expert" in [d.personne for e in affaire.dernier.effets for d in e.destinations]
    assert not affaire.dossier.echeances
    assert refuser(affaire, "2026-03-04", convoquer("2026-04-10"), "expert").interdit
    assert refuser(affaire, "2026-03-04", revoquer(*PARTIES), "me-roche").message == "Aucun technicien n’a la mission."


def test_art_131_les_parties_choisissent_ensemble_un_autre_technicien() -> None:
    affaire = operations_convenues()
    assert "a toujours la mission" in refuser(affaire, "2026-03-02", remplacer(), "me-roche").message
    affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    assert refuser(affaire, "2026-03-04", remplacer(consentants=["dupin"]), "me-roche").article == "CPC 131"
    deja = {"id": "expert", "role": "expert", "nom": "M. Lenoir"}
    assert refuser(affaire, "2026-03-04", remplacer(technicien=deja), "me-roche").article == "CPC 131"
    affaire.jouer("2026-03-04", remplacer(), "me-roche")
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert refuser(affaire, "2026-03-05", convoquer("2026-04-10"), "expert-2").article == "CPC 131-2"
    affaire.jouer("2026-03-06", accepter(), "expert-2")
    assert str(affaire.dossier.operations_depuis) == "2026-03-06"
    assert str(echeance(affaire, "DL-06", "expert-2").calcul.legal) == "2026-07-06"  # type: ignore[union-attr]


def test_art_131_3_une_partie_saisit_le_juge_de_tout_et_le_technicien_de_ce_qui_le_regarde() -> None:
    affaire = operations_convenues()
    for difficulte in ("designation", "maintien"):
        assert refuser(affaire, "2026-03-02", saisir(difficulte), "expert").interdit
    affaire.jouer("2026-03-02", saisir("remuneration"), "expert")
    (saisine,) = affaire.jouer("2026-03-03", saisir("maintien"), "dupin")
    assert list(affaire.dossier.requetes) == ["juge-d-appui-1", "juge-d-appui-2"]
    assert any("procédure accélérée au fond" in a for a in saisine.alertes)


def test_art_131_3_la_decision_qui_met_fin_a_la_mission_laisse_les_parties_choisir() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-03-02", saisir("maintien"), "me-roche")
    assert refuser(affaire, "2026-04-01", statuer(ordonnance=None), "me-vidal").article == "CPC 131-3"
    assert refuser(affaire, "2026-04-01", statuer(requete="juge-d-appui-9"), "me-vidal").introuvable
    affaire.jouer("2026-04-01", statuer(met_fin_a_la_mission=True), "me-vidal")
    assert affaire.dossier.expert is None
    assert refuser(affaire, "2026-04-02", statuer(), "me-vidal").message == "Le juge a déjà statué sur cette demande."
    affaire.jouer("2026-04-03", remplacer(), "me-roche")


def test_art_131_3_une_decision_sur_la_remuneration_ne_met_pas_fin_a_la_mission() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-03-02", saisir("remuneration"), "expert")
    motif = refuser(affaire, "2026-04-01", statuer(met_fin_a_la_mission=True), "me-roche")
    assert motif.article == "CPC 131-3"
    affaire.jouer("2026-04-01", statuer(), "me-roche")
    assert affaire.dossier.expert == "expert"


# -- art. 131-7, 131-8: the report, the end


def test_art_131_7_le_rapport_attend_la_fin_du_temps_des_dires_et_leurs_reponses() -> None:
    affaire = operations_convenues()
    affaire.jouer("2026-04-01", pre_rapport(), "expert")
    affaire.jouer("2026-04-20", dire("dupin"), "me-roche")
    assert refuser(affaire, "2026-04-25", remettre(), "expert").article == "CPC 131-7"
    motif = refuser(affaire, "2026-05-05", remettre(), "expert")
    assert motif.manque == ("la réponse au dire n° 1",)


def test_art_131_8_le_rapport_est_remis_aux_parties_et_au_tiers_sans_greffe_ni_taxe() -> None:
    affaire = dires_repondus()
    affaire.jouer("2026-05-06", intervenir(), "me-roche")
    *_, remis = affaire.jouer("2026-06-01", remettre(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert set(acte([remis], Nature.RAPPORT).destinataires) == {
        "me-roche", "me-vidal", "dupin", "batirhone", "assurone", "me-blanc",
    }  # fmt: skip
    assert not affaire.dossier.echeances
    assert affaire.dossier.remuneration_demandee is None
    assert any("a valeur de rapport d’expertise judiciaire" in a for a in remis.alertes)
    assert any("jointes au rapport" in a for a in remis.alertes)


def test_art_131_8_sans_avocats_la_valeur_du_rapport_n_est_pas_acquise() -> None:
    affaire = operations_convenues(entre_avocats=False)
    *_, remis = affaire.jouer("2026-06-01", remettre(), "expert")
    (alerte,) = remis.alertes
    assert "n’a pas de plein droit la valeur" in alerte


def test_le_dossier_se_clot_une_fois_le_rapport_remis_et_le_juge_prononce() -> None:
    affaire = dires_repondus()
    trop_tot = refuser(affaire, "2026-05-20", {"type": "clore_dossier"}, "me-roche")
    assert trop_tot.manque == ("stade attendu : rapport remis",)
    affaire.jouer("2026-06-01", remettre(), "expert")
    affaire.jouer("2026-06-02", saisir("remuneration"), "expert")
    assert refuser(affaire, "2026-06-03", {"type": "clore_dossier"}, "dupin").manque == ("juge-d-appui-1",)
    affaire.jouer("2026-07-01", statuer(), "expert")
    affaire.jouer("2026-07-02", {"type": "clore_dossier"}, "dupin")
    assert affaire.dossier.phase is Phase.CLOSE
    assert prochain_reveil(affaire.dossier) is None


def test_le_dossier_se_clot_aussi_quand_plus_personne_n_a_la_mission() -> None:
    affaire = operations_convenues()
    assert refuser(affaire, "2026-03-02", {"type": "clore_dossier"}, "expert").article == "CPC 131"
    affaire.jouer("2026-03-03", revoquer(*PARTIES), "me-roche")
    affaire.jouer("2026-03-04", {"type": "clore_dossier"}, "me-vidal")
    assert affaire.dossier.phase is Phase.CLOSE


def test_un_rapport_en_retard_leve_un_etat_et_ne_punit_personne() -> None:
    affaire = operations_convenues()
    (depasse,) = [e for e in affaire.attendre("2026-07-14") if e.fait.type == "echeance_depassee"]
    assert depasse.article == "CPC 131"
    assert affaire.dossier.phase is Phase.OPERATIONS
    affaire.jouer("2026-07-20", remettre(), "expert")


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
    assert set(TECHNICIEN_CONVENTIONNEL.renvois.values()) <= lus
    for pack in PACKS.values():
        assert pack.commandes <= set(TOUTES)
        assert not pack.commandes & set(pack.ecartes)
        assert set(pack.reserves) <= pack.commandes


@pytest.mark.parametrize(
    ("article", "cite"),
    [
        ("CPC 160, 161", "CPC 131-2"),
        ("CPC 276 al. 4", "CPC 131-7"),
        ("CPC 278, 16", "CPC 131-4, 16"),
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
