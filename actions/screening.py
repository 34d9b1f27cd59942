"""A screening inside a conversation: offered, started, answered in any words, left and taken up again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.screening_back import back_to_talk, open_question
from actions.screening_room import Room
from actions.screening_spot import FORM, drop, listen
from actions.screening_wanted import of_the_questions
from services import safety
from services.casework import current
from services.casework.needs import all_needs
from services.screening.answering import not_understood

# What is answered by other rules, while the question waits; all else that is no answer is asked again.
ELSEWHERE = frozenset({
    "talk_to_person", "complaint", "check_referral", "delete_data", "program_info", "eligibility_question",
    "change_language", "privacy_question", "bot_challenge", "help_capabilities", "thanks", "goodbye", "start_over",
    "stop_messages", "more_options", "repeat", "crisis_self_harm", "crisis_violence", "crisis_medical",
})  # fmt: skip


OF_THE_SCREENING = frozenset({"action_listen", "action_start_screening", "screening_form"})


class ActionStartScreening(Action):
    """Offers the talk that was asked for, or goes on with one that was left."""

    def name(self) -> str:
        return "action_start_screening"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if reading.needs_in_message(tracker) and reading.labels(tracker)[0] in all_needs():
            return [FollowupAction("action_find_help")]
        if current.get().in_danger:
            dispatcher.utter_message(text=safety.say("questions_wait", reading.language(tracker)))
            return []
        room = await Room.open(dispatcher, tracker)
        return [*listen(room.start()), FollowupAction(FORM)]


class ValidateScreeningForm(Action):
    """Takes every message of a screening first; what is none of its business is left to the rules."""

    def name(self) -> str:
        return "validate_screening_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        room = await Room.open(dispatcher, tracker)
        if current.get().in_danger:
            dispatcher.utter_message(text=safety.say("questions_wait", reading.language(tracker)))
            return listen(None)
        if room.spot.get("fresh"):
            return listen({**room.spot, "fresh": False})
        if room.spot.get("again"):
            return listen(room.ask_again())
        if (events := of_the_questions(room, ELSEWHERE | all_needs().keys())) is not None:
            return events
        if (events := room.hear()) is not None:
            return events
        if set(reading.labels(tracker)) & (ELSEWHERE | all_needs().keys()):
            room.note_needs()
            return []  # the form steps back, the rules answer, and the question waits
        return room.miss(not_understood)


class ActionAskScreeningAnswer(Action):
    """Puts the open question again after something else was answered; Rasa comes back to the form by itself."""

    def name(self) -> str:
        return "action_ask_screening_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if not _interrupted(tracker):
            return []
        if "offer" in (tracker.get_slot("screening") or {}):
            return [*drop(), *open_question(tracker)]
        room = await Room.open(dispatcher, tracker)
        return [SlotSet("screening", room.ask_again())]


def _interrupted(tracker: Tracker) -> bool:
    """Whether another action has answered the latest message."""
    since = []
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "action":
            since.append(event.get("name"))
    return bool(set(since) - OF_THE_SCREENING)


class ActionAfterScreening(Action):
    """Goes straight to help for what the family wants help with."""

    def name(self) -> str:
        return "action_after_screening"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        spot = tracker.get_slot("screening") or {}
        if spot.get("left"):
            return [SlotSet("screening", None), *back_to_talk(dispatcher, tracker)]
        wanted = spot.get("help") or []
        return [SlotSet("screening", None), *([FollowupAction("action_find_help")] if wanted else [])]
