"""WS /staff/socket: tells an open page that something moved; the page then fetches it. Carries ids, no words.

To the page: `{"type": "queue", "waiting": 2, "crisis": [ids], "given": [ids], "overdue": [ids]}`,
`{"type": "conversation"}` and `{"type": "here", "here": {id: [{"name": "Ana Ruiz", "writing": false}]}}` (colleagues).
From the page: "active" when someone types or clicks, which puts off the session's idle end; "typing" while a reply
is being written, which the family sees; "looking", "writing" and "away" for colleagues.
"""

import asyncio
import re
from contextlib import suppress
from functools import partial
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from bot.console import cookies, glance
from bot.console.guard import same_origin
from bot.console.pages import refused
from bot.console.presence import Here, Presence
from bot.console.visit import Console, OpenSockets, Visit
from bot.live import EVERYTHING
from casebook.queries import dossier, sessions

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
    tellers = [
        asyncio.create_task(_tell(console, socket, token, shown, visit.staff.id)),
        asyncio.create_task(_tell_here(console.presence, socket, shown, visit.staff.id)),
    ]
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await _heard(console, visit, message.data, token, shown)
    finally:
        console.presence.leaves(shown, visit.staff.id)
        for teller in tellers:
            teller.cancel()
        for teller in tellers:
            with suppress(asyncio.CancelledError, ConnectionError):
                await teller
    return socket


async def close_sockets(sockets: OpenSockets) -> None:
    """Tell every open page that we go away and come back; call it when the gateway stops."""
    for socket in set(sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)


async def _heard(console: Console, visit: Visit, word: str, token: str, shown: str) -> None:
    """One word of the page; others are nothing."""
    me = visit.staff
    match word if shown else word if word == "active" else "":
        case "active":
            await console.casebook.write(partial(sessions.touch, token=token))
        case "typing":
            await _tell_typing(console, visit, shown)
        case "looking":
            console.presence.looks(shown, me.id, me.name)
        case "writing":
            console.presence.writes(shown, me.id, me.name)
        case "away":
            console.presence.leaves(shown, me.id)


async def _tell_typing(console: Console, visit: Visit, shown: str) -> None:
    """The family sees that a person writes, if that person has the conversation."""
    read = partial(dossier.standing, keys=console.casebook.keys, conversation_id=shown)
    standing = await console.casebook.read(read)
    if standing is not None and standing.conversation.staff == visit.staff.id:
        console.typing.tell(shown, "person")


async def _tell(console: Console, socket: web.WebSocketResponse, token: str, shown: str, staff_id: str) -> None:
    stood: tuple[Any, ...] = ()
    with console.live.listen(EVERYTHING) as anything, console.live.listen(shown) as talk:
        talk.set()  # what moved while the page had no socket
        while await console.casebook.read(partial(sessions.find, token=token)):
            anything.clear()
            seen = await console.casebook.read(partial(glance.look, staff_id=staff_id))
            await socket.send_json({"type": "queue", **seen})
            before, stood = stood, await console.casebook.read(partial(dossier.moved, conversation_id=shown))
            if shown and (talk.is_set() or stood != before):  # the latter: by way of another gateway
                talk.clear()
                await socket.send_json({"type": "conversation"})
            with suppress(TimeoutError):
                async with asyncio.timeout(RECHECK):
                    await anything.wait()
                    await asyncio.sleep(TOGETHER)
    await socket.close(code=SIGNED_OUT)


async def _tell_here(presence: Presence, socket: web.WebSocketResponse, shown: str, staff_id: str) -> None:
    """Which colleagues look and write, in the conversation that the page shows or in all; told when it changes."""
    told: dict[str, list[Here]] = {}
    with presence.listen(shown) as moved:
        while True:
            here = presence.everywhere(but=staff_id)
            if shown:
                here = {shown: here[shown]} if shown in here else {}
            if here != told:
                told = here
                await socket.send_json({"type": "here", "here": {talk: _named(those) for talk, those in here.items()}})
            await moved.wait()
            moved.clear()


def _named(here: list[Here]) -> list[dict[str, object]]:
    return [{"name": one.name, "writing": one.writing} for one in here]
