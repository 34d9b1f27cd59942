"""Says once that a name, a time to call or a number is kept for the person who was called."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.questions import answer_question
from services.casework import current

KEPT = "kept"


class ActionLeaveWords(Action):
    """What the family leaves for the person: it stands in the conversation, and the family hears that it does."""

    def name(self) -> str:
        return "action_leave_words"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return leave_words(dispatcher, tracker)


class ActionOutOfScope(Action):
    """What we can't help with; while a person is to come, it is theirs to read."""

    def name(self) -> str:
        return "action_out_of_scope"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if leaves_words(tracker):
            return leave_words(dispatcher, tracker)
        if (answered := answer_question(dispatcher, tracker, new_need=True)) is not None:
            return answered
        dispatcher.utter_message(response="utter_out_of_scope")
        return []


def leaves_words(tracker: Tracker) -> bool:
    """Whether a person was called who has not come, and no question of ours stands open."""
    return current.get().announced and tracker.get_slot("requested_slot") is None


def leave_words(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Say that it is kept, in full the first time."""
    again = tracker.get_slot("left_words") == KEPT
    dispatcher.utter_message(response="utter_left_words_again" if again else "utter_left_words")
    return reading.set_slots(left_words=KEPT)
