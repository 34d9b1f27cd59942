"""Where a conversation listens for the next answer of a screening: a slot, and the form that waits."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

FORM = "screening_form"
ANSWER = "screening_answer"


def listen(spot: dict[str, Any] | None, help_wanted: list[str] | None = None) -> list[dict[str, Any]]:
    """Listen for the answer at a spot, or stop listening."""
    if spot is None:
        kept = {"help": help_wanted} if help_wanted else None
        return [SlotSet("screening", kept), SlotSet("requested_slot", None)]
    return [SlotSet("screening", spot), SlotSet("requested_slot", ANSWER)]


def leave() -> list[dict[str, Any]]:
    """Stop listening because the family does not want it: the talk goes back to what it was about."""
    return [SlotSet("screening", {"left": True}), SlotSet("requested_slot", None)]


def drop() -> list[dict[str, Any]]:
    """Forget an offer that something else was said to; it is not put again."""
    return [*listen(None), ActiveLoop(None)]


def waits(tracker: Tracker) -> bool:
    """Whether a question of a screening is open in this conversation; an offer is none that must be answered."""
    spot = tracker.get_slot("screening")
    return bool((tracker.active_loop or {}).get("name") == FORM and spot and "offer" not in spot)


def go_on(tracker: Tracker) -> list[dict[str, Any]]:
    """The events that put the open question again."""
    return [SlotSet("screening", {**tracker.get_slot("screening"), "again": True}), FollowupAction(FORM)]
