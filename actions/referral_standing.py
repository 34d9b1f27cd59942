"""Says where each referral stands, and takes a yes back."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.waiting import WAIT, say_need_not_wait, withdrawn
from actions.words import say
from casebook.care.changes import MoveReferral, Share
from casebook.care.records import ReferralState
from casebook.queries.rows import new_id
from services.casework import current
from services.referrals.status import open_ones, status, told_of


class ActionCheckReferral(Action):
    """Where each referral stands; a person when we know of none."""

    def name(self) -> str:
        return "action_check_referral"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        found = told_of((await current.get().record()).referrals)
        if not found:
            current.get().call_person("referral_status")
            dispatcher.utter_message(response="utter_referral_status")
            return no_question()
        language = reading.language(tracker)
        for each in found:
            dispatcher.utter_message(response="utter_status_one", name=each.name, status=status(each, language))
        if next(tracker.get_latest_entity_values("aspect"), None) == WAIT:
            say_need_not_wait(dispatcher, tracker, open_ones(found)[-1:])
            return no_question()
        if open_ones(found):
            dispatcher.utter_message(response="utter_status_ways")
        else:
            dispatcher.utter_message(text=say(tracker, "status_ended"))
        return no_question()


class ActionWithdrawSharing(Action):
    """Every yes to a referral is taken back, and what is open is stopped; receivers see no more of the family."""

    def name(self) -> str:
        return "action_withdraw_sharing"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        desk = current.get()
        going = withdrawn(tracker, open_ones((await desk.record()).referrals))
        if not going:
            dispatcher.utter_message(response="utter_nothing_to_withdraw")
            return no_question()
        language, channel = reading.language(tracker), reading.channel(tracker)
        for each in going:
            said = str(tracker.latest_message.get("text") or "")
            desk.changes.append(Share(new_id(), "refer", each.target, False, said, language, channel))
            # A draft was never told to anyone: it is taken away as a mistake, not as a refusal.
            to: ReferralState = "entered-in-error" if each.state == "draft" else "cancelled"
            desk.changes.append(MoveReferral(each.id, to, "consent_withdrawn"))
        desk.call_person("referral_status")
        dispatcher.utter_message(response="utter_withdrawn", names=", ".join(each.name for each in going))
        return [*reading.set_slots(referral=None), *no_question()]
