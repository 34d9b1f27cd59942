"""Changes the language when a family asks for it; a stated wish beats every later guess."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, screening_spot
from services.casework import current
from services.language import named


class ActionChangeLanguage(Action):
    """Answers in the language that was named, or in the other one when none was."""

    def name(self) -> str:
        return "action_change_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        wish = named(tracker.latest_message.get("text") or "")
        if wish not in ("en", "es", None):
            current.get().call_person("asked")
            dispatcher.utter_message(response="utter_other_language")
            return []
        language = wish or ("en" if reading.language(tracker) == "es" else "es")
        current.get().language = language
        if screening_spot.waits(tracker):
            return [*reading.set_slots(language=language), *screening_spot.go_on(tracker)]
        return [*reading.set_slots(language=language), FollowupAction(_next(tracker))]


def _next(tracker: Tracker) -> str:
    """What follows in the new language: the need told now, or what was said last, or the question what is needed."""
    if reading.needs_in_message(tracker):
        return "action_find_help"
    return "action_repeat" if reading.needs_so_far(tracker) else "utter_language_changed"
