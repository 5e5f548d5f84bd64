"""The documents: valid PDF/A-3a and UA-1, the mentions of the Code, the same bytes, nothing interpreted."""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from activities.redaction import MODELES, ContenuInvalide, ModeleInconnu, Redacteur, lisible
from procedure.contenus import CONTENUS, LigneEcheance
from procedure.delais import Delai, calculer

INSTANT = datetime(2026, 12, 14, 9, 30, tzinfo=UTC)
EMPREINTE = sha256(b"un document").hexdigest()
HOSTILE = '#read("/etc/passwd") $x^2$ *gras* _i_ = Titre // fin /* c */ \\ @ref <l> `code` ~ #panic() "'

ENTETE: dict[str, Any] = {
    "rg": "26/01234",
    "juridiction": "Tribunal judiciaire de Lyon",
    "objet": "Infiltrations en toiture",
    "expertise": "exp-7K2QD9",
    "acte": "acte-0007",
    "titre": "Un document",
    "article": "CPC 640",
    "date": "2026-12-14",
    "lieu": "Lyon",
    "emetteur": {"nom": "Claire Vasseur", "qualite": "expert judiciaire", "adresse": "8, quai\n69002 Lyon"},
    "destinataire": {"nom": "Jean Delmas", "qualite": "défendeur"},
}
PARTIES = [
    {"nom": "Syndicat du 12", "qualite": "demandeur", "avocats": ["Me Marchand"]},
    {"nom": "SARL Toitures du Rhône", "qualite": "défendeur", "avocats": ["Me Rey", "Me Caron"]},
    {"nom": "Jean Delmas", "qualite": "défendeur"},
]
ECHEANCE: Any = LigneEcheance.de(
    "Dépôt du rapport", "CPC 265", calculer(date(2026, 5, 11), Delai(mois=6)), date(2026, 11, 21)
).model_dump(mode="json")
FICHIER = {"titre": "Convocation", "nom": "convocation.pdf", "taille_octets": 51234, "empreinte": EMPREINTE}
VERSEMENTS = [
    {"payeur": "Syndicat du 12", "montant_centimes": 450000, "au_plus_tard": "2027-01-15"},
    {"payeur": "SARL Toitures du Rhône", "montant_centimes": 150000, "terme": "dans les deux mois"},
]
REMISES = [
    {
        "destinataire": "Jean Delmas",
        "qualite": "défendeur",
        "canal": "lrar",
        "portee": "notification",
        "motif": "CPC 160 al. 1",
    },
    {"destinataire": "Me Rey", "canal": "courriel", "portee": "information", "motif": "CPC 748-6"},
]

# Everything optional is given: what a template prints only sometimes is compiled here.
CORPS: dict[str, dict[str, Any]] = {
    "avis_de_designation": {
        "decision_du": "2026-11-02",
        "circonstances": "Des infiltrations.\n\nDes fissures.",
        "chefs": ["Se rendre sur les lieux.", "Décrire les désordres."],
        "terme_rapport": "six mois à compter de l’avis de consignation",
        "provision": VERSEMENTS,
    },
    "avis_a_consigner": {
        "decision_du": "2026-11-02",
        "versements": VERSEMENTS,
        "total_centimes": 600000,
        "modalites": "Par virement à la régie.",
    },
    "avis_de_consignation": {
        "decision_du": "2026-11-02",
        "encaisse_centimes": 450000,
        "total_centimes": 600000,
        "versements": VERSEMENTS[1:],
        "aides": ["Mme Dupin"],
        "rapport": ECHEANCE,
    },
    "convocation": {
        "reunion": 1,
        "debut": "2027-01-20T13:30:00Z",
        "lieu": "12, rue des Tanneurs\n69005 Lyon",
        "ordre_du_jour": "Visite des lieux.",
        "apporter": ["Les clés des combles."],
        "remises": REMISES,
    },
    "bordereau": {"documents": [FICHIER], "remises": REMISES, "instant": "2026-12-14T09:30:07Z"},
    "recepisse": {
        "deposant": {"nom": "Me Marchand", "qualite": "avocat"},
        "documents": [FICHIER, FICHIER],
        "recu_a": "2026-12-14T09:30:07Z",
    },
    "avis_echeance": {
        "personne": "Claire Vasseur",
        "echeance": ECHEANCE,
        "origine": "avis de consignation",
        "origine_le": "2026-05-11",
        "preuve": "avis n° 12",
        "consequence": "Le juge peut pourvoir au remplacement.",
    },
    "rappel": {"personne": "Claire Vasseur", "echeance": ECHEANCE, "echelon": "J-15", "jours_restants": 15},
    "notification_taxe": {
        "ordonnance_du": "2027-09-01",
        "demande_centimes": 612345,
        "montant_centimes": 580000,
        "ordonnance": FICHIER,
        "cour_d_appel": "cour d’appel de Lyon",
    },
    "demande_de_pieces": {
        "demande": 1,
        "a": ["SARL Toitures du Rhône"],
        "pieces": ["Le devis."],
        "au_plus_tard": ECHEANCE,
    },
    "reponse_a_dire": {
        "dire": 3,
        "auteur_du_dire": "SARL Toitures du Rhône",
        "depose_le": "2026-11-02",
        "situation": "tardif",
        "points": [{"point": "La pente est conforme.", "reponse": "Elle ne l’est pas."}],
    },
    "acceptation": {"accepte": True, "independance": True, "decision_du": "2026-11-02"},
    "avis_simple": {
        "paragraphes": ["Un.", "Deux."],
        "informations": [{"libelle": "Question", "valeur": "Pourquoi ?"}],
    },
}

MENTIONS: dict[str, tuple[str, ...]] = {
    "avis_de_designation": (
        "article 267, alinéa 1",
        "votre acceptation au juge (article 267, alinéa 2)",
        "six mois à compter de l’avis de consignation",
        "Décrire les désordres.",
    ),
    "avis_a_consigner": (
        "article 271 du code de procédure civile",
        "la désignation de l’expert est caduque",
        "motif légitime",
        "proroger le délai ou de la relever de la caducité",
        "conséquence de l’abstention ou du refus de consigner",
        "4 500,00 €",
        "vendredi 15 janvier 2027",
        "6 000,00 €",
    ),
    "avis_de_consignation": (
        "article 270",
        "Mme Dupin bénéficie de l’aide juridictionnelle totale",
        "Les opérations peuvent commencer (article 267, alinéa 2",
        "jeudi 12 novembre 2026 à 24 heures, heure de Paris",
        "Pourquoi cette date ?",
    ),
    "convocation": (
        "article 160 du code de procédure civile",
        "mercredi 20 janvier 2027 à 14 h 30, heure de Paris",
        "12, rue des Tanneurs",
        "Vous pouvez vous faire assister (article 161)",
        "(article 162)",
        "Votre absence n’empêche pas la réunion de se tenir",
        "Les clés des combles.",
    ),
    "bordereau": (
        EMPREINTE,
        "51 234 octets",
        "convocation.pdf",
        "lettre recommandée",
        "ne fait courir aucun délai",
        "10 h 30 min 07 s",
    ),
    "recepisse": (EMPREINTE, "Me Marchand", "10 h 30 min 07 s", "horodatage", "RFC 3161"),
    "avis_echeance": (
        "mercredi 11 novembre 2026",
        "jeudi 12 novembre 2026 à 24 heures, heure de Paris",
        "mardi 10 novembre 2026",
        "Pourquoi cette date ?",
        "CPC 641 al. 2",
        "CPC 642 al. 2",
        "Cet avis informe ; il ne fait courir aucun délai",
    ),
    "rappel": ("Il reste 15 jours.", "J-15", "ne fait courir aucun délai"),
    "notification_taxe": (
        "Article 724.",
        "devant le premier président de la cour d’appel",
        "du jour de la notification qui lui est faite par l’expert",
        "ne sont pas suspensifs d’exécution",
        "à peine d’irrecevabilité, être dirigé contre toutes les parties et contre l’expert",
        "Article 714, alinéa 2.",
        "Le délai de recours est d’un mois ; il n’est pas augmenté en raison des distances.",
        "Article 715.",
        "la remise ou l’envoi au greffe de la cour d’appel d’une note exposant les motifs du recours",
        "copie de cette note est simultanément envoyée à toutes les parties au litige principal",
        "5 800,00 €",
    ),
    "demande_de_pieces": (
        "articles 16, 132 et 275",
        "Le devis.",
        "en même temps à toutes les autres parties",
        "carence",
    ),
    "reponse_a_dire": (
        "Dire n° 3",
        "Elle ne l’est pas.",
        "article 276, alinéa 4",
        "cause grave et dûment justifiée",
    ),
    "acceptation": ("j’accepte la mission", "article 267, alinéa 2", "aucune cause de récusation"),
    "avis_simple": ("Un.", "Deux.", "Pourquoi ?"),
}


def _donnees(modele: str, **autres: Any) -> dict[str, Any]:
    return {"entete": ENTETE, "parties": PARTIES, **CORPS[modele], **autres}


def _programme(*commande: str, entree: bytes | None = None) -> bytes:
    if shutil.which(commande[0]) is None:
        pytest.fail(f"{commande[0]} is missing: apt-get install poppler-utils qpdf")
    return subprocess.run(commande, input=entree, capture_output=True, check=True, timeout=60).stdout


def _texte(pdf: bytes) -> str:
    """The text as a reader sees it: no line ends, no hyphenation at one, ordinary spaces."""
    brut = _programme("pdftotext", "-", "-", entree=pdf).decode()
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w)[-‐]\n(?=\w)", "", brut))


@pytest.fixture(scope="module")
def redacteur() -> Redacteur:
    return Redacteur()


def test_chaque_modele_a_son_contenu_et_son_exemple() -> None:
    fichiers = {f.stem for f in MODELES.glob("*.typ")} - {"base"}
    assert fichiers == set(CONTENUS) == set(CORPS) == set(MENTIONS)


@pytest.mark.parametrize("modele", CONTENUS)
def test_chaque_document_est_un_pdf_a_3a_et_ua_1_sans_defaut(redacteur: Redacteur, modele: str, tmp_path: Path) -> None:
    pdf = redacteur.rediger(modele, _donnees(modele), INSTANT)
    fichier = tmp_path / f"{modele}.pdf"
    fichier.write_bytes(pdf)
    _programme("qpdf", "--check", str(fichier))
    assert pdf.endswith(b"%%EOF\n")
    for marque in (
        b"<pdfaid:part>3</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert marque in pdf
    assert b"Tagged:          yes" in _programme("pdfinfo", str(fichier))


@pytest.mark.parametrize("modele", CONTENUS)
def test_chaque_document_porte_les_mentions_que_le_code_exige(redacteur: Redacteur, modele: str) -> None:
    texte = _texte(redacteur.rediger(modele, _donnees(modele), INSTANT))
    communes = ("RG 26/01234", "exp-7K2QD9", "document acte-0007", "page 1 / ")
    for mention in (*communes, "Document établi et scellé par la plateforme Diligence", *MENTIONS[modele]):
        assert mention in texte
    # The platform is neither a qualified trust service nor a device listed by the ministry.
    assert not re.search(r"qualifié|agréé", texte, re.IGNORECASE)


@pytest.mark.parametrize("modele", CONTENUS)
def test_chaque_document_se_redige_avec_le_seul_necessaire(redacteur: Redacteur, modele: str) -> None:
    classe = CONTENUS[modele]
    requis = {nom for nom, champ in classe.model_fields.items() if champ.is_required()}
    entete = {k: v for k, v in ENTETE.items() if k not in {"objet", "lieu", "destinataire"}}
    minimal = {k: v for k, v in _donnees(modele).items() if k in requis} | {"entete": entete}
    assert "Diligence" in _texte(redacteur.rediger(modele, minimal, INSTANT))


def test_memes_donnees_memes_octets_dans_tout_fil_et_tout_processus(redacteur: Redacteur) -> None:
    donnees = _donnees("convocation")
    reference = redacteur.rediger("convocation", donnees, INSTANT)
    paris = INSTANT.astimezone(timezone(timedelta(hours=1)))
    assert redacteur.rediger("convocation", dict(reversed(donnees.items())), paris) == reference
    with ThreadPoolExecutor(4) as fils:
        rediges = fils.map(lambda _: redacteur.rediger("convocation", donnees, INSTANT), range(12))
        assert set(rediges) == {reference}
    programme = (
        "import json, sys; from datetime import datetime; from activities.redaction import Redacteur;"
        "instant = datetime.fromisoformat(sys.argv[1]);"
        "sys.stdout.buffer.write(Redacteur().rediger('convocation', json.load(sys.stdin), instant))"
    )
    ailleurs = subprocess.run(
        [sys.executable, "-c", programme, INSTANT.isoformat()],
        input=json.dumps(donnees).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    assert ailleurs == reference
    assert redacteur.rediger("convocation", donnees, INSTANT + timedelta(seconds=1)) != reference


@pytest.mark.parametrize("modele", CONTENUS)
def test_aucune_donnee_n_est_interpretee(redacteur: Redacteur, modele: str) -> None:
    def hostile(valeur: Any, nom: str = "") -> Any:
        if isinstance(valeur, dict):
            return {k: hostile(v, k) for k, v in valeur.items()}
        if isinstance(valeur, list):
            return [hostile(v, nom) for v in valeur]
        # Dates and codes have their own form; everything that a person writes is attacked.
        libre = isinstance(valeur, str) and nom not in {
            "date", "nominal", "legal", "safe_by", "arguable_until", "expire_a", "version", "calendrier",
            "decision_du", "ordonnance_du", "au_plus_tard", "origine_le", "depose_le", "debut", "recu_a",
            "instant", "canal", "portee", "empreinte", "situation", "fuseau", "qualite",
        }  # fmt: skip
        return HOSTILE if libre else valeur

    texte = _texte(redacteur.rediger(modele, hostile(_donnees(modele)), INSTANT))
    assert HOSTILE.removesuffix(' "') in texte
    assert "root:" not in texte


def test_un_caractere_sans_dessin_ou_trompeur_est_nomme_et_la_donnee_reste_entiere(
    redacteur: Redacteur, tmp_path: Path
) -> None:
    nom = "Société 中\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe 😀 Łukasz Αθήνα"
    donnees = _donnees("avis_simple", paragraphes=[nom])
    fichier = tmp_path / "avis.pdf"
    fichier.write_bytes(redacteur.rediger("avis_simple", donnees, INSTANT))
    assert "Société [U+4E2D][U+202E]fdp.exe [U+1F600] Łukasz Αθήνα" in _texte(fichier.read_bytes())
    _programme("pdfdetach", "-saveall", "-o", str(tmp_path), str(fichier))
    jointes = json.loads((tmp_path / "donnees.json").read_text(encoding="utf-8"))
    assert jointes["paragraphes"] == [nom]
    assert jointes["entete"]["date"] == "2026-12-14"


def test_les_caracteres_de_commande_ne_passent_pas() -> None:
    assert lisible("a\x00b\x07c\td\r\ne") == "a[U+0000]b[U+0007]c d\ne"


def test_cent_dix_parties_et_des_noms_sans_fin_tiennent_dans_la_page(redacteur: Redacteur) -> None:
    parties = [
        {"nom": f"Partie {i} " + "W" * 280, "qualite": "défendeur", "avocats": [f"Me {'Z' * 290}"]} for i in range(110)
    ]
    remises = [{**REMISES[0], "destinataire": p["nom"]} for p in parties]
    pdf = redacteur.rediger("convocation", _donnees("convocation", parties=parties, remises=remises), INSTANT)
    mots = _programme("pdftotext", "-bbox", "-", "-", entree=pdf).decode()
    droites = [float(x) for x in re.findall(r'xMax="([0-9.]+)"', mots)]
    assert len(droites) > 110
    # The text block of an A4 page with margins of 25 mm ends at 524.4 pt.
    assert max(droites) < 530
    texte = _texte(pdf)
    assert all(f"Partie {i} W" in texte for i in range(110))


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        (1, "Il reste un jour."),
        (0, "Le dernier jour est aujourd’hui."),
        (-1, "passé depuis un jour"),
        (-8, "passé depuis 8 jours"),
    ],
)
def test_un_rappel_dit_ou_l_on_en_est(redacteur: Redacteur, jours: int, attendu: str) -> None:
    assert attendu in _texte(redacteur.rediger("rappel", _donnees("rappel", jours_restants=jours), INSTANT))


@pytest.mark.parametrize("modele", ["avis_echeance", "rappel", "avis_de_consignation", "demande_de_pieces"])
def test_un_delai_dit_quel_texte_a_ete_lu_et_jamais_depuis_quand_il_est_en_vigueur(
    redacteur: Redacteur, modele: str
) -> None:
    texte = _texte(redacteur.rediger(modele, _donnees(modele), INSTANT))
    assert "Code de procédure civile, texte consolidé lu au samedi 21 novembre 2026." in texte
    assert not re.search(r"en vigueur|dans sa version|version du ", texte)


@pytest.mark.parametrize("modele", ["avis_echeance", "rappel"])
def test_un_repere_de_service_ne_passe_pas_pour_un_delai_du_code(redacteur: Redacteur, modele: str) -> None:
    mention = "Repère de service : aucun texte ne fixe ce nombre de jours."
    texte = _texte(redacteur.rediger(modele, _donnees(modele, echeance={**ECHEANCE, "service": True}), INSTANT))
    assert mention in texte
    assert "Dernier jour du repère" in texte
    assert "Dernier jour en droit" not in texte
    assert mention not in _texte(redacteur.rediger(modele, _donnees(modele), INSTANT))


def test_un_refus_de_mission_et_un_demarrage_immediat(redacteur: Redacteur) -> None:
    refus = {"accepte": False, "decision_du": "2026-11-02", "motif": "Conflit d’intérêts."}
    texte = _texte(redacteur.rediger("acceptation", {"entete": ENTETE, **refus}, INSTANT))
    assert "je ne puis accepter la mission" in texte
    assert "Conflit d’intérêts." in texte
    assert "récusation" not in texte
    immediat = _donnees("avis_de_designation", demarrage_immediat=True)
    assert "commencent immédiatement" in _texte(redacteur.rediger("avis_de_designation", immediat, INSTANT))


def test_un_modele_inconnu_et_un_contenu_faux_sont_refuses_sans_citer_de_donnee(redacteur: Redacteur) -> None:
    with pytest.raises(ModeleInconnu):
        redacteur.rediger("../base", {}, INSTANT)
    with pytest.raises(ContenuInvalide, match="reunion") as refus:
        redacteur.rediger("convocation", _donnees("convocation", reunion="Jean Delmas"), INSTANT)
    assert "Delmas" not in str(refus.value)
    with pytest.raises(ContenuInvalide, match="inattendu"):
        redacteur.rediger("avis_simple", _donnees("avis_simple", inattendu=1), INSTANT)
