"""The script and the page that the web channel serves."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yaml
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web.routes import routes
from bot.channels.web.testing import FakeInbox
from bot.channels.web.tokens import signing

TEXTS = yaml.safe_load((Path(__file__).parents[2] / "content/messages/widget.yml").read_text("utf-8"))
pytestmark = pytest.mark.asyncio

Client = TestClient[web.Request, web.Application]


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A browser that can reach the web channel."""
    inbox, app = FakeInbox(), web.Application()
    app.add_routes(routes(inbox.receive, inbox.transcript, inbox.live, TEXTS, [], signing(b"a key")))
    async with TestClient(TestServer(app), auto_decompress=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [("/", "", "en"), ("/?lang=es", "en", "es"), ("/", "es-PR,es;q=0.9", "es"), ("/?lang=<b>", "fr, es", "es")],
)
async def test_the_page_speaks_the_readers_language(client: Client, path: str, accept: str, language: str) -> None:
    response = await client.get(path, headers={"Accept-Language": accept})
    page = await response.text()
    assert response.status == 200
    assert f'<html lang="{language}">' in page
    assert TEXTS["page"]["heading"][language] in page


async def test_the_policy_of_the_page_allows_its_own_nonce_and_nothing_inline(client: Client) -> None:
    first, second = await client.get("/"), await client.get("/")
    policy, page = first.headers["Content-Security-Policy"], await first.text()
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert nonce not in second.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert len(re.findall(r"<(?:script|style)\b", page)) == page.count(f'nonce="{nonce}"')
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", page)


async def test_the_page_carries_the_headers_of_a_careful_site(client: Client) -> None:
    headers = (await client.get("/")).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


async def test_any_site_may_load_the_script_packed(client: Client) -> None:
    response = await client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(await response.read()) < 30_000


async def test_the_script_is_plain_for_a_browser_that_asks_so(client: Client) -> None:
    response = await client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in response.headers
    assert (await response.text()).startswith("(() => {")


async def test_a_browser_that_has_the_script_gets_it_not_twice(client: Client) -> None:
    tag = (await client.get("/widget.js")).headers["ETag"]
    again = await client.get("/widget.js", headers={"If-None-Match": tag})
    assert again.status == 304
    assert await again.read() == b""
