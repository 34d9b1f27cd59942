"""Changes the language when a family asks for it; a stated wish beats every later guess."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import asking, reading, screening_spot
from services.casework import current
from services.language import guess, named, speaks_of_another


class ActionChangeLanguage(Action):
    """Answers in the language that was named, or in the other one when none was."""

    def name(self) -> str:
        return "action_change_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        text = str(tracker.latest_message.get("text") or "")
        wish = named(text)
        if wish not in ("en", "es", None):
            current.get().call_person("asked")
            dispatcher.utter_message(response="utter_other_language")
            return []
        if speaks_of_another(text):
            return _goes_on(dispatcher, tracker)
        language = wish or _written_in(text) or ("en" if reading.language(tracker) == "es" else "es")
        current.get().language = language
        if screening_spot.waits(tracker):
            return [*reading.set_slots(language=language), *screening_spot.go_on(tracker)]
        return [*reading.set_slots(language=language), FollowupAction(_next(tracker))]


class ActionKeepLanguage(Action):
    """Goes on where somebody else's language was told."""

    def name(self) -> str:
        return "action_keep_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return _goes_on(dispatcher, tracker)


def _written_in(text: str) -> str | None:
    """The language of a message that is sure: who asks in Spanish to be understood is answered in Spanish."""
    found = guess(text)
    return found.language if found.sure and found.language in ("en", "es") else None


def _goes_on(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """What somebody else speaks changes nothing: the talk goes on, and so does the question that was put."""
    if [need for need in reading.needs_in_message(tracker) if need != "developmental_concern"]:
        return [FollowupAction("action_find_help")]
    dispatcher.utter_message(response="utter_language_kept")
    if screening_spot.waits(tracker):
        return screening_spot.go_on(tracker)
    question = tracker.get_slot("question")
    return asking.ask(dispatcher, tracker, question) if question and asking.is_open(tracker) else []


def _next(tracker: Tracker) -> str:
    """What follows in the new language: the need told now, or what was said last, or the question what is needed."""
    if reading.needs_in_message(tracker):
        return "action_find_help"
    return "action_repeat" if reading.needs_so_far(tracker) else "utter_language_changed"
