"""The phone of the demo against the fake provider and a webhook that answers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp import WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.channels.sms.fake import FakeProvider
from bot.channels.sms.simulator.routes import simulator_routes
from bot.channels.sms.twilio.signature import HEADER

PHONE = "+18605550107"
pytestmark = pytest.mark.asyncio


@dataclass(slots=True)
class Demo:
    """A browser, and what the webhook was given."""

    client: TestClient[web.Request, web.Application]
    posted: list[dict[str, str]]
    signatures: list[str | None]


@pytest_asyncio.fixture
async def demo() -> AsyncIterator[Demo]:
    """The simulator's routes beside a webhook that takes everything."""
    port = unused_port()
    provider = FakeProvider("AC1", "secret", "+18605550100", f"http://127.0.0.1:{port}")
    posted: list[dict[str, str]] = []
    signatures: list[str | None] = []

    async def webhook(request: web.Request) -> web.Response:
        posted.append({key: str(value) for key, value in (await request.post()).items()})
        signatures.append(request.headers.get(HEADER))
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/sms/twilio", webhook), *simulator_routes(provider)])
    async with TestClient(TestServer(app, port=port)) as client:
        yield Demo(client, posted, signatures)
        await provider.close()


async def test_a_text_goes_through_the_signed_webhook_and_is_shown(demo: Demo) -> None:
    socket = await demo.client.ws_connect("/phone/socket")
    await socket.send_json({"phone": PHONE})
    assert await socket.receive_json(timeout=2) == {"type": "texts", "texts": []}
    await socket.send_json({"text": "we need food"})
    frames = [await socket.receive_json(timeout=2) for _ in range(2)]
    shown = next(frame["texts"] for frame in frames if frame["type"] == "texts")
    assert {"type": "status", "status": 200} in frames
    assert [(text["body"], text["direction"]) for text in shown] == [("we need food", "in")]
    assert [(post["From"], post["Body"]) for post in demo.posted] == [(PHONE, "we need food")]
    assert all(demo.signatures)


@pytest.mark.parametrize("phone", ["+18605551234", "+18605550107; drop", "8605550107", 7, None, "+442079460000"])
async def test_a_number_that_could_be_somebodys_is_not_played(demo: Demo, phone: object) -> None:
    socket = await demo.client.ws_connect("/phone/socket")
    await socket.send_json({"phone": phone})
    assert (await socket.receive(timeout=2)).type is WSMsgType.CLOSE


@pytest.mark.parametrize("frame", ["{", "[]", '{"text": 5}', '{"text": ""}', '{"text": "%s"}' % ("x" * 1601)])
async def test_rubbish_is_not_texted(demo: Demo, frame: str) -> None:
    socket = await demo.client.ws_connect("/phone/socket")
    await socket.send_json({"phone": PHONE})
    await socket.send_str(frame)
    await socket.send_json({"text": "still here"})
    while not demo.posted:
        await socket.receive_json(timeout=2)
    assert [post["Body"] for post in demo.posted] == ["still here"]


async def test_another_sites_page_may_not_play_phone(demo: Demo) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await demo.client.ws_connect("/phone/socket", origin="https://attacker.example")
    assert refused.value.status == 403


async def test_the_page_has_a_strict_policy_and_one_nonce(demo: Demo) -> None:
    response = await demo.client.get("/phone")
    page, policy = await response.text(), response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "NONCE" not in page
    assert page.count(policy.split("'nonce-")[1].split("'")[0]) == 2
