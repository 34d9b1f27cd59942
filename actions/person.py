"""Calls a person to the conversation, and says truly what happens next."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.reached import say_reached, ways_of
from actions.reported import infoline_down, line_down, not_by_the_line
from actions.reports import reports
from actions.words import say
from services.casework import current, staff_hours
from services.casework.desk import QueueReason

COMING = "utter_person_coming"
# Why a person is called, and what the family reads, by what they said.
CALLS: dict[str, tuple[QueueReason, str]] = {
    "talk_to_person": ("asked", COMING),
    "complaint": ("complaint", "utter_complaint"),
}


WHEN = "when"  # they ask when the person comes who was called


class ActionCallPerson(Action):
    """Puts the conversation in the coordinators' queue; a need in the same message gets its help too."""

    def name(self) -> str:
        return "action_call_person"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if ways := ways_of(tracker):
            return await say_reached(dispatcher, tracker, ways)
        if next(tracker.get_latest_entity_values("aspect"), None) == WHEN and current.get().announced:
            _say_when(dispatcher, tracker)
            return []
        if reports(tracker) and reading.labels(tracker)[0] != "talk_to_person":
            return [FollowupAction("action_report_place")]
        if reading.needs_in_message(tracker):
            return [FollowupAction("action_find_help")]
        if not call_if_wanted(dispatcher, tracker):
            _call(dispatcher, tracker, "talk_to_person")
        return no_question()


class ActionCrisis(Action):
    """A danger that only Rasa saw: the gateway answers it as it answers its own, and a person is first in the queue."""

    def name(self) -> str:
        return "action_crisis"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        current.get().crisis = str((tracker.latest_message.get("intent") or {}).get("name"))
        return no_question()


def _say_when(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """That somebody was asked, and when the desk is back where its hours are known; nobody is asked twice."""
    back = staff_hours.back(current.get().now, reading.language(tracker))
    said = say(tracker, "person_asked", back=back or say(tracker, "meanwhile"))
    dispatcher.utter_message(text=said)


def call_if_wanted(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Call a person when the message wants one; answers whether it did.

    Beside a need only the plain wish for a person counts: of the others, a doubtful reading would call in vain.
    """
    first, *beside = reading.labels(tracker)
    wish = first if first in CALLS else next((label for label in beside if label == "talk_to_person"), None)
    if wish is not None:
        _call(dispatcher, tracker, wish)
    return wish is not None


def _call(dispatcher: CollectingDispatcher, tracker: Tracker, wish: str) -> None:
    reason, response = CALLS[wish]
    current.get().call_person(reason)
    if response == COMING and infoline_down(tracker) and not line_down(tracker):
        dispatcher.utter_message(text=say(tracker, "person_coming_or_211"))
    else:
        dispatcher.utter_message(response=not_by_the_line(tracker, response))
