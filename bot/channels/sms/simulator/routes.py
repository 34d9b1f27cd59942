"""GET /phone and its socket; only for demo mode, and only for numbers that belong to nobody."""

import asyncio
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bot.channels.headers import PLAIN, new_nonce, page_headers
from bot.channels.sms.fake import FakeMessage, FakeProvider
from bot.channels.sockets import OpenSockets, from_own_page

_STATIC = Path(__file__).parent / "static"
# 555-0100 to 555-0199 are set aside for fiction.
_FICTIONAL = re.compile(r"\+186055501\d\d")
_MAX_FRAME_BYTES = 16 * 1024
_LONGEST_TEXT = 1600


def simulator_routes(provider: FakeProvider, *, sockets: OpenSockets | None = None) -> list[web.RouteDef]:
    """Return the page, its script and its socket; `provider` is the one that the gateway sends its texts to.

    Hand in `sockets` to be able to close them (sockets.close_sockets) when the gateway stops.
    """
    opened = OpenSockets() if sockets is None else sockets
    page = (_STATIC / "phone.html").read_text("utf-8")
    script = (_STATIC / "phone.js").read_text("utf-8")

    async def get_page(request: web.Request) -> web.StreamResponse:
        nonce = new_nonce()
        return web.Response(text=page.replace("NONCE", nonce), content_type="text/html", headers=page_headers(nonce))

    async def get_script(request: web.Request) -> web.StreamResponse:
        return web.Response(text=script, content_type="text/javascript", headers=PLAIN | {"Cache-Control": "no-cache"})

    async def get_socket(request: web.Request) -> web.StreamResponse:
        return await _serve(request, provider, opened)

    return [
        web.get("/phone", get_page),
        web.get("/phone/phone.js", get_script),
        web.get("/phone/socket", get_socket),
    ]


async def _serve(request: web.Request, provider: FakeProvider, opened: OpenSockets) -> web.StreamResponse:
    if not from_own_page(request):
        return web.Response(status=403, headers=PLAIN)
    socket = web.WebSocketResponse(heartbeat=25, max_msg_size=_MAX_FRAME_BYTES, decode_text=False, compress=False)
    await socket.prepare(request)
    opened.add(socket)
    with suppress(ConnectionResetError):
        phone = await _phone_of(socket)
        if phone is None:
            await socket.close()
            return socket
        async with asyncio.TaskGroup() as tasks:
            showing = tasks.create_task(_show(socket, provider, phone))
            await _listen(socket, provider, phone)
            showing.cancel()
    return socket


async def _phone_of(socket: web.WebSocketResponse) -> str | None:
    """Read which phone this is from the first frame; None for a number that could be somebody's."""
    phone = _fields((await socket.receive()).data).get("phone")
    return phone if isinstance(phone, str) and _FICTIONAL.fullmatch(phone) else None


async def _listen(socket: web.WebSocketResponse, provider: FakeProvider, phone: str) -> None:
    async for message in socket:
        text = _fields(message.data).get("text") if message.type is WSMsgType.TEXT else None
        if isinstance(text, str) and 0 < len(text) <= _LONGEST_TEXT:
            status = await provider.text_from(phone, text.encode("utf-8", "replace").decode("utf-8"))
            await socket.send_str(json.dumps({"type": "status", "status": status}))


async def _show(socket: web.WebSocketResponse, provider: FakeProvider, phone: str) -> None:
    """Send all texts of the phone at first and after each change."""
    while True:
        with provider.listen(phone) as moved:
            texts = [_as_frame(message) for message in provider.messages(phone)]
            await socket.send_str(json.dumps({"type": "texts", "texts": texts}))
            await moved.wait()


def _as_frame(message: FakeMessage) -> dict[str, str]:
    return {
        "sid": message.sid,
        "body": message.body,
        "at": message.at.isoformat(timespec="seconds"),
        "direction": message.direction,
        "status": message.status,
    }


def _fields(data: object) -> dict[str, Any]:
    """Read a frame; what is none has no fields."""
    try:
        fields = json.loads(data) if isinstance(data, bytes) else None
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
