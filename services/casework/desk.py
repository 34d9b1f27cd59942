"""The desk of one turn: tools to look things up, and the wishes that the turn's one commit carries out."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.directory.question import Found, Question

QueueReason = Literal[
    "crisis",
    "worried",
    "asked",
    "complaint",
    "referral_status",
    "delete_data",
    "not_understood",
    "screening",
    "said_safe",
    "call_back",
    "merge",
]

# Who is seen first in the queue. "worried": the safety layer has a doubt; "said_safe": a danger is over, it says.
PRIORITY: dict[QueueReason, int] = {
    "crisis": 9,
    "worried": 7,
    "asked": 5,
    "call_back": 5,
    "complaint": 4,
    "delete_data": 4,
    "said_safe": 4,
    "screening": 3,
    "referral_status": 3,
    "not_understood": 2,
    "merge": 2,
}


@dataclass(slots=True)
class Desk:
    """Made by the gateway for each turn; actions reach it by `current.get()`.

    `in_danger` says that a crisis stands: then no screening begins or goes on. An action that sees a danger
    names it in `crisis`; the gateway answers it.
    """

    now: datetime
    find: Callable[[Question], list[Found]]
    hand_off: QueueReason | None = None
    in_danger: bool = False
    crisis: str | None = None
    language: str | None = None
    stop: bool = False

    def call_person(self, reason: QueueReason) -> None:
        """Put the conversation in the queue when the turn commits; the most urgent reason of a turn wins."""
        if self.hand_off is None or PRIORITY[reason] > PRIORITY[self.hand_off]:
            self.hand_off = reason


current: ContextVar[Desk] = ContextVar("desk")
