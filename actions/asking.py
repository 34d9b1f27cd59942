"""Asks the one question that helps most; the form then listens for its answer, whatever is said in between."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, screening_spot
from actions.choosing import is_one_wish
from actions.told_of import is_told_of
from services.casework import current
from services.casework.children import Child
from services.casework.needs import all_needs, next_question
from services.casework.of_whom import PREGNANCY
from services.casework.telling import choice_of_age

FORM = "details_form"
SEVERAL = 2
MOST_CHOICES = 5
QUESTIONS = {
    "place": "utter_ask_for_place",
    "child_age_months": "utter_ask_for_age",
    "which_child": "utter_ask_for_which_child",
    "insurance": "utter_ask_for_insurance",
    "program": "utter_ask_for_program",
    "household_size": "utter_ask_for_household",
    "income": "utter_ask_for_income",
}
# The same questions where no parent writes: "your child" is wrong of a grandchild, a pupil, or oneself.
OTHERWISE = {
    "kin": {"child_age_months": "utter_ask_for_age_of", "insurance": "utter_ask_for_insurance_of"},
    "helper": {
        "place": "utter_ask_for_place_of",
        "child_age_months": "utter_ask_for_age_of",
        "insurance": "utter_ask_for_insurance_of",
    },
    "young": {"insurance": "utter_ask_for_own_insurance"},
    "alone": {"insurance": "utter_ask_for_own_insurance"},
}


def question_for(tracker: Tracker, fact: str | None) -> str | None:
    """The response that asks for a fact in words that fit who writes; None where nothing asks for it."""
    return OTHERWISE.get(tracker.get_slot("writes_as") or "", {}).get(fact or "") or QUESTIONS.get(fact or "")


def ask_next(
    dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], *, anew: bool
) -> list[dict[str, Any]]:
    """Ask what is most worth knowing for these needs, or say what else can be done."""
    desk = current.get()
    if screening_spot.waits(tracker):
        return [] if desk.called else screening_spot.go_on(tracker)
    question = _question(tracker, needs, anew=anew)
    if question is not None:
        return ask(dispatcher, tracker, question)
    if not (desk.more_follows or desk.called):  # how to go on is said once, behind the last part
        dispatcher.utter_message(response="utter_after_help")
    return [] if is_open(tracker) else no_question()


def _question(tracker: Tracker, needs: Sequence[str], *, anew: bool) -> str | None:
    """What to ask; where several children were told of and the help is for one, first which of them it is."""
    closed = reading.closed(tracker, anew=anew)
    if is_one_wish(tracker, needs):
        return None
    if asks_which(tracker, needs):
        return "which_child"
    if is_told_of(tracker, PREGNANCY) and not any(all_needs()[need].one_child for need in needs):
        closed = closed | {"child_age_months"}
    several = len(reading.children(tracker)) >= SEVERAL
    return next_question(list(needs), closed | ({"child_age_months"} if several else set()))


def asks_which(tracker: Tracker, needs: Sequence[str]) -> bool:
    """Whether help for one child waits to know which of several it is, and that was not asked too often."""
    if len(reading.children(tracker)) < SEVERAL or {"child_age_months", "which_child"} & set(reading.values(tracker)):
        return False
    one = any(all_needs()[need].one_child for need in needs if need in all_needs())
    return one and "which_child" not in reading.closed(tracker, anew=False)


def ask(dispatcher: CollectingDispatcher, tracker: Tracker, fact: str) -> list[dict[str, Any]]:
    """Put one question, and listen for its answer; of who was given a person in this message nothing is asked."""
    if current.get().called:
        return []
    buttons = _choices(tracker) if fact == "which_child" else []
    dispatcher.utter_message(response=question_for(tracker, fact), **({"buttons": buttons} if buttons else {}))
    asked = [*(tracker.get_slot("asked") or []), fact]
    return [*reading.set_slots(question=fact, asked=asked), FollowupAction(FORM)]


def _choices(tracker: Tracker) -> list[dict[str, str]]:
    """The children by their ages, the oldest first: a family knows which it is."""
    ordered = sorted(reading.children(tracker), key=lambda child: -child.months)[:MOST_CHOICES]
    return [{"title": _title(tracker, child), "payload": _payload(child)} for child in ordered]


def _title(tracker: Tracker, child: Child) -> str:
    language = reading.language(tracker)
    return choice_of_age(child.months, language)


def _payload(child: Child) -> str:
    return f"/inform{json.dumps({'child_age_months': child.months})}"


def is_open(tracker: Tracker) -> bool:
    """Whether a question waits that the family has not answered: its answer is still welcome, without asking again."""
    question = tracker.get_slot("question")
    return question is not None and question not in reading.values(tracker)


def no_question() -> list[dict[str, Any]]:
    """Stop listening for an answer."""
    return [*reading.set_slots(question=None, requested_slot=None), ActiveLoop(None)]
