"""Reads what a tracker holds, typed; the only place that knows its shape."""

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from services.casework.help import Family
from services.casework.needs import all_needs
from services.directory.places import Place, connecticut

MOST_NEEDS = 3


def language(tracker: Tracker) -> str:
    """The language to answer in."""
    return "es" if tracker.get_slot("language") == "es" else "en"


def needs_in_message(tracker: Tracker) -> list[str]:
    """The needs of the latest message, main one first."""
    labels = tracker.latest_message.get("labels") or [tracker.latest_message.get("intent") or {}]
    names = [label.get("name") for label in labels]
    return [name for name in names if name in all_needs()][:MOST_NEEDS]


def needs_so_far(tracker: Tracker) -> list[str]:
    """The needs that the conversation is about now."""
    return [need for need in tracker.get_slot("needs") or [] if need in all_needs()]


def place(tracker: Tracker) -> Place | None:
    """Where the family lives, from the ZIP code or town they named last."""
    for told in (tracker.get_slot("zip"), tracker.get_slot("town")):
        if told and (found := connecticut().find(str(told))):
            return found
    return None


def family(tracker: Tracker) -> Family:
    """What the family has said so far."""
    age = tracker.get_slot("child_age_months")
    return Family(
        place=place(tracker),
        child_age_months=float(age) if age is not None else None,
        insurance=tracker.get_slot("insurance"),
    )


def known(tracker: Tracker) -> set[str]:
    """The facts that need no asking: told, or skipped when asked."""
    said = family(tracker)
    facts = {"place": said.place, "child_age_months": said.child_age_months, "insurance": said.insurance}
    return {name for name, value in facts.items() if value is not None} | set(tracker.get_slot("skipped") or [])


def set_slots(**values: Any) -> list[dict[str, Any]]:
    """One SlotSet for each value."""
    return [SlotSet(name, value) for name, value in values.items()]


def in_order(first: Iterable[str], then: Iterable[str]) -> list[str]:
    """Both lists, each name once."""
    return list(dict.fromkeys([*first, *then]))
