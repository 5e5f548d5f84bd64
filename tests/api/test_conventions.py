"""A convention is opened by a party or its avocat, once, and goes on through the same steps as any case."""

from conventions import CONTRACTANTS, convention


def corps(**champs: object) -> dict[str, object]:
    """The convention as its body, with its writing left on paper but for its fingerprint."""
    return {nom: v for nom, v in convention(**champs).items() if nom not in ("type", "auteur")}


async def ouvrir(banc, par: str = "me-roche", cle: str = "cle-1", **champs: object):
    """Deposit the writing, then open."""
    piece = (await banc.deposer(par, b"%PDF- Convention", nom="convention.pdf", titre="Convention")).json()
    return await banc.agir(par, "/conventions", corps(convention=piece, **champs), cle)


async def test_un_avocat_ouvre_une_convention_et_chacun_la_lit(banc) -> None:
    reponse = await ouvrir(banc)
    assert reponse.status_code == 201, reponse.text
    assert reponse.json()["etape"] == "mise_en_place"
    lieu = reponse.headers["Location"]
    assert lieu.startswith("/expertises/")
    for par in ("me-vidal", "dupin", "expert"):
        vue = (await banc.lire(par, lieu)).json()
        assert (vue["rg"], vue["juridiction_code"]) == ("CONV-2026-01", "TJ69")
    assert (await banc.lire("etranger", lieu)).status_code == 404
    accepte = await banc.agir("expert", f"{lieu}/actes/accepter-mission", {"independance": True})
    assert accepte.json()["etape"] == "operations"
    assert accepte.json()["resumes"] == ["Mission acceptée par le technicien"]


async def test_la_meme_cle_n_ouvre_qu_une_convention_et_une_autre_cle_est_un_doublon(banc) -> None:
    premiere = await ouvrir(banc)
    seconde = await ouvrir(banc)
    assert (premiere.status_code, seconde.status_code) == (201, 200)
    assert seconde.json() == premiere.json()
    double = await ouvrir(banc, cle="cle-2")
    assert (double.status_code, double.json()["type"]) == (409, "urn:diligence:probleme:doublon")


async def test_le_greffe_n_ouvre_pas_la_convention_des_autres(banc) -> None:
    refusee = await ouvrir(banc, "greffe")
    assert (refusee.status_code, refusee.json()["article"]) == (403, "CPC 131")
    assert not banc.guichet.dossiers


async def test_une_convention_trop_ancienne_ou_incomplete_est_refusee_avec_son_article(banc) -> None:
    ancienne = await ouvrir(banc, conclue_le="2025-08-31")
    assert (ancienne.status_code, ancienne.json()["article"]) == (422, "CPC 131")
    seule = await ouvrir(banc, participants=[p for p in CONTRACTANTS if p["id"] != "batirhone"])
    assert (seule.status_code, seule.json()["manque"]) == (422, ["au moins deux parties à la convention"])
    assert not banc.guichet.dossiers


async def test_une_etape_de_l_expertise_judiciaire_est_refusee_a_tous(banc) -> None:
    lieu = (await ouvrir(banc)).headers["Location"]
    refusee = await banc.agir("me-roche", f"{lieu}/actes/inviter-a-consigner", {}, "cle-2")
    assert (refusee.status_code, refusee.json()["article"]) == (403, "CPC 131")
    assert "ni consignation, ni taxe" in refusee.json()["detail"]


async def test_qui_intervient_ou_remplace_entre_dans_l_affaire(banc) -> None:
    lieu = (await ouvrir(banc)).headers["Location"]
    tiers = {"id": "morel", "role": "partie", "qualite": "intervenant", "nom": "M. Morel"}
    accord = (await banc.deposer("me-roche", b"%PDF- Accord", nom="accord.pdf", titre="Accord")).json()
    champs = {"tiers": tiers, "consentants": ["dupin", "batirhone"], "accord": accord, "accord_du_technicien": True}
    entre = await banc.agir("me-roche", f"{lieu}/actes/intervenir", champs, "cle-2")
    assert entre.status_code == 201, entre.text
    assert (await banc.lire("morel", lieu)).status_code == 200
