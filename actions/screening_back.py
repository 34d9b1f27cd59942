"""Where a talk goes on after questions of ours were not wanted: to what it was about before."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, reading

PROGRAM = ("program_info", "eligibility_question")


def back_to_talk(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Answer what the message itself asks for, else put the question that stood open, else say what can be done."""
    if reading.needs_in_message(tracker):
        return [FollowupAction("action_find_help")]
    if reading.labels(tracker)[0] in PROGRAM:
        return [FollowupAction("action_program_info")]
    question = tracker.get_slot("question")
    if question in asking.QUESTIONS and asking.is_open(tracker):
        return asking.ask(dispatcher, tracker, question)
    if tracker.get_slot("checking"):
        return [FollowupAction("action_program_info")]
    dispatcher.utter_message(response="utter_after_help" if reading.needs_so_far(tracker) else "utter_ask_need")
    return []


def open_question(tracker: Tracker) -> list[dict[str, Any]]:
    """Listen again for the answer to what was asked before an offer; it is not put again."""
    return [FollowupAction(asking.FORM)] if asking.is_open(tracker) else []
