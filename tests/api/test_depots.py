"""Documents in and out: identical, in constant memory, under names that can do no harm."""

import asyncio
import hashlib
import resource
from collections.abc import AsyncIterator

import pytest
from dossiers import jusqu_au_pre_rapport
from sqlalchemy import update

from api.depots import disposition, nom_sur
from registre.tables import LigneActe

MIB = 1 << 20


async def contradictoire(banc, contenu: object, **params: str) -> tuple[str, dict[str, object]]:
    """File a dire with this document; return where it is read, and how it was deposited."""
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    piece = await banc.deposer("me-roche", contenu, **params)
    assert piece.status_code == 201, piece.text
    dire = {"au_nom_de": "dupin", "points": ["Un"], "document": piece.json(), "pieces": [piece.json()]}
    acte = await banc.agir("me-roche", "/expertises/exp-1/actes/deposer-dire", dire)
    assert acte.status_code == 201, acte.text
    return "/expertises/exp-1/actes/dire-1", piece.json()


async def test_un_gros_document_passe_en_memoire_constante_et_revient_identique(banc) -> None:
    morceau = bytes(range(256)) * 256  # 64 KiB

    async def flux() -> AsyncIterator[bytes]:
        for rang in range(800):
            yield rang.to_bytes(4) + morceau[4:]

    attendu, taille = hashlib.sha256(), 0
    async for octets in flux():
        attendu.update(octets)
        taille += len(octets)
    await banc.deposer("greffe", b"x")  # what is loaded once is not counted
    avant = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    chemin, piece = await contradictoire(banc, flux(), nom="plan.pdf")
    assert (piece["document"], piece["taille"]) == (attendu.hexdigest(), taille)
    assert taille == 50 * MIB

    recu = hashlib.sha256()
    entetes = {"Authorization": "Bearer jeton-morel"}
    lu = await _telecharger(banc.app, f"{chemin}/document", entetes, recu)
    apres = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (lu, recu.hexdigest()) == (taille, attendu.hexdigest())
    assert (apres - avant) * 1024 < 25 * MIB


async def _telecharger(app, chemin: str, entetes: dict[str, str], empreinte) -> int:
    """Read an answer as a server would send it: the transport of the test client keeps it whole."""
    lu = 0

    async def recevoir() -> dict[str, object]:
        await asyncio.sleep(3600)
        return {}

    async def envoyer(message: dict[str, object]) -> None:
        nonlocal lu
        octets = message.get("body", b"")
        empreinte.update(octets)
        lu += len(octets)

    portee = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": "GET",
        "path": chemin,
        "raw_path": chemin.encode(),
        "query_string": b"",
        "headers": [(nom.lower().encode(), valeur.encode()) for nom, valeur in entetes.items()],
        "scheme": "http",
        "server": ("essai", 80),
    }
    await app(portee, recevoir, envoyer)
    return lu


async def test_un_document_relu_porte_son_empreinte_et_ne_s_execute_pas(banc) -> None:
    chemin, piece = await contradictoire(banc, b"<script>alert(1)</script>", nom="page.html")
    reponse = await banc.lire("morel", f"{chemin}/document")
    assert reponse.content == b"<script>alert(1)</script>"
    assert reponse.headers["ETag"] == f'"{piece["document"]}"'
    assert reponse.headers["X-Content-Type-Options"] == "nosniff"
    assert reponse.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in reponse.headers["Content-Security-Policy"]
    deja = await banc.lire("morel", f"{chemin}/document", **{"If-None-Match": reponse.headers["ETag"]})
    assert (deja.status_code, deja.content) == (304, b"")


async def test_les_annexes_et_l_horodatage_se_lisent_a_leur_adresse(banc) -> None:
    chemin, piece = await contradictoire(banc, b"piece", nom="p.pdf")
    assert (await banc.lire("morel", f"{chemin}/annexes/1")).content == b"piece"
    assert (await banc.lire("morel", f"{chemin}/annexes/2")).status_code == 404
    assert (await banc.lire("morel", f"{chemin}/jeton")).status_code == 404
    documents = banc.ressources.registre.documents
    documents.fixer_jeton(piece["document"], b"\x30\x03der", banc.maintenant, "12")
    jeton = await banc.lire("morel", f"{chemin}/jeton")
    assert (jeton.content, jeton.headers["content-type"]) == (b"\x30\x03der", "application/timestamp-reply")


async def test_ce_que_la_plateforme_n_a_pas_encore_etabli_est_introuvable(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    reponse = await banc.lire("morel", "/expertises/exp-1/actes/convocation-1/document")
    assert (reponse.status_code, reponse.headers["content-type"]) == (404, "application/problem+json")


async def test_un_document_vide_ou_trop_gros_n_est_pas_pris(banc) -> None:
    assert (await banc.deposer("greffe", b"")).status_code == 422

    async def flux() -> AsyncIterator[bytes]:
        for _ in range(61):
            yield bytes(1_000_000)

    annonce = {"Authorization": "Bearer jeton-greffe", "Content-Length": "70000000"}
    assert (await banc.client.post("/documents", content=b"x", headers=annonce)).status_code == 413
    assert (await banc.deposer("greffe", flux())).status_code == 413
    coffre = banc.ressources.reglages.dossier_coffre
    assert [f for f in coffre.rglob("*") if f.is_file()] == []


async def test_le_nom_et_le_type_sont_ceux_annonces(banc) -> None:
    entetes = {
        "Authorization": "Bearer jeton-greffe",
        "Content-Type": "image/png; charset=x",
        "Content-Disposition": "attachment; filename*=UTF-8''d%C3%A9tail%20n%C2%B0%203.png",
    }
    piece = (await banc.client.post("/documents", content=b"png", headers=entetes)).json()
    assert (piece["nom"], piece["titre"], piece["media_type"]) == ("détail n° 3.png", "détail n° 3.png", "image/png")
    entetes = {"Authorization": "Bearer jeton-greffe", "Content-Type": "<script>"}
    piece = (await banc.client.post("/documents?titre=Plan", content=b"png", headers=entetes)).json()
    assert (piece["nom"], piece["titre"], piece["media_type"]) == ("document", "Plan", "application/octet-stream")


@pytest.mark.parametrize(
    ("hostile", "sur"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\x.exe", "x.exe"),
        ("rapport\u202efdp.exe", "rapport fdp.exe"),
        ('a"; filename="b.exe', 'a"; filename="b.exe'),
        ("x\r\nSet-Cookie: a=b", "x Set-Cookie: a=b"),
        ("\x00\u200b.pdf", "pdf"),
        ("..", ""),
        ("é" * 500 + ".pdf", "é" * 200),
    ],
)
def test_un_nom_de_fichier_hostile_ne_peut_rien(hostile: str, sur: str) -> None:
    assert nom_sur(hostile) == sur
    entete = disposition(hostile)
    entete.encode("ascii")
    assert "\r" not in entete
    assert "\n" not in entete
    assert entete.count('"') == 2
    assert entete.count(";") == 2 or sur.count(";")


async def test_l_empreinte_du_document_d_autrui_n_ouvre_rien(banc) -> None:
    """Naming in one's own act a document that somebody else deposited gives no access to it."""
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    piece = (await banc.deposer("me-roche", b"%PDF-1.7 confidentiel", nom="note.pdf")).json()
    dire = {"au_nom_de": "morel", "document": piece, "points": ["Un point"]}
    refus = await banc.agir("morel", "/expertises/exp-1/actes/deposer-dire", dire)
    assert refus.status_code == 422
    assert refus.json()["manque"] == [piece["document"]]
    await banc.deposer("morel", b"%PDF-1.7 confidentiel", nom="note.pdf")  # he has it: he may file it
    assert (await banc.agir("morel", "/expertises/exp-1/actes/deposer-dire", dire)).status_code == 201


async def test_un_acte_sans_document_dit_lequel_des_trois_cas_est_le_sien(banc) -> None:
    chemin, piece = await contradictoire(banc, b"%PDF-1.7 dire", nom="dire.pdf")
    banc.inscrire("exp-2", jusqu_au_pre_rapport())
    en_cours = await banc.lire("greffe", "/expertises/exp-2/actes/avis_a_consigner-1/document")
    assert (en_cours.status_code, en_cours.json()["detail"]) == (404, "Aucun document ici : en cours d’établissement.")

    with banc.ressources.registre.documents._moteur.begin() as connexion:
        connexion.execute(update(LigneActe).where(LigneActe.id == "avis_a_consigner-1").values(repris=True))
    ailleurs = await banc.lire("greffe", "/expertises/exp-2/actes/avis_a_consigner-1/document")
    assert ailleurs.json()["detail"] == "Aucun document ici : acte accompli hors de la plateforme."

    coffre = banc.ressources.reglages.dossier_coffre
    [objet] = [f for f in coffre.glob(f"objets/*/{piece['document']}.*") if f.is_file()]
    objet.write_bytes(objet.read_bytes()[:-1] + b"\0")
    for fin in ("document", "annexes/1"):
        altere = await banc.lire("morel", f"{chemin}/{fin}")
        assert (altere.status_code, altere.json()["type"]) == (500, "urn:diligence:probleme:document-altere")
    [fiche] = coffre.glob(f"cles/*/{piece['document']}.json")
    fiche.unlink()
    manquant = await banc.lire("morel", f"{chemin}/document")
    assert (manquant.status_code, manquant.json()["title"]) == (500, "Document altéré ou manquant")
    pages = [
        (await banc.client.get(f"/dossiers/{e}", headers={"Cookie": "diligence_session=jeton-greffe"})).text
        for e in ("exp-1", "exp-2")
    ]
    assert "document altéré ou manquant" in pages[0]
    assert "acte accompli hors de la plateforme" in pages[1]
    assert "en cours d’établissement" in pages[1]
