"""A question whose answer is known and the same for everybody, and whether help for a need follows it."""

from typing import Any, Final

from bot.turn.named import CONSENT, OPEN, Meaning, Talk, meaning
from services.answers import helps_in_danger, known_answer, stands_alone

KNOWN_ANSWER: Final = "ask_known"


def known(talk: Talk, said: str, *, in_danger: bool) -> Meaning | None:
    """The answer that a message asks for, in its words or as it is `said` with names for who was told of before."""
    if talk.loop not in (*OPEN, CONSENT):
        return None
    found = known_answer(talk.text, talk.needs) or known_answer(said, talk.needs)
    return meaning(KNOWN_ANSWER, answer_id=found) if found and (helps_in_danger(found) or not in_danger) else None


def is_answered_with_help(picked: dict[str, Any]) -> bool:
    """Whether help for a need may follow what was picked: not after an answer that pushes to no place."""
    id = picked["entities"].get("answer_id") if picked["intent"] == KNOWN_ANSWER else None
    return id is not None and not stands_alone(str(id))
