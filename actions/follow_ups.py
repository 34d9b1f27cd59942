"""How it went with a referral: the family's answer moves it on, and a door that closed leads to the next one."""

from datetime import UTC, datetime, timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.good_news import tell_news, tells_news
from actions.referral_moves import ending, went_well
from casebook.care.changes import AnswerFollowUp, MoveReferral, Rate
from casebook.care.moves import ENDED
from casebook.care.records import FamilyRecord, FollowUp, Referral, ReferralState
from services.casework import current
from services.eligibility import all_programs
from services.outreach.kinds import outreach
from services.referrals.opening import ask

AGAIN_AFTER = timedelta(days=3)
LOW = 2  # of 5: at most this, a person reads it
INFOLINE = "child_development_infoline"


class ActionFollowUp(Action):
    """Takes the answer to the follow-up that was put last, by a choice or in words."""

    def name(self) -> str:
        return "action_follow_up"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if tells_news(tracker):
            return await tell_news(dispatcher, tracker)
        said = next(tracker.get_latest_entity_values("outcome"), None) or tracker.get_slot("outcome")
        record = await current.get().record()
        asked = _asked(record, (tracker.get_slot("follow_up") or "").partition(":")[2])
        done = [*reading.set_slots(outcome=None), *no_question()]
        if said is None or asked is None:
            dispatcher.utter_message(response="utter_after_help")
            return done
        about = asked.referral or asked.details.get("about")
        referral = next((each for each in record.referrals if each.id == about), None)
        if said != "trouble":  # then we ask what happened, and the follow-up stays open for that
            current.get().changes.append(AnswerFollowUp(asked.id, said))
        return done + _answered(dispatcher, tracker, said, referral)


def _asked(record: FamilyRecord, wanted: str) -> FollowUp | None:
    """The follow-up that the talk knows of; else the one that was sent last and waits."""
    waiting = [each for each in record.follow_ups if each.state in ("sent", "person")]
    return next((each for each in waiting if each.id == wanted), waiting[-1] if waiting else None)


def _answered(
    dispatcher: CollectingDispatcher, tracker: Tracker, said: str, referral: Referral | None
) -> list[dict[str, Any]]:
    match said:
        case "1" | "2" | "3" | "4" | "5":
            _rate(dispatcher, int(said), referral)
        case "next_yes":
            return _next_door(tracker, referral)
        case "next_other":
            return [FollowupAction("action_more_options")]
        case "next_person":
            current.get().call_person("asked")
            dispatcher.utter_message(response="utter_person_coming")
        case "ride_yes":
            dispatcher.utter_message(response="utter_ride_ready")
        case "ride_no":
            dispatcher.utter_message(response="utter_follow_up_no_transport")
            return _help_with(tracker, "transportation_need")
        case "trouble":
            dispatcher.utter_message(response="utter_follow_up_trouble")
        case "not_yet":
            _not_yet(dispatcher, tracker, referral)
        case "reached" | "served" | "finished":
            _went_well(dispatcher, said, referral)
        case _:
            return _closed(dispatcher, tracker, said, referral)
    return []


def _went_well(dispatcher: CollectingDispatcher, said: str, referral: Referral | None) -> None:
    if referral is not None:
        went_well(referral, said)
    dispatcher.utter_message(response="utter_follow_up_reached" if said == "reached" else "utter_follow_up_served")


def _not_yet(dispatcher: CollectingDispatcher, tracker: Tracker, referral: Referral | None) -> None:
    desk = current.get()
    desk.call_person("referral_status")
    if referral is not None:
        # A second question of the same kind has its own row: the first one is answered.
        later = ask("served", desk.conversation, None, _utc() + AGAIN_AFTER, about=referral.id)
        desk.changes.append(later)
    dispatcher.utter_message(response="utter_follow_up_not_yet", next_step=_next_step(tracker, referral))


def _closed(
    dispatcher: CollectingDispatcher, tracker: Tracker, said: str, referral: Referral | None
) -> list[dict[str, Any]]:
    """The door did not open: kept with its reason; the next ones are named, or the ride that was missing."""
    reason = outreach().closes.get(said, "other")
    if referral is not None and referral.state not in ENDED:
        end: ReferralState = "cancelled" if reason == "declined" else ending(referral)
        current.get().changes.append(MoveReferral(referral.id, end, reason))
    if reason == "declined":
        dispatcher.utter_message(response="utter_follow_up_declined")
        return []
    if reason == "no_transport":
        dispatcher.utter_message(response="utter_follow_up_no_transport")
        return _help_with(tracker, "transportation_need")
    dispatcher.utter_message(response="utter_follow_up_closed")
    return _help_with(tracker, referral.need if referral else None, without=referral)


def _help_with(tracker: Tracker, need: str | None, without: Referral | None = None) -> list[dict[str, Any]]:
    needs = [need] if need else reading.needs_so_far(tracker)
    shown = [*(tracker.get_slot("shown") or []), *([without.target] if without else [])]
    return [*reading.set_slots(needs=needs, shown=shown), FollowupAction("action_more_options")]


def _next_door(tracker: Tracker, referral: Referral | None) -> list[dict[str, Any]]:
    """The door that the follow-up named: its key stands in the listed doors since (bot/outreach)."""
    needs = [referral.need] if referral else reading.needs_so_far(tracker)
    return [*reading.set_slots(needs=needs, referral=None), FollowupAction("action_refer")]


def _rate(dispatcher: CollectingDispatcher, score: int, referral: Referral | None) -> None:
    current.get().changes.append(Rate(score, referral.id if referral else None))
    if score <= LOW:
        current.get().call_person("complaint")
    dispatcher.utter_message(response="utter_rated_low" if score <= LOW else "utter_rated")


def _next_step(tracker: Tracker, referral: Referral | None) -> str:
    """How the family reaches the door itself; for a place of the directory, the Infoline."""
    programs = {f"program:{each.id}": each for each in all_programs()}
    words = programs.get(referral.target if referral else "", programs[f"program:{INFOLINE}"]).next_step
    return words.es if reading.language(tracker) == "es" else words.en


def _utc() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
