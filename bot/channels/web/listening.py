"""From the browser to the inbox: takes each frame of a socket, in order, and says what became of it."""

import asyncio

from aiohttp import WSMessage, WSMsgType

from bot.channels.web import frames
from bot.channels.web.asking import ask, note_read
from bot.channels.web.frames import BadFrame, Frame
from bot.channels.web.pace import Pace
from bot.channels.web.reader import read_frame
from bot.channels.web.tokens import fingerprint
from bot.channels.web.wire import Wire
from bot.errors import Refused, Unavailable
from bot.messages import Inbound


async def listen(wire: Wire) -> None:
    """Take frames until the browser closes; what cannot be taken is answered, never raised."""
    pace = Pace()
    async for message in wire.socket:
        wait = pace.wait()
        try:
            await _take(wire, frame_of(message), late=wait > 0)
        except BadFrame as fault:
            await wire.error(fault.code, fault.id)
        # Not reading on is what holds a flood back: its frames wait on the sender's side.
        await asyncio.sleep(wait)


def frame_of(message: WSMessage) -> Frame:
    """Read the frame of a socket message; raises BadFrame for all that is not a text frame of the protocol."""
    if message.type is not WSMsgType.TEXT:
        raise BadFrame("bad_frame")
    return read_frame(message.data)


async def _take(wire: Wire, frame: Frame, *, late: bool) -> None:
    match frame:
        case frames.Said() | frames.Chose() | frames.AskedCall() | frames.AskedCode() | frames.Saved() if late:
            raise BadFrame("too_fast", frame.id)
        case frames.Said() | frames.Chose():
            await _store(wire, frame)
        case frames.AskedCall() | frames.AskedCode() | frames.Saved():
            await ask(wire, frame)
        case frames.ReadTo():
            await note_read(wire, frame)
        case frames.Switched(language):
            wire.language, wire.spoken = language, None
            wire.house.tabs.nudge(fingerprint(wire.token))
        case frames.Writing():
            wire.house.typing.tell(wire.conversation or "", "family")
        case frames.Ping():
            await wire.send({"type": "pong"})
        case frames.Hello():
            raise BadFrame("bad_frame")


async def _store(wire: Wire, frame: frames.Said | frames.Chose) -> None:
    """Commit one message and say so; wake the tabs that show this conversation."""
    try:
        stored = await wire.house.receive(await _inbound(wire, frame))
    except BadFrame:
        raise
    except Unavailable:
        raise BadFrame("unavailable", frame.id) from None
    except Refused:
        raise BadFrame("refused", frame.id) from None
    await wire.send({"type": "stored", "id": frame.id, "seq": stored.seq})
    wire.house.tabs.nudge(fingerprint(wire.token))
    wire.house.live.nudge(stored.conversation)


async def _inbound(wire: Wire, frame: frames.Said | frames.Chose) -> Inbound:
    text, choice = await _content(wire, frame)
    return Inbound(
        channel="web",
        provider="widget",
        provider_id=wire.prefix + frame.id,
        address=wire.token,
        text=text,
        choice=choice,
        language=wire.language,
    )


async def _content(wire: Wire, frame: frames.Said | frames.Chose) -> tuple[str, tuple[int, int] | None]:
    match frame:
        case frames.Said():
            return frame.text, None
        case frames.Chose():
            return await _title(wire, frame), (frame.seq, frame.index)


async def _title(wire: Wire, chose: frames.Chose) -> str:
    """Return the words on the button, so that the transcript reads as the family saw it."""
    view = await wire.house.transcript("web", wire.token, chose.seq - 1)
    lines = view.lines if view else []
    offered = next((line.choices for line in lines if line.seq == chose.seq and line.sender != "note"), ())
    if chose.index >= len(offered):
        raise BadFrame("stale_choice", chose.id)
    return offered[chose.index]
