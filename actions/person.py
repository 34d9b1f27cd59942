"""Calls a person to the conversation, and says truly what happens next."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from services import safety
from services.casework import current
from services.casework.desk import QueueReason

# Why a person is called, and what the family reads, by what they said.
CALLS: dict[str, tuple[QueueReason, str]] = {
    "talk_to_person": ("asked", "utter_person_coming"),
    "complaint": ("complaint", "utter_complaint"),
    "check_referral": ("referral_status", "utter_referral_status"),
    "delete_data": ("delete_data", "utter_delete_data"),
    "start_screening": ("screening", "utter_screening"),
    "check_milestones": ("screening", "utter_milestones"),
}


class ActionCallPerson(Action):
    """Puts the conversation in the coordinators' queue; the reason follows from what was said."""

    def name(self) -> str:
        return "action_call_person"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        intent = str((tracker.latest_message.get("intent") or {}).get("name"))
        reason, response = CALLS.get(intent, CALLS["talk_to_person"])
        current.get().call_person(reason)
        dispatcher.utter_message(response=response)
        return []


class ActionCrisis(Action):
    """A danger that only Rasa saw: the same answer as the safety layer gives, and a person first in the queue."""

    def name(self) -> str:
        return "action_crisis"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        crisis = str((tracker.latest_message.get("intent") or {}).get("name"))
        current.get().call_person("crisis")
        dispatcher.utter_message(text=safety.answer(crisis, reading.language(tracker)))
        return []
