"""Hears that a message asks whether those who were named give a thing ("do they got cribs for cheap")."""

from collections.abc import Sequence

from services.casework.asked import aspects_asked
from services.casework.naming import Named
from services.casework.phrases import folded, within
from services.casework.pointing import kinds
from services.library.documents import document
from services.library.root import CONTENT

GIVES = 0.8  # so surely of a thing, and a door is there for it
LONGEST = 100  # characters of a message that asks this alone


def giver(text: str, doors: Sequence[Named], language: str) -> str | None:
    """The key of the door named last that gives what a message asks for; None where it asks for none, or none gives it.

    Whether one must pay, bring or call first is asked of the doors that were named last.
    """
    said = folded(text)
    asked = within(str(document(CONTENT / "language" / "asking.yml")["gives"])).search(said)
    if asked is None or len(text) > LONGEST or aspects_asked(text):
        return None
    things = kinds(f"{said[asked.end() :]} ", language)
    found = [door.key for door in doors if any(door.things.get(thing, 0.0) >= GIVES for thing in things)]
    return found[-1] if found else None
