"""What is asked before the yes to a referral: answered for the place that would be told, and never taken for a yes."""

from collections.abc import Sequence

from rasa_sdk import Tracker

from actions import reading
from services.referrals.packet import words

ASKED = ("others", "call", "must", "when")  # services/casework/consent_asked.py; what would be told is shown again


def waits_for_consent(tracker: Tracker) -> bool:
    """Whether the talk waits for the yes to a referral, or for the number to call."""
    return tracker.get_slot("requested_slot") in ("sharing", "phone") and bool(tracker.get_slot("referral"))


def answers(tracker: Tracker, aspects: Sequence[str]) -> list[str]:
    """The answers to what is asked about being put forward itself."""
    name, language = tracker.get_slot("referral")["name"], reading.language(tracker)
    return [words().say(f"asked_{aspect}", language, name=name) for aspect in aspects if aspect in ASKED]
