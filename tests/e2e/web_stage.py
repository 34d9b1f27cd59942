"""A gateway that serves only the web channel, and an agency's site on another origin that embeds it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.sockets import OpenSockets, close_sockets
from bot.channels.web.routes import routes
from bot.channels.web.testing import FakeInbox, FakeReach
from bot.channels.web.tokens import signing
from bot.live import Typing

WIDGET_TEXTS = Path(__file__).parents[2] / "content" / "messages" / "widget.yml"

_HOST_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An agency</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>An agency's own page</h1><p>With <a href="#more">a link</a>.</p></main>
<script src="{gateway}/widget.js" nonce="host" {attributes} async></script></body></html>"""


def widget_texts() -> dict[str, Any]:
    """Load the real sentences of the widget."""
    return yaml.safe_load(WIDGET_TEXTS.read_text("utf-8"))


@dataclass(slots=True)
class Stage:
    """Both servers; `attributes` is what the agency's script tag says."""

    inbox: FakeInbox
    reach: FakeReach
    typing: Typing
    gateway: str
    host: str
    sockets: OpenSockets
    attributes: str = 'data-language="en" data-greeting="off"'

    @property
    def token(self) -> str:
        """Return the token of the only conversation there is."""
        (token,) = self.inbox.conversations
        return token

    def say(self, text: str, choices: tuple[str, ...] = ()) -> None:
        """Let the bot say something in the only conversation."""
        self.inbox.say(self.token, text, choices)

    async def gone(self) -> None:
        """Wait until the gateway has seen the last browser go."""
        while any(not socket.closed for socket in self.sockets):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.02)

    async def cut(self) -> None:
        """Close every socket, as a restart of the gateway does."""
        await close_sockets(self.sockets)


@asynccontextmanager
async def open_stage(texts: dict[str, Any] | None = None) -> AsyncIterator[Stage]:
    """Start both servers on free ports of the loopback, and stop them after."""
    inbox, sockets, typing = FakeInbox(), OpenSockets(), Typing()
    reach = FakeReach(inbox)
    origins: set[str] = set()
    given = (inbox.receive, inbox.transcript, inbox.live, texts or widget_texts(), origins, signing(b"a key"))
    table = routes(*given, ports=reach.ports(), typing=typing, sockets=sockets)
    gateway_app, host_app = web.Application(), web.Application()
    gateway_app.add_routes(table)
    async with AsyncExitStack() as servers:
        gateway = await servers.enter_async_context(TestServer(gateway_app))
        host = TestServer(host_app)
        stage = Stage(inbox, reach, typing, str(gateway.make_url("")).rstrip("/"), "", sockets)
        host_app.router.add_get("/", partial(_host_page, stage))
        await servers.enter_async_context(host)
        stage.host = str(host.make_url("")).rstrip("/")
        origins.add(stage.host)
        yield stage
        await close_sockets(sockets)


async def _host_page(stage: Stage, request: web.Request) -> web.Response:
    """Serve the agency's page under a policy as strict as an agency can have."""
    policy = (
        "default-src 'none'; script-src 'nonce-host'; style-src 'none'; base-uri 'none'; "
        f"connect-src {stage.gateway.replace('http', 'ws', 1)}"
    )
    page = _HOST_PAGE.format(gateway=stage.gateway, attributes=stage.attributes)
    return web.Response(text=page, content_type="text/html", headers={"Content-Security-Policy": policy})
