"""Finds the choice that a pressed button, a number, a repeated title or one of our own words stands for."""

from typing import Any

from casebook.records import Pending
from services.casework.commands import command, door_asked


def chosen(pending: Pending) -> dict[str, Any] | None:
    """The `choice` object for Rasa, or None when the message is words of its own."""
    if pending.choice is not None:
        return _at(pending.offered, pending.choice[1])
    said = pending.text.strip().strip(".)").casefold()
    if said.isascii() and said.isdigit() and len(said) < 3 and not _asked_for_number(pending):
        return _at(pending.offered, int(said) - 1)
    for offer in pending.offered:
        if offer["title"].casefold() == said:
            return dict(offer["choice"]) if offer["choice"] else None
    if (door := door_asked(pending.text)) is not None:
        return {"intent": "repeat", "entities": {"door": door}}
    if (door := door_asked(pending.text, "refer")) is not None:
        return {"intent": "refer_me", "entities": {"door": door} if pending.text.strip()[-1:].isdigit() else {}}
    intent = command(pending.text)
    return {"intent": intent, "entities": {}} if intent else None


def _asked_for_number(pending: Pending) -> bool:
    """Whether the talk waits for a child's age: then "2" is an age, not the second choice."""
    loop = (pending.conversation.state or {}).get("loop") or {}
    return bool(loop.get("requested_slot") == "child_age_months")


def _at(offered: tuple[dict[str, Any], ...], index: int) -> dict[str, Any] | None:
    if not 0 <= index < len(offered) or not offered[index]["choice"]:
        return None
    return dict(offered[index]["choice"])
