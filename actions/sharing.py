"""What counts as a yes, a no or a number to call when a referral waits for it, and as the answer to a follow-up."""

from typing import Any

import phonenumbers
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from services.casework import current
from services.casework.consent import begins_with_yes, consent
from services.outreach.answers import outcome

NO_NUMBER = "none"  # the family would rather give none: that is a no to sharing
ANSWERS = {"affirm": "yes", "deny": "no", "dont_know_or_skip": "no"}


class ValidateSharingForm(FormValidationAction):
    """Listens for the number to call, then for the yes or no (actions/referrals.py asks)."""

    def name(self) -> str:
        return "validate_sharing_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        return [tracker.get_slot("question") or "sharing"]

    async def extract_phone(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "phone":
            return {}
        if _intent(tracker) == "deny":
            return {"phone": NO_NUMBER}
        number = _number(str(tracker.latest_message.get("text") or ""))
        return {"phone": number} if number else {}

    async def extract_sharing(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        if tracker.get_slot("requested_slot") != "sharing":
            return {}
        answer = _answer(str(tracker.latest_message.get("text") or ""), _intent(tracker))
        return {"sharing": answer} if answer else {}

    def validate_phone(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"phone": value}

    def validate_sharing(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"sharing": value}


class ValidateFollowUpForm(FormValidationAction):
    """Listens for how it went, after the gateway has asked (bot/outreach)."""

    def name(self) -> str:
        return "validate_follow_up_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        return ["outcome"]

    async def extract_outcome(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        kind = (tracker.get_slot("follow_up") or "").partition(":")[0]
        if not kind:
            return {}
        found = outcome(kind, str(tracker.latest_message.get("text") or ""), _intent(tracker))
        return {"outcome": found} if found else {}

    def validate_outcome(self, value: Any, *_: Any) -> dict[str, Any]:
        return {"outcome": value}


def _answer(said: str, intent: str) -> str | None:
    """The yes or no of a message; what the model takes for a yes is one only where the words bear it out."""
    if not said or said.startswith("/"):  # a choice
        return ANSWERS.get(intent)
    heard = consent(said)
    if "?" in said or (intent == "affirm" and heard is None and not begins_with_yes(said)):
        return None
    answer = heard or ANSWERS.get(intent)
    return None if answer == "yes" and not current.get().consent_asked else answer


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name"))


def _number(said: str) -> str | None:
    """The first American number in a message, as +1…; None when there is none."""
    for match in phonenumbers.PhoneNumberMatcher(said, "US"):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
    return None
