"""That a family means another door than the one we spoke of: it is taken, and nothing is put in its place."""

from typing import Any, Final

from bot.turn.named import ASK, CONSENT, OPEN, Meaning, Talk, meaning
from casebook.records import Pending
from services.casework.asked import aspects_asked
from services.casework.commands import command
from services.casework.meant import meant_instead
from services.casework.reached import time_told, wishes_a_call
from services.casework.referring import asks_to_refer

REFER: Final = "refer_me"


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
    return meaning(ASK, aspect=aspects, target=key) if aspects else meaning("repeat", target=key)


def refer(text: str, **of: Any) -> Meaning:
    """The wish that a door is asked for the family, with the time at which it wants to be called."""
    return meaning(REFER, aspect=time_told(text) if wishes_a_call(text) else None, **of)
