"""WS /web/socket: who may open it, the hello, and then listening and showing side by side."""

import asyncio
from contextlib import suppress

from aiohttp import WSCloseCode, web

from bot.channels.headers import PLAIN
from bot.channels.web.frames import MAX_FRAME_BYTES, BadFrame, Hello
from bot.channels.web.house import House, may_open
from bot.channels.web.listening import frame_of, listen
from bot.channels.web.showing import Showing
from bot.channels.web.wire import Wire
from bot.errors import Unavailable

HEARTBEAT_S = 25.0
HELLO_WITHIN_S = 10.0
_HELLO_TRIES = 3


async def talk(request: web.Request, house: House) -> web.StreamResponse:
    """Serve one widget until it goes; answers 403 to a page of a site that may not embed it."""
    if not may_open(request, house.allowed_origins):
        return web.Response(status=403, headers=PLAIN)
    # Texts come undecoded, so that broken UTF-8 is answered like any other bad frame. No compression: it costs
    # each idle socket more memory than all it says.
    socket = web.WebSocketResponse(
        heartbeat=HEARTBEAT_S, max_msg_size=MAX_FRAME_BYTES, decode_text=False, compress=False
    )
    await socket.prepare(request)
    house.sockets.add(socket)
    with suppress(ConnectionResetError):
        await _converse(Wire(socket, house))
    return socket


async def _converse(wire: Wire) -> None:
    hello = await _hello(wire)
    if hello is None:
        await wire.socket.close(code=WSCloseCode.POLICY_VIOLATION)
        return
    wire.token = hello.token or ""
    showing = Showing(wire, hello.last_seq)
    try:
        await showing.welcome()
    except Unavailable:
        await wire.error("unavailable")
        await wire.socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
        return
    await _both(wire, showing)


async def _both(wire: Wire, showing: Showing) -> None:
    """Listen until the browser goes, showing meanwhile; either one's failure ends both, and the widget returns."""
    async with asyncio.TaskGroup() as tasks:
        follower = tasks.create_task(showing.follow())
        await listen(wire)
        follower.cancel()


async def _hello(wire: Wire) -> Hello | None:
    """Wait for the hello; None when it does not come in time or the browser talks rubbish instead."""
    with suppress(TimeoutError):
        async with asyncio.timeout(HELLO_WITHIN_S):
            for _ in range(_HELLO_TRIES):
                message = await wire.socket.receive()
                if wire.socket.closed:
                    return None
                try:
                    frame = frame_of(message)
                except BadFrame as fault:
                    await wire.error(fault.code, fault.id)
                    continue
                if isinstance(frame, Hello):
                    wire.language = frame.language
                    return frame
                await wire.error("bad_frame")
    return None
