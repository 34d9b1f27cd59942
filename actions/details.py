"""What counts as the answer to the question that was put, and what a skipped or unclear one leads to."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions import money, reading, where
from actions.asking import no_question
from services.casework.answers import age_in_answer, insurance_in_answer
from services.directory.places import connecticut

LONGEST_PLACE = 40  # characters; a longer message is no mere answer to "which town?"


class ValidateDetailsForm(FormValidationAction):
    """Listens for the answer to the one question that stands open (actions/asking.py put it)."""

    def name(self) -> str:
        return "validate_details_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        question = tracker.get_slot("question")
        return [question] if question else []

    async def extract_place(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "place":
            return {}
        said = _said(tracker)
        found = where.place(tracker) or (connecticut().find(said) if len(said) <= LONGEST_PLACE else None)
        return {"place": found.zip or found.town} if found else {}

    async def extract_child_age_months(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "child_age_months":
            return {}
        told = next(tracker.get_latest_entity_values("child_age_months"), None)
        if told is not None and len(reading.children(tracker)) > 1:
            told = tracker.get_slot("child_age_months")  # of several, which one it is may be open
            return {"child_age_months": float(told)} if told is not None else {}
        age = told if told is not None else age_in_answer(_said(tracker))
        return {"child_age_months": float(age)} if age is not None else {}

    async def extract_which_child(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        asked = tracker.get_slot("requested_slot") == "which_child"  # actions/family.py found which one is meant
        which = tracker.get_slot("which_child")
        return {"which_child": which} if asked and which else {}

    async def extract_insurance(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "insurance":
            return {}
        told = next(tracker.get_latest_entity_values("insurance"), None)
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        insurance = told or insurance_in_answer(str(intent))
        return {"insurance": insurance} if insurance else {}

    async def extract_program(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        named = next(tracker.get_latest_entity_values("program"), None)
        return {"program": named} if named and tracker.get_slot("requested_slot") == "program" else {}

    async def extract_household_size(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        return money.answer_to(tracker.get_slot("requested_slot"), tracker)

    async def extract_income(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        return money.answer_to(tracker.get_slot("requested_slot"), tracker)

    # What was extracted is an answer already; rasa_sdk warns at each turn about a fact without a check of its own.
    def validate_place(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"place": value}

    def validate_child_age_months(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"child_age_months": value}

    def validate_which_child(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"which_child": value}

    def validate_insurance(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"insurance": value}

    def validate_household_size(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"household_size": value}

    def validate_income(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"income": value}

    def validate_program(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"program": value}


def _said(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


class ActionSkipQuestion(Action):
    """Remembers that a question was skipped, so that it is not asked again."""

    def name(self) -> str:
        return "action_skip_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        skipped = reading.in_order(tracker.get_slot("skipped") or [], [tracker.get_slot("requested_slot") or "place"])
        dispatcher.utter_message(response="utter_skipped")
        return [*reading.set_slots(skipped=skipped), *no_question()]
