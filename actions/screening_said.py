"""From a tracker to what a screening hears, and from its choices to what a button sends."""

import json
from datetime import datetime

from rasa_sdk import Tracker

from actions import reading
from services.screening.turns import Said
from services.screening.words import fold, lists

ENTITY = "answer"
# Our own words are handed on as what they mean, without the words.
MEANS = {"dont_know_or_skip": "skip", "start_screening": "continue", "check_milestones": "continue"}
STARTS = "start="


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
    words = f" {fold(str(tracker.latest_message.get('text') or ''))} "
    for name, said in lists().topics.items():
        if any(f" {each} " in words for each in said):
            return name
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    if intent == "check_milestones":
        return "milestones"
    return "social_needs" if words.strip() else None
