"""The Temporal UI of the embedded platform reads in clear; nobody else does."""

import base64

import httpx
from google.protobuf.json_format import MessageToJson
from temporalio.api.common.v1 import Payload, Payloads

from api.application import creer_application
from api.chiffrement import CodecChiffrant
from api.reglages import Reglages
from api.temporal import trousseau

UI = "http://127.0.0.1:8233"


async def chiffre(reglages: Reglages) -> str:
    """What the UI would post of a summary."""
    clair = Payload(metadata={"encoding": b"json/plain"}, data=b'"Expertise 26/00017"')
    return MessageToJson(Payloads(payloads=await CodecChiffrant(trousseau(reglages)).encode([clair])))


async def poster(reglages: Reglages, corps: str, origine: str) -> httpx.Response:
    """Post to the codec as a page of `origine` would."""
    app = creer_application(reglages)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://essai") as client,
    ):
        entetes = {"Origin": origine, "Content-Type": "application/json"}
        return await client.post("/codec/decode", content=corps, headers=entetes)


async def test_l_ui_embarquee_lit_en_clair(reglages: Reglages) -> None:
    embarque = reglages.model_copy(update={"temporal_ui_port": 8233})
    reponse = await poster(embarque, await chiffre(reglages), UI)
    assert reponse.headers["access-control-allow-origin"] == UI
    assert base64.b64decode(reponse.json()["payloads"][0]["data"]) == b'"Expertise 26/00017"'
    assert (await poster(embarque, '{"payloads": 3}', UI)).status_code == 422


async def test_personne_d_autre(reglages: Reglages) -> None:
    corps = await chiffre(reglages)
    embarque = reglages.model_copy(update={"temporal_ui_port": 8233})
    assert (await poster(embarque, corps, "http://ailleurs.invalid")).status_code == 404
    assert (await poster(embarque.model_copy(update={"mode_embarque": False}), corps, UI)).status_code == 404
    assert (await poster(reglages, corps, UI)).status_code == 404
