"""What is said to who waits for a place that was asked, and which of several is meant where a yes is taken back."""

from collections.abc import Sequence
from typing import Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.listing import doors_of
from actions.words import say
from casebook.care.records import Referral
from services.casework import current
from services.casework.asked import KNOWN
from services.casework.consent import consent
from services.casework.naming import named
from services.casework.phrases import folded
from services.casework.taken_back import is_pressing
from services.casework.which import which
from services.referrals.opening import Proposal

WAIT: Final = "wait"
MOST_OF_A_YES: Final = 4  # words


def is_pressing_for(tracker: Tracker) -> bool:
    """Whether what the family needs has a date that is near: a notice to quit, a court, a shut-off."""
    return is_pressing(str(tracker.get_slot("words") or ""))


def tells_beside(text: str) -> bool:
    """Whether a yes tells more: a name, when to call."""
    return len(text.split()) > MOST_OF_A_YES and consent(text) is None


def say_need_not_wait(dispatcher: CollectingDispatcher, tracker: Tracker, asked: Sequence[Referral | Proposal]) -> None:
    """That the place can be called today, with its number where it has one."""
    doors = doors_of(tracker, [each.target for each in asked])
    how = KNOWN["number"](doors[0][0], reading.language(tracker)) if doors else ""
    dispatcher.utter_message(text=say(tracker, "need_not_wait" if how else "need_not_wait_any", how=how))


def withdrawn(tracker: Tracker, going: list[Referral]) -> list[Referral]:
    """Those of the open ones that a family's words name; all where they name none."""
    words = str(next(tracker.get_latest_entity_values("named"), None) or "")
    known = named([each.target for each in going], current.get().service)
    meant = {each.key for each in which(folded(words), known, reading.language(tracker))} if words else set()
    return [each for each in going if each.target in meant] or going
