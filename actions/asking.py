"""Asks the one question that helps most; the form then listens for its answer, whatever is said in between."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, screening_spot
from services.casework.needs import next_question

FORM = "details_form"
QUESTIONS = {
    "place": "utter_ask_for_place",
    "child_age_months": "utter_ask_for_age",
    "insurance": "utter_ask_for_insurance",
    "program": "utter_ask_for_program",
    "household_size": "utter_ask_for_household",
    "income": "utter_ask_for_income",
}


def ask_next(
    dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], *, anew: bool
) -> list[dict[str, Any]]:
    """Ask what is most worth knowing for these needs, or say what else can be done."""
    if screening_spot.waits(tracker):
        return screening_spot.go_on(tracker)
    question = next_question(needs, reading.closed(tracker, anew=anew))
    if question is not None:
        return ask(dispatcher, tracker, question)
    dispatcher.utter_message(response="utter_after_help")
    return [] if is_open(tracker) else no_question()


def ask(dispatcher: CollectingDispatcher, tracker: Tracker, fact: str) -> list[dict[str, Any]]:
    """Put one question, and listen for its answer."""
    dispatcher.utter_message(response=QUESTIONS[fact])
    asked = [*(tracker.get_slot("asked") or []), fact]
    return [*reading.set_slots(question=fact, asked=asked), FollowupAction(FORM)]


def is_open(tracker: Tracker) -> bool:
    """Whether a question waits that the family has not answered: its answer is still welcome, without asking again."""
    question = tracker.get_slot("question")
    return question is not None and question not in reading.values(tracker)


def no_question() -> list[dict[str, Any]]:
    """Stop listening for an answer."""
    return [*reading.set_slots(question=None, requested_slot=None), ActiveLoop(None)]
