"""What is said of a door that was named before (content/messages/named.yml)."""

from functools import cache

from rasa_sdk import Tracker

from actions import reading
from services.library.messages import Messages
from services.library.root import CONTENT


def say(tracker: Tracker, key: str, **values: object) -> str:
    """A sentence in the family's language."""
    return _words().say(key, reading.language(tracker), **values)


@cache
def _words() -> Messages:
    return Messages.load(CONTENT / "messages" / "named.yml")


def person_choice(tracker: Tracker) -> dict[str, str]:
    """The choice of a person, where we know no more."""
    return {"title": say(tracker, "person"), "payload": "/talk_to_person"}
