"""That a family means another door than the one we spoke of: it is taken, and nothing is put in its place."""

from typing import Any, Final

from bot.turn.named import ASK, CONSENT, OPEN, Meaning, Talk, meaning
from bot.turn.questions import KNOWN_ANSWER, answer_to
from casebook.records import Pending
from services.casework.asked import aspects_asked
from services.casework.asked_of import UNKNOWN
from services.casework.commands import command
from services.casework.meant import meant_instead
from services.casework.phrases import sentences
from services.casework.reached import time_told, wishes_a_call
from services.casework.referring import asks_to_refer

REFER: Final = "refer_me"
LEAST: Final = 4  # words of a question that its card may not answer


def meant(pending: Pending, talk: Talk) -> Meaning | None:
    """What is wished or asked of the door that a message says it means; None in a danger, or where it means none."""
    danger = pending.conversation.danger
    calm = not (danger.crisis or danger.doubt) and pending.choice is None and not command(talk.text)
    if not calm or not talk.begun or talk.loop not in (*OPEN, CONSENT):
        return None
    key = meant_instead(talk.text, talk.doors, talk.language)
    if key is None:
        return None
    if talk.loop == CONSENT or asks_to_refer(talk.text):
        return refer(talk.text, target=key)
    aspects = " ".join(aspects_asked(talk.text))
    return meaning(ASK, aspect=aspects, target=key) if aspects else _asked_of(key, talk)


def _asked_of(key: str, talk: Talk) -> Meaning:
    """What a question beside it asks that is known, or that only they know; its card where nothing is asked."""
    said = (each for each in sentences(talk.text) if each.endswith("?") and len(each.split()) >= LEAST)
    asked = next((each for each in said if meant_instead(each, talk.doors, talk.language) is None), None)
    if asked is None:
        return meaning("repeat", target=key)
    known = answer_to(asked, talk)
    return meaning(KNOWN_ANSWER, answer_id=known) if known else meaning(ASK, aspect=UNKNOWN, target=key)


def refer(text: str, **of: Any) -> Meaning:
    """The wish that a door is asked for the family, with the time at which it wants to be called."""
    return meaning(REFER, aspect=time_told(text) if wishes_a_call(text) else None, **of)
