"""Finds the choice that a pressed button, a number or a repeated title stands for."""

from typing import Any

from casebook.records import Pending


def chosen(pending: Pending) -> dict[str, Any] | None:
    """The `choice` object as Rasa gave it out, or None when the message is words of its own."""
    if pending.choice is not None:
        return _at(pending.offered, pending.choice[1])
    said = pending.text.strip().strip(".)").casefold()
    if said.isascii() and said.isdigit() and len(said) < 3:
        return _at(pending.offered, int(said) - 1)
    for offer in pending.offered:
        if offer["title"].casefold() == said:
            return dict(offer["choice"]) if offer["choice"] else None
    return None


def _at(offered: tuple[dict[str, Any], ...], index: int) -> dict[str, Any] | None:
    if not 0 <= index < len(offered) or not offered[index]["choice"]:
        return None
    return dict(offered[index]["choice"])
