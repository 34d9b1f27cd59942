"""Which kinds of what was named a family puts aside in a message, and the needs that are left."""

from rasa_sdk import Tracker

from services.casework import current
from services.casework.kinds_aside import put_aside
from services.casework.naming import named
from services.directory.things import vocabulary


def aside_now(tracker: Tracker, text: str) -> list[str]:
    """The kinds that a message does not want, once places were named."""
    shown = [*(tracker.get_slot("listed") or ()), *(tracker.get_slot("shown") or ())]
    if not text or not shown:
        return []
    doors = named(shown, current.get().service)
    language = "es" if tracker.get_slot("language") == "es" else "en"
    return put_aside(text, language, {thing for door in doors for thing in door.things})


def without_aside(tracker: Tracker, needs: list[str], said: str) -> list[str]:
    """The needs without one of which a message says that it is not wanted any more, where it tells another."""
    if len(needs) < 2:
        return needs
    aside = {vocabulary().things[thing].need for thing in aside_now(tracker, said)}
    return [need for need in needs if need not in aside] or needs
