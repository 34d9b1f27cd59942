"""The one action of the stock bot; it runs in Rasa's own action server (Python 3.10)."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionAnswer(Action):  # type: ignore[misc] # rasa_sdk is untyped
    """Answers at once and remembers one thing: the least that a custom action can do."""

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        intent = tracker.get_intent_of_latest_message()
        dispatcher.utter_message(text=f"heard: {intent}")
        return [SlotSet("place", intent)]
