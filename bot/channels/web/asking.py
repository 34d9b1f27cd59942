"""The widget's extra buttons: be called, go on by text, keep a card, and how far the family has read."""

from typing import Any

from bot.channels.web.frames import AskedCall, AskedCode, BadFrame, ReadTo, Saved
from bot.channels.web.ports import CallBack
from bot.channels.web.tokens import fingerprint
from bot.channels.web.wire import Wire
from bot.errors import Refused, Unavailable


async def ask(wire: Wire, frame: AskedCall | AskedCode | Saved) -> None:
    """Do what was asked and say so; raises BadFrame with the reason when it cannot be done."""
    try:
        done = await _done(wire, frame)
    except BadFrame:
        raise
    except Unavailable:
        raise BadFrame("unavailable", frame.id) from None
    except Refused:
        raise BadFrame("refused", frame.id) from None
    await wire.send({"type": "done", "id": frame.id} | done)


async def note_read(wire: Wire, frame: ReadTo) -> None:
    """Pass on how far the family has read; a mark that is lost comes with the next one."""
    if wire.house.ports.read is None:
        return
    try:
        moved = await wire.house.ports.read(wire.token, frame.seq)
    except Unavailable:
        return
    if moved:
        wire.house.live.nudge(moved)


async def _done(wire: Wire, frame: AskedCall | AskedCode | Saved) -> dict[str, Any]:
    ports = wire.house.ports
    match frame:
        case AskedCall() if ports.call_back:
            wish = CallBack(wire.token, wire.prefix + frame.id, frame.phone, frame.best_time, wire.reads)
            _wake(wire, await ports.call_back(wish))
            return {}
        case AskedCode() if ports.code:
            code = await ports.code(wire.token, wire.reads)
            _wake(wire, None)
            return {"text": code.text, "number": code.number, "minutes": code.minutes}
        case Saved() if ports.plan:
            await ports.plan.save(wire.token, await _card(wire, frame))
            wire.house.tabs.nudge(fingerprint(wire.token))
            return {}
    raise BadFrame("refused", frame.id)


def _wake(wire: Wire, conversation: str | None) -> None:
    """Wake the tabs that show this family; a first wish may have begun its conversation."""
    wire.house.tabs.nudge(fingerprint(wire.token))
    if conversation:
        wire.house.live.nudge(conversation)


async def _card(wire: Wire, saved: Saved) -> dict[str, Any]:
    """The card that was pressed, as it stands in this family's own transcript."""
    view = await wire.house.transcript("web", wire.token, saved.seq - 1)
    lines = view.lines if view else []
    cards = next((line.extras.get("cards", ()) for line in lines if line.seq == saved.seq and line.sender == "bot"), ())
    if saved.index >= len(cards):
        raise BadFrame("refused", saved.id)
    return dict(cards[saved.index])
