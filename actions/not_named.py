"""Answers a question about a place of a kind that none of those named is: it is looked for, and nothing is made up."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.words import person_choice, say
from services.answers import may_ask
from services.casework import current
from services.casework.asked import aspects_asked, without
from services.casework.asked_of import is_shaped, wants
from services.casework.naming import in_mind, named
from services.casework.needs import title
from services.casework.not_meant import puts_a_question
from services.casework.phrases import folded
from services.casework.which import kinds_said, which


def offer_to_look(dispatcher: CollectingDispatcher, tracker: Tracker, text: str) -> bool:
    """Offer to look for what is spoken of as named, where no door of the talk is meant; False where one may be."""
    said, language = folded(text), reading.language(tracker)
    asks = puts_a_question(text) or may_ask(text) or wants(said)
    spoken = without(said, aspects_asked(text))  # "habla español?" asks for a language, and for no help with speech
    kinds = kinds_said(spoken, language) if asks and is_shaped(said) else []
    keys = in_mind([*(tracker.get_slot("shown") or ()), *(tracker.get_slot("listed") or ())])
    if not kinds or which(said, named(keys, current.get().service), language):
        return False
    dispatcher.utter_message(text=say(tracker, "not_named"), buttons=_choices(tracker, kinds[0]))
    return True


def _choices(tracker: Tracker, need: str) -> list[dict[str, Any]]:
    return [{"title": title(need, reading.language(tracker)), "payload": f"/{need}"}, person_choice(tracker)]
