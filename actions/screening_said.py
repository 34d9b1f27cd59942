"""From a tracker to what a screening hears, and from its choices to what a button sends."""

import json
from datetime import datetime

from rasa_sdk import Tracker

from actions import reading
from services.screening.development import MILESTONES
from services.screening.turns import Said
from services.screening.wanting import about_child, asks_for_questions, holds, refuses
from services.screening.words import fold, lists

ENTITY = "answer"
# Our own words are handed on as what they mean, without the words.
MEANS = {"dont_know_or_skip": "skip", "start_screening": "continue", "check_milestones": "continue"}
STARTS = "start="
STARTING = frozenset({"start_screening", "check_milestones"})
EVERYDAY = "social_needs"


def said_in(tracker: Tracker, now: datetime) -> Said:
    """The latest message as a screening hears it."""
    message = tracker.latest_message
    intent = str((message.get("intent") or {}).get("name"))
    picked = next(tracker.get_latest_entity_values(ENTITY), None)
    text = str(message.get("text") or "")
    age = next(tracker.get_latest_entity_values("child_age_months"), None)
    return Said(
        text=text or ("" if picked else MEANS.get(intent, "")),
        language=reading.language(tracker),
        at=now,
        picked=str(picked) if picked else None,
        needs=tuple(reading.needs_in_message(tracker)),
        age_months=float(age) if age is not None else None,
    )


def payload(picked: str) -> str:
    """What a button for this choice sends; one that starts another talk does so wherever it is pressed."""
    intent = "start_screening" if picked.startswith(STARTS) else "inform"
    return f"/{intent}{json.dumps({ENTITY: picked})}"


def topic(tracker: Tracker) -> str | None:
    """The talk that a message asks for; None when it names none ("continue")."""
    picked = str(next(tracker.get_latest_entity_values(ENTITY), None) or "")
    if picked.startswith(STARTS):
        return picked.removeprefix(STARTS)
    text = str(tracker.latest_message.get("text") or "")
    if not fold(text) or fold(text) in lists().wishes["go_on"]:
        return None
    if (name := _named(tracker)) is not None:
        return name
    worry = "developmental_concern" in reading.needs_so_far(tracker) and not holds("everyday", text)
    return MILESTONES if worry else EVERYDAY


def other_topic(tracker: Tracker, now: str) -> str | None:
    """The other talk that a message asks for while one is offered or open; None when it asks for none."""
    text = str(tracker.latest_message.get("text") or "")
    if next(tracker.get_latest_entity_values(ENTITY), None) or not text:
        return None
    name = _named(tracker)
    asked = asks_for_questions(text)
    if name is None and asked and holds("everyday", text):
        name = EVERYDAY
    starts = reading.labels(tracker)[0] in STARTING and not refuses(text)
    return name if name != now and (asked or starts) else None


def _named(tracker: Tracker) -> str | None:
    """The talk that words name: by its name, or because they speak of how a child grows."""
    text = str(tracker.latest_message.get("text") or "")
    words = f" {fold(text)} "
    for name, said in lists().topics.items():
        if any(f" {each} " in words for each in said):
            return name
    return MILESTONES if reading.labels(tracker)[0] == "check_milestones" or about_child(text) else None
