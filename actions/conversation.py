"""The small turns of a talk: a fact told, say that again, begin anew, not sure what was meant, stop."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from services.casework import current
from services.casework.needs import all_needs, title

# What may be asked back when a message was not clear.
GUESSES = 3


class ActionTakeFact(Action):
    """A fact told outside a question: use it at once when the need is known, else ask what it is for."""

    def name(self) -> str:
        return "action_take_fact"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if reading.needs_so_far(tracker) and list(tracker.latest_message.get("entities") or []):
            return [FollowupAction("action_find_help")]
        dispatcher.utter_message(response="utter_fact_noted")
        return []


class ActionRepeat(Action):
    """Says the last thing again."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if reading.needs_so_far(tracker):
            return [FollowupAction("action_find_help")]
        dispatcher.utter_message(response="utter_ask_need")
        return []


class ActionStartOver(Action):
    """Forgets the needs and facts of this talk; the language stays."""

    def name(self) -> str:
        return "action_start_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        kept = {"language": tracker.get_slot("language"), "channel": tracker.get_slot("channel")}
        return [AllSlotsReset(), *reading.set_slots(**kept)]


class ActionClarify(Action):
    """Asks back with the likeliest readings as choices; after a second miss a person is offered."""

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        guesses = tracker.latest_message.get("guesses") or []
        likely = [guess["name"] for guess in guesses if guess.get("name") in all_needs()][:GUESSES]
        missed = int(tracker.get_slot("missed") or 0) + 1
        if missed > 1:
            dispatcher.utter_message(response="utter_offer_person")
        elif likely:
            language = reading.language(tracker)
            buttons = [{"title": title(need, language), "payload": f"/{need}"} for need in likely]
            dispatcher.utter_message(response="utter_which", buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_ask_need")
        return reading.set_slots(missed=missed)


class ActionStopMessages(Action):
    """Ends texts to this number when the wish was said in words that the keyword list does not hold."""

    def name(self) -> str:
        return "action_stop_messages"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        current.get().stop = True
        dispatcher.utter_message(response="utter_stopped")
        return []
