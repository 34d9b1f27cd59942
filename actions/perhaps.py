"""Asks back where a question may be one whose answer is known, and it is not sure: with the likely ones as choices."""

import json

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.words import person_choice, say
from services import safety
from services.answers import answer_title, is_for_ages, is_for_told, perhaps_asked


def ask_back(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Offer the questions that a message may ask, and a person; False where none is likely enough."""
    text, language = str(tracker.latest_message.get("text") or ""), reading.language(tracker)
    ages = [child.months for child in reading.children(tracker)]
    asked, told = perhaps_asked(text, reading.needs_so_far(tracker)), safety.told.who(text)
    likely = [id for id in asked if is_for_ages(id, ages) and is_for_told(id, told)]
    if not likely:
        return False
    choices = [
        {"title": answer_title(id, language), "payload": f"/ask_known{json.dumps({'answer_id': id})}"} for id in likely
    ]
    words = say(tracker, "asked_this" if len(choices) == 1 else "asked_perhaps")
    dispatcher.utter_message(text=words, buttons=[*choices, person_choice(tracker)])
    return True
