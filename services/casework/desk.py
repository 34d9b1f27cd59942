"""The desk of one turn: tools to look things up, and the wishes that the turn's one commit carries out."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.directory.question import Found, Question

QueueReason = Literal["asked", "complaint", "crisis", "referral_status", "delete_data", "not_understood", "screening"]

# Who is seen first in the queue; a crisis found by Rasa counts like one found by the safety layer.
PRIORITY: dict[QueueReason, int] = {
    "crisis": 9,
    "asked": 5,
    "complaint": 4,
    "delete_data": 4,
    "screening": 3,
    "referral_status": 3,
    "not_understood": 2,
}


@dataclass(slots=True)
class Desk:
    """Made by the gateway for each turn; actions reach it by `current.get()`."""

    now: datetime
    find: Callable[[Question], list[Found]]
    hand_off: QueueReason | None = None
    language: str | None = None
    stop: bool = False

    def call_person(self, reason: QueueReason) -> None:
        """Put the conversation in the queue when the turn commits; the most urgent reason of a turn wins."""
        if self.hand_off is None or PRIORITY[reason] > PRIORITY[self.hand_off]:
            self.hand_off = reason


current: ContextVar[Desk] = ContextVar("desk")
