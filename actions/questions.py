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
from actions.perhaps import ask_back
from actions.screening_said import STARTS, payload
from actions.words import person_choice, say
from services.answers import asked_of_a_place, asks, may_ask, may_be_of_a_place
from services.casework import current
from services.casework.asked import KNOWN, aspects_asked
from services.casework.asked_of import UNKNOWN
from services.casework.courtesy import asks_again
from services.casework.needs import title
from services.casework.normal import asks_if_normal
from services.casework.not_meant import puts_a_question
from services.casework.put_as_question import is_of_those
from services.casework.surely_told import needs_named
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
    if desk.answered or not listed(tracker) or not _asks(tracker, new_need=new_need):
        return None
    asked = asked_of_a_place(text)
    if asked == HOURS:
        return [FollowupAction("action_tell_hours")]
    if asked in KNOWN:
        return tell_about(dispatcher, tracker, [asked])
    if ask_back(dispatcher, tracker):
        return []
    if asked != PRIVATE and (asked or may_be_of_a_place(text)) and not _names_another(tracker):
        return tell_about(dispatcher, tracker, [UNKNOWN])
    return nobody_knows(dispatcher, tracker)


def _asks(tracker: Tracker, *, new_need: bool) -> bool:
    """Whether the message asks something: as it sounds, or as it is put where it tells no new need."""
    text = _text(tracker)
    if current.get().asks or asks(text, surely=new_need):
        return True
    if reading.needs_in_message(tracker):
        return not new_need and puts_a_question(text) and may_ask(text)
    return puts_a_question(text, perhaps=True) or asks_again(text)


def _names_another(tracker: Tracker) -> bool:
    """Whether a question names only what those who were named were not named for: they are no more asked than we."""
    text = _text(tracker)
    served = needs_named(text, reading.language(tracker))
    of_them = {need for _door, need in listed(tracker)} | set(reading.needs_so_far(tracker))
    return bool(served) and served.isdisjoint(of_them) and not is_of_those(text)


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
    return tell_about(dispatcher, tracker, [UNKNOWN]) if alone else nobody_knows(dispatcher, tracker)


def _of_normal(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Who can say it, and the talk about what most children do at that age: it ends with more than "I don't know"."""
    milestones = {"title": say(tracker, "milestones"), "payload": payload(f"{STARTS}{MILESTONES}")}
    dispatcher.utter_message(text=say(tracker, "if_normal"), buttons=[milestones, person_choice(tracker)])
    return []


def nobody_knows(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """That we do not know it; what the message may need instead stands beside the person as a choice."""
    if current.get().announced:  # nobody is told to call a person twice
        dispatcher.utter_message(text=say(tracker, "not_known_coming"))
        return []
    language, perhaps = reading.language(tracker), reading.doubtful_needs(tracker)[:1]
    others = [{"title": title(need, language), "payload": f"/{need}"} for need in perhaps]
    dispatcher.utter_message(text=say(tracker, "not_known"), buttons=[person_choice(tracker), *others])
    return []


def _text(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")
