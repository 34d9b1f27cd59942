"""What Rasa is asked in a turn, and what is kept of how it understood."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.turn.assistant import Answer
from casebook.records import Pending
from services.casework import Desk

READ_AT_MOST = 2_000

# What a network makes of a message: each label's chance; None where there is no network.
type Score = Callable[[str], Mapping[str, float] | None]
# What a network makes of a message, as Rasa takes it over (see understanding.reader), so that it is computed once:
# of all labels, or of needs alone. None where there is no network.
type Chances = Callable[[str], list[list[float]] | None]


def asking(
    pending: Pending, turn: str, picked: dict[str, Any] | None, language: str, chances: Chances
) -> dict[str, Any]:
    """The fields of assistant/turn_request.py; what was picked goes instead of words."""
    text = None if picked else pending.text[:READ_AT_MOST]
    return {
        "turn": turn,
        "text": text,
        "chances": chances(text) if text else None,
        "choice": picked,
        "channel": pending.conversation.channel,
        "slots": {"language": language, "channel": pending.conversation.channel},
        "state": pending.conversation.state,
    }


def reading_of(answer: Answer, desk: Desk) -> dict[str, Any]:
    """What the casebook keeps of how a message was understood, so that staff find what was unclear."""
    labels = [[label["name"], label["confidence"]] for label in answer.understood.get("labels") or ()]
    return {"labels": labels, "handed_over": desk.hand_off}
