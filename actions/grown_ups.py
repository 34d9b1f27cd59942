"""Says where to turn for a grown-up of the family who needs care: what we know is for children and who raises them."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.words import person_choice, say
from services.casework.grown_ups import of_a_grown_up


def say_where_to_turn(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str]) -> bool:
    """Name 2-1-1 and a person where the message tells of a grown-up's care, and the network of some `needs`."""
    said = str(tracker.latest_message.get("text") or "")
    if not any(of_a_grown_up(need, said) for need in needs):
        return False
    dispatcher.utter_message(text=say(tracker, "grown_up"), buttons=[person_choice(tracker)])
    return True
