"""What a family told us is wrong is remembered; whom 2-1-1 does not answer is not sent there again."""

from collections.abc import Iterable, Sequence
from typing import Any

from rasa_sdk import Tracker

from actions import reading
from actions.door_by_key import door_by_key
from services.casework import current
from services.casework.offer import Offer, bare
from services.casework.reported import kept_with
from services.casework.silent_lines import LINE, LINE_211, is_of_the_line, line_to

SERVICE = "service:"
LINE_INFO = f"{LINE}8005057000"  # Child Development Infoline
NO_MORE = "utter_no_more"
# What is said, in its wording without 2-1-1.
WITHOUT = {
    "utter_no_more": "utter_no_more_without_line",
    "utter_complaint": "utter_complaint_without_line",
    "utter_person_coming": "utter_person_coming_without_line",
}


def line_down(tracker: Tracker) -> bool:
    """Whether they told us so."""
    return LINE_211 in reading.reported(tracker)


def line_is_no_help(tracker: Tracker) -> bool:
    """Whether 2-1-1 did not answer them, or has nothing for what they need: it is not named for it again."""
    told = (current.get().service(key.removeprefix(SERVICE)) for key in tracker.get_slot("reported") or ())
    needs = set(reading.needs_so_far(tracker))
    return line_down(tracker) or any(each and needs & set(each.needs) and is_of_the_line(each) for each in told)


def note_reported(tracker: Tracker, wrong: Sequence[str]) -> list[dict[str, Any]]:
    """Keep doors that are wrong, lines that do not answer or refused, and answers that were given.

    In the tracker too, for what this turn looks for.
    """
    kept = kept_with(reading.reported(tracker), wrong)
    tracker.slots["reported"] = kept
    return reading.set_slots(reported=kept)


def not_by_the_line(tracker: Tracker, response: str) -> str:
    """A response, in its wording without 2-1-1 where that does not answer them; nothing more is looked for there."""
    away = line_is_no_help(tracker) if response == NO_MORE else line_down(tracker)
    return WITHOUT.get(response, response) if away else response


def infoline_down(tracker: Tracker) -> bool:
    """Whether the line that who waits for a person may call was not reached."""
    return LINE_INFO in reading.reported(tracker)


def keys_of(tracker: Tracker, door: Offer, found: Iterable[Offer] = ()) -> list[str]:
    """The keys by which a door was named, or is among those `found`: a program has its own line in the directory."""
    told = [tracker.get_slot(name) or () for name in ("shown", "listed", "reported")]
    named = (door_by_key(tracker, key) for keys in told for key in keys)
    same = (each.key for each in (*named, *found) if each is not None and bare(each.sign) == bare(door.sign))
    return list(dict.fromkeys((door.key, *same)))


def name_again(tracker: Tracker, door: Offer) -> list[str]:
    """What was noted, without a door that did not refuse: in the tracker too, for what this turn looks for."""
    wrong = {*keys_of(tracker, door), line_to(door)}
    tracker.slots["reported"] = [each for each in tracker.get_slot("reported") or [] if each not in wrong]
    return list(tracker.slots["reported"])
