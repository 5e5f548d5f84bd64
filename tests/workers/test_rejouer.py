"""A scenario is checked against what it says; whatever is wrong with it is said in French, with its file and line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from procedure.commandes import COMMANDES
from procedure.decider import REGLES_DES_COMMANDES
from workers.rejouer import Resultat, derouler, variantes
from workers.scenario import A_LA_FRONTIERE, AUTREMENT, DE_LA_LIGNE, ScenarioInvalide, lire, lire_texte, nom_du_champ
from workers.scenario_fichier import TAILLE_MAX

RACINE = Path(__file__).parents[2]
SOCLES = RACINE / "exemples" / "socles"
ICI = str(SOCLES / "essai.yaml")


def ecarts(actes: str, socle: str = "acceptee") -> list[str]:
    scenario = lire_texte(f"socle: {socle}.yaml\nactes:\n{actes}", ICI)
    return [str(e).removeprefix(f"{SOCLES}/") for e in derouler(scenario)[1]]


def refus(texte: str, source: str = ICI) -> str:
    with pytest.raises(ScenarioInvalide) as erreur:
        lire_texte(texte, source)
    message = str(erreur.value)
    assert "\n" not in message
    return message.removeprefix(f"{SOCLES}/")


VERSEMENT = '  - {le: 2026-01-20, par: regie, acte: encaisser_consignation, payeur: dupin, montant: "3 000,00 €"'


# -- what must follow an act


@pytest.mark.parametrize(
    "alors",
    [
        "etape: mise_en_place",
        "echeances: {DL-03: 2026-03-05}",
        "echeances: {DL-03:batirhone: 2026-03-05, DL-03:dupin: absente, DL-06: non_demarree}",
        "echeances: {DL-03:batirhone:versement-2: {legal: 2026-03-05, statut: ouverte}}",
        "echeances: {DL-03:batirhone: J+59}",
        "leve: []",
        "resume: Consignation de",
        "jamais: {avis_de_consignation: [expert]}",
    ],
)
def test_ce_qui_est_vrai_passe(alors: str) -> None:
    assert ecarts(VERSEMENT + f", alors: {{{alors}}}}}") == []


@pytest.mark.parametrize(
    ("alors", "dit"),
    [
        ("etape: operations", "l’étape est « mise_en_place » et non « operations »"),
        ("echeances: {DL-03: 2026-03-06}", "DL-03:batirhone:versement-2, legal : 2026-03-05 et non 2026-03-06"),
        ("echeances: {DL-03:dupin: 2026-03-05}", "DL-03:dupin : aucune échéance en cours"),
        ("echeances: {DL-03:batirhone:versement-1: 2026-03-05}", "aucune échéance en cours"),
        ("echeances: {DL-03: absente}", "encore en cours (DL-03:batirhone:versement-2)"),
        ("echeances: {DL-03: non_demarree}", "est « ouverte »"),
        ("echeances: {DL-03:batirhone: {safe_by: 2026-03-04}}", "safe_by : 2026-03-05 et non 2026-03-04"),
        ("echeances: {DL-06: 2026-10-02}", "aucune date et non 2026-10-02"),
        ("leve: [caducite_encourue]", "états levés : aucun"),
        ("alertes: [CPC 276]", "aucune alerte ne dit « CPC 276 »"),
        ("resume: Dire", "aucun événement ne dit « Dire »"),
        ("actes: {convocation: [dupin]}", "convocation va à : aucun acte de cette nature"),
    ],
)
def test_ce_qui_est_faux_est_dit_avec_sa_ligne(alors: str, dit: str) -> None:
    (ecart,) = ecarts(VERSEMENT + f",\n     alors: {{{alors}}}}}")
    assert ecart.startswith(
        "essai.yaml, ligne 4, acte n° 1 (encaisser_consignation, mardi 20 janvier 2026) : "
    )
    assert dit in ecart


def test_les_destinataires_sont_exactement_ceux_qui_sont_dits() -> None:
    avis = VERSEMENT + "}\n" + VERSEMENT.replace("dupin", "batirhone").replace("3 000", "1 500").replace("20", "28", 1)
    avis = avis.replace("2826", "2026") + "}\n  - {le: 2026-02-02, par: greffe, acte: aviser_consignation, alors: {"
    assert ecarts(avis + "actes: {avis_de_consignation: [expert]}}}") == []
    (ecart,) = ecarts(avis + "actes: {avis_de_consignation: [expert, dupin]}}}")
    assert "avis_de_consignation va à : expert" in ecart
    (ecart,) = ecarts(avis + "jamais: {avis_de_consignation: [expert, morel]}}}")
    assert "avis_de_consignation va à expert, et ne devait pas" in ecart


def test_un_etat_leve_est_attendu_exactement() -> None:
    attendre = "  - {le: 2026-03-06, acte: attendre, alors: {leve: [caducite_encourue], etape: mise_en_place}}"
    assert ecarts(attendre) == []
    (ecart,) = ecarts(attendre.replace("[caducite_encourue]", "[]"))
    assert "états levés : caducité encourue (caducite_encourue)" in ecart


ACCEPTER = "  - {le: 2026-01-13, par: expert, acte: accepter_mission, independance: oui"


def test_un_refus_attendu_passe_par_son_article_et_son_message() -> None:
    assert ecarts(ACCEPTER + ", refuse: CPC 267}") == []
    assert ecarts(ACCEPTER + ", refuse: {article: CPC 267, message: a déjà répondu}}") == []


def test_l_article_d_une_liste_se_cite_seul() -> None:
    taxer = "  - {le: 2026-09-16, par: juge, acte: taxer_remuneration, montant: '4 200,00 €', refuse: CPC 284}"
    assert ecarts(taxer, "depose") == []


@pytest.mark.parametrize(
    ("suite", "dit"),
    [
        ("}", "acte n° 1 (accepter_mission, mardi 13 janvier 2026) : refusé, CPC 267 : L’expert a déjà répondu."),
        (", refuse: CPC 271}", "refusé, mais non pour CPC 271 : CPC 267"),
        (", refuse: {article: CPC 267, message: taxe}}", "refusé, mais non pour CPC 267 « taxe »"),
    ],
)
def test_un_autre_refus_est_un_ecart_et_le_jeu_continue(suite: str, dit: str) -> None:
    suivi = VERSEMENT + ", alors: {resume: Consignation}}"
    (ecart,) = ecarts(f"{ACCEPTER}{suite}\n{suivi}")
    assert dit in ecart


def test_un_acte_admis_qui_devait_etre_refuse_est_un_ecart() -> None:
    (ecart,) = ecarts(VERSEMENT + ", refuse: CPC 269}")
    assert "devait être refusé (CPC 269) et a été admis" in ecart


# -- files that stand on others


def test_le_socle_se_joue_sans_etre_raconte_et_ses_actes_viennent_d_abord() -> None:
    scenario = lire(SOCLES / "operations.yaml")
    assert [p.du_socle for p in scenario.pas] == [True] * 4 + [False] * 4
    assert [p.rang for p in scenario.pas] == [1, 1, 2, 3, 1, 2, 3, 4]
    assert scenario.actes[0].commande.type == "enregistrer_ordonnance"


def test_l_affaire_du_socle_se_corrige_et_ses_participants_s_ajoutent() -> None:
    texte = """\
socle: ordonnee.yaml
affaire: {terme_rapport: {le: 2026-06-30}}
participants: {sci: {role: partie, qualite: defendeur, nom: SCI du Parc}}
actes: [{le: 2026-01-06, par: greffe, acte: notifier_designation, alors: {echeances: {DL-06: 2026-06-30}}}]
"""
    scenario = lire_texte(texte, ICI)
    assert scenario.rg == "26/00017"
    assert "sci" in scenario.participants
    assert derouler(scenario)[1] == []


def test_ce_que_dit_un_socle_ne_lie_pas_ce_qui_repose_sur_lui(tmp_path: Path) -> None:
    socle = "alors: {echeances: {DL-03: 2026-03-05}}"
    ordonnee = (SOCLES / "ordonnee.yaml").read_text(encoding="utf-8")
    (tmp_path / "socle.yaml").write_text(
        ordonnee.replace("acte: enregistrer_ordonnance", f"acte: enregistrer_ordonnance, {socle}"), encoding="utf-8"
    )
    assert derouler(lire(tmp_path / "socle.yaml"))[1] == []
    (tmp_path / "dessus.yaml").write_text(
        'socle: socle.yaml\naffaire: {provision: [{payeur: dupin, montant: "10,00 €", terme: {le: 2026-04-01}}]}\n'
        "actes: [{le: 2026-01-06, acte: attendre}]\n",
        encoding="utf-8",
    )
    assert derouler(lire(tmp_path / "dessus.yaml"))[1] == []


def test_un_socle_qui_tourne_en_rond_est_refuse(tmp_path: Path) -> None:
    for un, autre in (("a", "b"), ("b", "a")):
        (tmp_path / f"{un}.yaml").write_text(
            f"socle: {autre}.yaml\nactes: [{{le: +1, acte: attendre}}]\n", encoding="utf-8"
        )
    with pytest.raises(ScenarioInvalide, match=r"b\.yaml, ligne 1 : le socle .* tourne en rond"):
        lire(tmp_path / "a.yaml")


def test_un_socle_absent_est_dit_ou_il_est_demande() -> None:
    message = refus("socle: absent.yaml\nactes: [{le: +1, acte: attendre}]")
    assert message.startswith("essai.yaml, ligne 1 : le fichier ")
    assert message.endswith("absent.yaml n’existe pas")


def test_une_faute_du_socle_est_dite_dans_son_fichier(tmp_path: Path) -> None:
    (tmp_path / "socle.yaml").write_text("actes: []\n", encoding="utf-8")
    with pytest.raises(ScenarioInvalide, match=r"socle\.yaml : il manque la partie « affaire »"):
        lire_texte("socle: socle.yaml\nactes: [{le: +1, acte: attendre}]", str(tmp_path / "dessus.yaml"))


# -- mistakes


@pytest.mark.parametrize(
    ("suite", "dit"),
    [
        ("alors: {etat: operations}", "« alors » ne connaît pas « etat »"),
        ("alors: {etape: opérations}", "étape inconnue : « opérations »"),
        ("alors: operations", "« alors » attend des champs"),
        ("alors: {echeances: {DL-99: absente}}", "délai inconnu : « DL-99 »"),
        ("alors: {echeances: {DL-03:durand: absente}}", "personne inconnue : « durand »"),
        ("alors: {echeances: {DL-03: 2026-02-30}}", "cette date n’existe pas"),
        ("alors: {echeances: {DL-03: fermée}}", "date illisible : « fermée »"),
        ("alors: {echeances: {DL-03: {legale: 2026-03-05}}}", "date inconnue : « legale »"),
        ("alors: {echeances: [DL-03]}", "des échéances sont attendues"),
        ("alors: {leve: [caduque]}", "état inconnu : « caduque »"),
        ("alors: {leve: caducite_encourue}", "une liste est attendue"),
        ("alors: {actes: {lettre: [dupin]}}", "nature d’acte inconnue : « lettre »"),
        ("alors: {jamais: {dire: [durand]}}", "personne inconnue : « durand »"),
        ("alors: {resume: {a: b}}", "une liste est attendue"),
        ("refuse: {raison: CPC 271}", "« refuse » attend un article"),
        ("refuse: []", "« refuse » attend un article"),
    ],
)
def test_une_attente_mal_ecrite_est_refusee_avec_sa_ligne(suite: str, dit: str) -> None:
    message = refus(f"socle: acceptee.yaml\nactes:\n{VERSEMENT},\n    {suite}}}")
    assert message.startswith("essai.yaml, ligne 4 : ")
    assert dit in message


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("couvre: [U39]", "ligne 2 : repère inconnu : « U39 »"),
        ("couvre: [DL3]", "ligne 2 : repère inconnu : « DL3 »"),
        ("couvre: [[U1]]", "ligne 2 : repère inconnu"),
        ("couvre: U1", "« couvre » attend une liste"),
        ("titre: {a: b}", "« titre » attend un texte"),
        ("etsi: []", "partie inconnue : « etsi »"),
        ("participants: {dupin: {role: greffe, nom: X}}", "« dupin » est déjà dans le socle"),
        ("affaire: [rg]", "« affaire » attend des champs"),
        ("affaire: {participants: [dupin]}", "ligne 2 : champ inconnu : « participants »"),
        ("affaire: {recu_a: 2026-01-01}", "ligne 2 : champ inconnu : « recu_a »"),
        ("? [a]\n: b", "un nom de champ est attendu"),
        ("affaire: {juridiction: {code: X, nom: Y, zone: lune}}", "ligne 2 : Zone inconnue"),
        ("et_si: [{titre: X}]", "une variante attend : titre, change"),
        ("et_si: [{titre: X, change: [{acte: 2, le: +1}]}]", "désigné par son rang (1 à 1)"),
        ("et_si: [{titre: X, change: [{nomme: x, le: +1}]}]", "ou par son nom"),
        ("et_si: [{titre: X, change: [{acte: 1, le: +1}, {acte: 1, le: +2}]}]", "un acte est changé deux fois"),
        ("et_si: [{titre: X, change: [2]}]", "un changement attend un acte"),
        ("et_si: [{titre: X, change: [{acte: 1, le: 2026-02-30}]}]", "cette date n’existe pas"),
    ],
)
def test_un_fichier_mal_ecrit_est_refuse(texte: str, dit: str) -> None:
    assert dit in refus(f"socle: acceptee.yaml\n{texte}\nactes: [{{le: 2026-01-20, acte: attendre}}]")


def test_rien_ne_precede_l_ordonnance_que_des_actes_refuses() -> None:
    texte = (SOCLES / "ordonnee.yaml").read_text(encoding="utf-8")
    avant = "actes:\n  - {le: 2026-01-04, par: greffe, acte: notifier_designation"
    assert "acte n° 1 (notifier_designation) : enregistrer_ordonnance est le premier acte" in refus(
        texte.replace("actes:", avant + "}")
    )
    assert "est le premier acte" in refus(texte + "  - {le: +1, par: greffe, acte: enregistrer_ordonnance}\n")
    scenario = lire_texte(texte.replace("actes:", avant + ", refuse: CPC 265}"), ICI)
    assert derouler(scenario)[1] == []


def test_attendre_ne_prend_aucun_champ() -> None:
    assert "champ inconnu : « payeur »" in refus(
        "socle: acceptee.yaml\nactes: [{le: 2026-01-20, acte: attendre, payeur: dupin}]"
    )


def test_un_fichier_enorme_ou_sans_fond_est_refuse() -> None:
    assert "trop long" in refus("titre: " + "a" * TAILLE_MAX)
    assert "n’est pas un fichier YAML lisible" in refus("[" * 5000)
    milliards = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{lettre}: &{lettre} [{', '.join([f'*{avant}'] * 9)}]\n"
        for avant, lettre in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert "trop de valeurs" in refus(milliards)


def test_une_heure_qui_n_en_est_pas_une_est_dite() -> None:
    assert "« heure » attend une heure" in refus(
        "socle: acceptee.yaml\nactes: [{le: 2026-01-20, heure: [9], acte: attendre}]"
    )


def test_tout_champ_de_toute_commande_peut_s_ecrire() -> None:
    """The line's own words never hide a field of a command."""
    for type_ in REGLES_DES_COMMANDES:
        champs = set(COMMANDES[type_].model_fields) - A_LA_FRONTIERE
        ecrits = {*champs - DE_LA_LIGNE, "acte_vise", *AUTREMENT.get(type_, {})}
        assert champs <= {nom_du_champ(type_, ecrit) for ecrit in ecrits}, type_


# -- what if


def test_et_si_dit_ce_qui_bouge() -> None:
    texte = """\
socle: dires.yaml
actes:
  - nom: dire
    le: 2026-07-01
    par: morel
    acte: deposer_dire
    au_nom_de: morel
    document: {titre: Dire, contenu: La toiture n’a pas été entretenue.}
    points: [L’entretien]
  - {le: 2026-07-31, acte: attendre}
et_si:
  - {titre: Un jour de plus, change: [{nomme: dire, le: 2026-07-02}], alors: {etape: dires_ouverts}}
  - {titre: La même heure, change: [{acte: 1, heure: "10:00"}]}
"""
    scenario = lire_texte(texte, ICI)
    deroulement, ecarts = derouler(scenario)
    (bouge, rien), autres = variantes(scenario, deroulement)
    assert ecarts == []
    (dire,) = bouge.actes
    assert (dire.avant.resumes, dire.apres.resumes) == (("Dire n° 1 reçu",), ("Dire n° 1 reçu hors délai",))
    assert (rien.actes, rien.echeances) == ((), ())
    (fin,) = autres
    assert "variante « Un jour de plus » : l’étape est « dires_clos »" in str(fin)


def test_et_si_remet_les_actes_dans_l_ordre_et_dit_les_nouveaux_refus() -> None:
    texte = """\
socle: operations.yaml
actes:
  - le: 2026-06-01
    nom: pre-rapport
    par: expert
    acte: deposer_pre_rapport
    document: {titre: Pré-rapport, contenu: Les infiltrations.}
    terme_dires: {delai: P1M, a_compter: envoi}
  - le: 2026-07-10
    par: expert
    acte: deposer_rapport
    remuneration: 4 200,00 €
    document: {titre: Rapport, contenu: Les désordres.}
    etat_de_frais: {titre: État de frais, contenu: Trente heures.}
et_si: [{titre: Trois semaines de plus, change: [{nomme: pre-rapport, le: 2026-06-22}]}]
"""
    scenario = lire_texte(texte, ICI)
    deroulement, ecarts = derouler(scenario)
    (comparaison,), _ = variantes(scenario, deroulement)
    assert ecarts == []
    dires = next(e for e in comparaison.echeances if e.id == "DL-13:morel")
    assert dires.avant is not None
    assert dires.apres is not None
    assert (str(dires.avant.legal), str(dires.apres.legal)) == ("2026-07-01", "2026-07-22")
    assert [(a.rang, a.nouveau_refus) for a in comparaison.actes] == [(1, False), (2, True)]


def test_et_si_un_acte_passe_apres_un_autre() -> None:
    texte = f"""\
socle: acceptee.yaml
actes:
{VERSEMENT}}}
  - {{le: 2026-01-25, acte: attendre}}
{VERSEMENT.replace("01-20", "01-28").replace("dupin", "batirhone").replace("3 000", "1 500")}}}
et_si: [{{titre: Elle paie en dernier, change: [{{acte: 1, le: 2026-02-03}}]}}]
"""
    (variante,) = lire_texte(texte, ICI).variantes
    assert [pas.rang for pas in variante.pas if not pas.du_socle] == [2, 3, 1]
    assert variante.pas[-1].a.date().isoformat() == "2026-02-03"


# -- the demo reads the same file


def test_la_demonstration_ne_joue_que_ce_qui_change_quelque_chose() -> None:
    scenario = lire(RACINE / "exemples" / "scenarios" / "refus-et-remplacement.yaml")
    assert "accepter_mission" in {p.type for p in scenario.pas if p.refus_attendu}
    assert all(p.refus_attendu is None and not p.attente for p in scenario.actes)


# -- the command


def commande(*arguments: str | Path, ou: Path = RACINE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workers.commande", "rejouer", *map(str, arguments)],
        cwd=ou,
        env={"PYTHONPATH": str(RACINE), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_la_commande_raconte_et_rend_zero() -> None:
    fini = commande("exemples/scenarios/dire-tardif.yaml")
    assert (fini.returncode, fini.stderr) == (0, "")
    for extrait in (
        "Socle : ../socles/dires.yaml (12 actes joués sans récit)",
        "n° 3  vendredi 3 juillet 2026 à 10 h 00, heure de Paris — Me Vidal : Déposer un dire",
        "Dire n° 2 reçu hors délai (CPC 276)",
        "REFUSÉ (CPC 276) : Un dire reçu dans le délai n’a pas reçu de réponse.",
        "il faut : la réponse au dire n° 1",
        "étape : dires clos",
        "DL-15 Rédaction du rapport après les dires — M. Lenoir : vendredi 31 juillet 2026",
        "point de départ : fin du temps des dires, mercredi 1er juillet 2026",
        "courriel, informe seulement (CPC 748-2, 748-6",
        "Et si : Le dire de M. Morel part deux jours plus tard",
    ):
        assert extrait in fini.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_la_commande_rend_un_et_dit_l_ecart(tmp_path: Path) -> None:
    fichier = tmp_path / "faux.yaml"
    fichier.write_text(f"socle: {SOCLES}/acceptee.yaml\nactes:\n{ACCEPTER}}}\n", encoding="utf-8")
    fini = commande(fichier)
    assert fini.returncode == 1
    assert f"  {fichier}, ligne 3, acte n° 1 (accepter_mission, mardi 13 janvier 2026) : refusé, CPC 267" in fini.stderr
    assert "REFUSÉ (CPC 267)" in fini.stdout


def test_la_commande_rend_un_quand_une_variante_ne_finit_pas_comme_dit(tmp_path: Path) -> None:
    fichier = tmp_path / "variante.yaml"
    fichier.write_text(
        f"socle: {SOCLES}/acceptee.yaml\nactes:\n{VERSEMENT}}}\n"
        "et_si: [{titre: Plus tard, change: [{acte: 1, le: +9}], alors: {etape: operations}}]\n",
        encoding="utf-8",
    )
    fini = commande(fichier)
    assert fini.returncode == 1
    assert "ligne 4, variante « Plus tard » : l’étape est « mise_en_place » et non « operations »" in fini.stderr


def test_la_commande_refuse_un_fichier_en_une_ligne(tmp_path: Path) -> None:
    fini = commande(tmp_path / "absent.yaml")
    assert fini.returncode == 1
    assert fini.stderr == f"diligence : le fichier {tmp_path}/absent.yaml n’existe pas\n"
    (tmp_path / "faux.yaml").write_text("a: b", encoding="utf-8")
    assert commande(tmp_path / "faux.yaml").stderr.count("\n") == 1


def test_le_json_se_relit() -> None:
    fini = commande("exemples/scenarios/dire-tardif.yaml", "--json")
    resultat = Resultat.model_validate_json(fini.stdout)
    assert resultat.conforme
    assert resultat.actes_du_socle == 12
    assert json.loads(fini.stdout)["deroulement"]["moments"][14]["faits"][0]["situation"] == "tardif"
    assert len(resultat.et_si) == 2


def test_une_seule_sortie_sur_la_sortie_standard() -> None:
    fini = commande("exemples/scenarios/dire-tardif.yaml", "--json", "--ics", "-")
    assert (fini.returncode, fini.stdout) == (1, "")
    assert "une seule sortie peut occuper la sortie standard" in fini.stderr


def test_une_sortie_qui_ne_peut_pas_etre_ecrite_le_dit(tmp_path: Path) -> None:
    fini = commande("exemples/scenarios/dire-tardif.yaml", "--svg", tmp_path / "absent" / "g.svg")
    assert fini.returncode == 1
    assert "ne peut pas être écrit" in fini.stderr
    assert "Traceback" not in fini.stderr
