"""The routes of the web channel: the gateway hands in the next stage, and adds these to its table."""

from collections.abc import Callable, Collection

from aiohttp import web

from bot.channels.sockets import OpenSockets
from bot.channels.web.house import House
from bot.channels.web.pages import home
from bot.channels.web.ports import Ports
from bot.channels.web.script import build, serve
from bot.channels.web.socket import talk
from bot.channels.web.texts import Texts, check_texts
from bot.channels.web.tokens import Tokens
from bot.live import Live, Typing
from bot.messages import Receive, Transcript


def routes(
    receive: Receive,
    transcript: Transcript,
    live: Live,
    texts: Texts,
    allowed_origins: Collection[str],
    sign: Callable[[str], str],
    *,
    ports: Ports | None = None,
    typing: Typing | None = None,
    sockets: OpenSockets | None = None,
) -> list[web.RouteDef]:
    """Return `/`, `/widget.js` and `/web/socket`.

    `texts` is content/messages/widget.yml as loaded; raises BadSetting when a sentence is missing. `allowed_origins`
    are those of the host sites ("https://example.org"), beside our own. `sign` makes a keyed signature of a text, the
    same in every process of the gateway. Hand in `sockets` to be able to close them (sockets.close_sockets) when the
    gateway stops.
    """
    check_texts(texts)
    script, open_now = build(texts), OpenSockets() if sockets is None else sockets
    parts = (receive, transcript, live, texts, allowed_origins, Tokens(sign))
    house = House(*parts, ports or Ports(), typing or Typing(), open_now)

    async def get_home(request: web.Request) -> web.StreamResponse:
        return home(request, texts)

    async def get_script(request: web.Request) -> web.StreamResponse:
        return serve(request, script)

    async def get_socket(request: web.Request) -> web.StreamResponse:
        return await talk(request, house)

    return [web.get("/", get_home), web.get("/widget.js", get_script), web.get("/web/socket", get_socket)]
