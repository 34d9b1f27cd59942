"""The moves of a referral: from which state a task may go to which, and who may move it."""

from collections.abc import Mapping
from typing import Final, Literal

type Side = Literal["requester", "target"]

_DURING: Final = frozenset({"completed", "failed", "cancelled"})
MOVES: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"requested"}),
    "requested": frozenset({"accepted", "rejected", "cancelled"}),
    "accepted": _DURING | {"in-progress", "on-hold"},
    "in-progress": _DURING | {"on-hold"},
    "on-hold": _DURING | {"in-progress"},
    "rejected": frozenset(),
    "completed": frozenset(),
    "failed": frozenset(),
    "cancelled": frozenset(),
    "entered-in-error": frozenset(),
}
ERROR: Final = "entered-in-error"
BY: Final[Mapping[Side, frozenset[str]]] = {
    "requester": frozenset({"draft", "requested", "cancelled", ERROR}),
    "target": frozenset({"accepted", "rejected", "in-progress", "on-hold", "completed", "failed", "cancelled"}),
}
# States whose reason must be said.
REASONED: Final = frozenset({"rejected", "cancelled", "on-hold", "failed"})


def is_legal(before: str, after: str, by: Side | None = None) -> bool:
    """Whether a referral may go from one state to another, by this side where it is known."""
    if by is not None and after not in BY[by]:
        return False
    return before in MOVES and (after in MOVES[before] or (after == ERROR and before != ERROR))
