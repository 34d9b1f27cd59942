"""The moves of a referral: from which state a task may go to which, and who may move it."""

from collections.abc import Mapping
from typing import Final, Literal

from casebook.care.moves import MOVES as _MOVES
from casebook.care.moves import NEEDS_REASON

type Side = Literal["requester", "target"]

MOVES: Final[Mapping[str, frozenset[str]]] = {state: frozenset(to) for state, to in _MOVES.items()}
ERROR: Final = "entered-in-error"
BY: Final[Mapping[Side, frozenset[str]]] = {
    "requester": frozenset({"draft", "requested", "cancelled", ERROR}),
    "target": frozenset({"accepted", "rejected", "in-progress", "on-hold", "completed", "failed", "cancelled"}),
}
REASONED: Final[frozenset[str]] = frozenset(NEEDS_REASON)


def is_legal(before: str, after: str, by: Side | None = None) -> bool:
    """Whether a referral may go from one state to another, by this side where it is known."""
    if by is not None and after not in BY[by]:
        return False
    return before in MOVES and (after in MOVES[before] or (after == ERROR and before != ERROR))
