"""The one question at a time: which fact to ask for, and what counts as its answer."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions import reading
from services.casework.answers import age_in_answer, insurance_in_answer
from services.casework.needs import next_question


class ValidateDetailsForm(FormValidationAction):
    """Asks for the fact most worth knowing; never for one that is known or was skipped."""

    def name(self) -> str:
        return "validate_details_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        asked = tracker.get_slot("requested_slot")
        if asked is not None:
            return [asked]  # one question at a time: the answer leads to help before the next one
        question = next_question(reading.needs_so_far(tracker), reading.known(tracker))
        return [question] if question else []

    async def extract_place(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        found = reading.place(tracker)
        return {"place": found.town} if found else {}

    async def extract_child_age_months(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "child_age_months":
            return {}
        told = next(tracker.get_latest_entity_values("child_age_months"), None)
        age = told if told is not None else age_in_answer(tracker.latest_message.get("text") or "")
        return {"child_age_months": float(age)} if age is not None else {}

    async def extract_insurance(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "insurance":
            return {}
        told = next(tracker.get_latest_entity_values("insurance"), None)
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        insurance = told or insurance_in_answer(str(intent))
        return {"insurance": insurance} if insurance else {}


class ActionSkipQuestion(Action):
    """Remembers that a question was skipped, so that it is not asked again."""

    def name(self) -> str:
        return "action_skip_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        skipped = reading.in_order(tracker.get_slot("skipped") or [], [tracker.get_slot("requested_slot") or "place"])
        dispatcher.utter_message(response="utter_skipped")
        return reading.set_slots(skipped=skipped)
