"""WS /staff/socket: tells an open page that something moved; the page then fetches it. Carries ids, no words.

To the page: `{"type": "queue", "waiting": 2, "crisis": [ids]}` and `{"type": "conversation"}`.
From the page: "active" when someone types or clicks, which puts off the session's idle end; "typing" while a reply
is being written, which the family sees.
"""

import asyncio
import re
from contextlib import suppress
from dataclasses import asdict
from functools import partial

from aiohttp import WSCloseCode, WSMsgType, web

from bot.console import cookies
from bot.console.guard import same_origin
from bot.console.pages import refused
from bot.console.visit import Console, OpenSockets, Visit
from bot.live import EVERYTHING
from casebook.queries import board, dossier, sessions

HEARTBEAT = 25.0
LARGEST = 1024
TOGETHER = 0.2  # several nudges in a row become one
RECHECK = 30.0  # an ended session closes its pages within this time
SIGNED_OUT = 4401
_CONVERSATION = re.compile(r"[0-9a-f]{32}")


async def follow(console: Console, visit: Visit) -> web.StreamResponse:
    """Keep the page told until it goes or its session ends. `?conversation=` names the one it shows."""
    if not same_origin(console, visit.request):
        return refused(console, visit, "refused_form", 403)
    shown = visit.request.query.get("conversation", "")
    if shown and not _CONVERSATION.fullmatch(shown):
        return refused(console, visit, "refused_input", 400)
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
    await socket.prepare(visit.request)
    console.sockets.add(socket)
    token = visit.request.cookies[cookies.session_name(console)]
    teller = asyncio.create_task(_tell(console, socket, token, shown))
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data == "active":
                await console.casebook.write(partial(sessions.touch, token=token))
            if message.type is WSMsgType.TEXT and message.data == "typing" and shown:
                await _tell_typing(console, visit, shown)
    finally:
        teller.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await teller
    return socket


async def close_sockets(sockets: OpenSockets) -> None:
    """Tell every open page that we go away and come back; call it when the gateway stops."""
    for socket in set(sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)


async def _tell_typing(console: Console, visit: Visit, shown: str) -> None:
    """The family sees that a person writes, if that person has the conversation."""
    read = partial(dossier.standing, keys=console.casebook.keys, conversation_id=shown)
    standing = await console.casebook.read(read)
    if standing is not None and standing.conversation.staff == visit.staff.id:
        console.typing.tell(shown, "person")


async def _tell(console: Console, socket: web.WebSocketResponse, token: str, shown: str) -> None:
    with console.live.listen(EVERYTHING) as anything, console.live.listen(shown) as talk:
        talk.set()  # what moved while the page had no socket
        while await console.casebook.read(partial(sessions.find, token=token)):
            anything.clear()
            status = await console.casebook.read(board.status)
            await socket.send_json({"type": "queue", **asdict(status)})
            if shown and talk.is_set():
                talk.clear()
                await socket.send_json({"type": "conversation"})
            with suppress(TimeoutError):
                async with asyncio.timeout(RECHECK):
                    await anything.wait()
                    await asyncio.sleep(TOGETHER)
    await socket.close(code=SIGNED_OUT)
