"""A question whose answer is known and the same for everybody, and whether help for a need follows it."""

from typing import Any, Final

from bot.turn.named import CONSENT, OPEN, Meaning, Talk, meaning
from services.answers import known_answer, stands_alone

KNOWN_ANSWER: Final = "ask_known"


def known(talk: Talk, said: str) -> Meaning | None:
    """The answer that a message asks for, as it is `said` with names in place of who was told of before."""
    found = known_answer(said, talk.needs) if talk.loop in (*OPEN, CONSENT) else None
    return meaning(KNOWN_ANSWER, answer_id=found) if found else None


def is_answered_with_help(picked: dict[str, Any]) -> bool:
    """Whether help for a need may follow what was picked: not after an answer that pushes to no place."""
    id = picked["entities"].get("answer_id") if picked["intent"] == KNOWN_ANSWER else None
    return id is not None and not stands_alone(str(id))
