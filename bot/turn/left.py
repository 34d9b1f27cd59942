"""What is said beside the help: a name or a time for the person who is to write, another's language."""

from typing import Any, Final

from bot.turn.named import meaning
from casebook.records import Pending
from services.casework.desk import ANNOUNCED
from services.casework.left_words import left_for_person
from services.language import speaks_of_another

LEAVE: Final = "leave_words"
SHORT: Final = 8  # words: who says more than which language somebody speaks tells a need


def left(pending: Pending) -> dict[str, Any] | None:
    """A name, a time to call or a number, left for the person who is to write."""
    talk = pending.conversation
    state = talk.state or {}
    loop, slots = (state.get("loop") or {}).get("name"), state.get("slots") or {}
    waits = (talk.owner == "queue" and talk.queue_reason in ANNOUNCED) or slots.get("left_words")
    if not waits or loop not in (None, "details_form"):
        return None
    return meaning(LEAVE) if left_for_person(pending.text) else None


def of_anothers_language(pending: Pending) -> dict[str, Any] | None:
    """That somebody else speaks a language ("no habla inglés él") changes nothing, and is no new need."""
    slots = (pending.conversation.state or {}).get("slots") or {}
    short = len(pending.text.split()) <= SHORT
    return meaning("keep_language") if slots.get("needs") and short and speaks_of_another(pending.text) else None
