"""Answers a question in free words in the middle of a talk: by what is known of a place, else by who may know it."""

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.about_doors import tell_about
from actions.before_consent import waits_for_consent
from actions.listing import listed, told_last
from actions.not_named import offer_to_look
from actions.screening_said import STARTS, payload
from actions.words import person_choice, say
from services.answers import asked_of_a_place, asks, may_be_of_a_place
from services.casework import current
from services.casework.asked import KNOWN, aspects_asked
from services.casework.asked_of import UNKNOWN
from services.casework.normal import asks_if_normal
from services.screening.development import MILESTONES

HOURS: Final = "hours"
PRIVATE: Final = "private"  # whether they tell anybody: who asks them that is not sent to them for it


def answer_question(
    dispatcher: CollectingDispatcher, tracker: Tracker, *, new_need: bool = False
) -> list[dict[str, Any]] | None:
    """Answer what a message asks, or say who may know it; None where it asks nothing, or nothing was named yet.

    `new_need`: it may tell of one, so that it must surely ask: a need gets help.
    """
    text = _text(tracker)
    desk = current.get()
    plain = desk.asks or not new_need or not reading.needs_in_message(tracker)
    if plain and not desk.answered and asks_if_normal(text, reading.needs_so_far(tracker)):
        return _of_normal(dispatcher, tracker)
    if desk.answered or not listed(tracker) or not (desk.asks or asks(text, surely=new_need)):
        return None
    asked = asked_of_a_place(text)
    if asked == HOURS:
        return [FollowupAction("action_tell_hours")]
    if asked in KNOWN:
        return tell_about(dispatcher, tracker, [asked])
    if asked != PRIVATE and (asked or may_be_of_a_place(text)):
        return tell_about(dispatcher, tracker, [UNKNOWN])
    return _nobody_knows(dispatcher, tracker)


def answer_freely(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Answer a message that is a question; what we cannot answer, the people of the door can, or a person here."""
    said = _text(tracker)
    if offer_to_look(dispatcher, tracker, said):
        return []
    normal = asks_if_normal(said, reading.needs_so_far(tracker))
    if not normal and (aspects := aspects_asked(said)):
        return tell_about(dispatcher, tracker, aspects)
    if (answered := answer_question(dispatcher, tracker)) is not None:
        return answered
    alone = told_last(tracker) is not None or len(listed(tracker)) == 1 or waits_for_consent(tracker)
    # Which of several would know, nobody can tell.
    return tell_about(dispatcher, tracker, [UNKNOWN]) if alone else _nobody_knows(dispatcher, tracker)


def _of_normal(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Who can say it, and the talk about what most children do at that age: it ends with more than "I don't know"."""
    milestones = {"title": say(tracker, "milestones"), "payload": payload(f"{STARTS}{MILESTONES}")}
    dispatcher.utter_message(text=say(tracker, "if_normal"), buttons=[milestones, person_choice(tracker)])
    return []


def _nobody_knows(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    if current.get().announced:  # nobody is told to call a person twice
        dispatcher.utter_message(text=say(tracker, "not_known_coming"))
        return []
    dispatcher.utter_message(text=say(tracker, "not_known"), buttons=[person_choice(tracker)])
    return []


def _text(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")
