"""What the casebook tells, in the shape in which a browser gets it (docs/reference/web-protocol.md)."""

from typing import Any

from bot.channels.web.wire import Wire
from bot.messages import Line, View


def owner_of(view: View | None) -> dict[str, Any]:
    """Who answers now, and the name of the person if it is one; the bot before the first word."""
    if view is None:
        return {"owner": "bot", "name": None}
    return {"owner": view.owner, "name": view.person if view.owner == "person" else None}


def read_by(view: View | None) -> dict[str, Any]:
    """How far staff have read, and the name of who did."""
    return {"seq": view.read, "by": view.reader} if view else {"seq": 0, "by": None}


def line_frame(wire: Wire, line: Line) -> dict[str, Any]:
    """One line of the transcript, without the type of its frame."""
    frame: dict[str, Any] = {
        "seq": line.seq,
        "sender": line.sender,
        "text": line.text,
        "choices": list(line.choices),
        "at": line.at.isoformat(timespec="seconds"),
    }
    if line.sender == "family" and line.provider_id:
        frame["id"] = line.provider_id.removeprefix(wire.prefix)
    if line.sender == "person" and line.author:
        frame["name"] = line.author
    return frame | _beside(line)


def _beside(line: Line) -> dict[str, Any]:
    """Cards with the words before and after them, and the progress of a questionnaire."""
    frame: dict[str, Any] = {}
    if cards := line.extras.get("cards"):
        start, end = line.extras["cards_at"]
        frame |= {"cards": cards, "before": line.text[:start].strip(), "after": line.text[end:].strip()}
    if progress := line.extras.get("progress"):
        frame["progress"] = progress
    return frame
