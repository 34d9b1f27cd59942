"""Answers a yes where nothing was asked, so that nobody takes it for a consent that was heard."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.listing import first_meant
from actions.referrals import ask_consent
from services.casework import current
from services.referrals.opening import Proposal
from services.referrals.status import open_ones


class ActionGlad(Action):
    """Says that nothing was sent where a family could believe it was, and offers once to ask for it."""

    def name(self) -> str:
        return "action_glad"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if _ask_again(dispatcher, tracker):
            return []
        meant = first_meant(tracker)
        if meant is None or open_ones((await current.get().record()).referrals):
            dispatcher.utter_message(response="utter_glad")
            return []
        if tracker.get_slot("refer_offered"):
            dispatcher.utter_message(response="utter_glad_nothing_sent")
            return []
        dispatcher.utter_message(response="utter_glad_offer", name=meant[0].name)
        return reading.set_slots(refer_offered=True)


def _ask_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Put what a referral waits for once more: the number, or the yes that was not plain."""
    asked = tracker.get_slot("requested_slot")
    if asked == "phone":
        dispatcher.utter_message(response="utter_unclear_phone")
    elif asked == "sharing" and current.get().consent_asked:
        dispatcher.utter_message(response="utter_sharing_again", name=tracker.get_slot("referral")["name"])
    elif asked == "sharing":  # it was put a while ago: all of it, so that nobody says yes to something else
        ask_consent(dispatcher, tracker, Proposal(**tracker.get_slot("referral")))
    return asked in ("phone", "sharing")
