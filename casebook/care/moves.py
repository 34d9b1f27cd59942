"""How a referral may move, after the SDOH Clinical Care guide 3.0.0 (Task for referral management)."""

from collections.abc import Mapping
from typing import Final

from casebook.care.records import ReferralState

ENDED: Final[frozenset[ReferralState]] = frozenset(("rejected", "completed", "failed", "cancelled", "entered-in-error"))
MOVES: Final[Mapping[ReferralState, frozenset[ReferralState]]] = {
    "draft": frozenset(("requested",)),
    "requested": frozenset(("accepted", "rejected", "cancelled")),
    "accepted": frozenset(("in-progress", "on-hold", "completed", "failed", "cancelled")),
    "in-progress": frozenset(("on-hold", "completed", "failed", "cancelled")),
    "on-hold": frozenset(("in-progress", "completed", "failed", "cancelled")),
    **dict.fromkeys(ENDED, frozenset()),
}
# A state that says why it came to be: nobody reads "failed" without a reason.
NEEDS_REASON: Final[frozenset[ReferralState]] = frozenset(("rejected", "cancelled", "on-hold", "failed"))
REASONS: Final = (
    "full",
    "not_eligible",
    "no_answer",
    "declined",
    "no_transport",
    "consent_withdrawn",
    "other",
)


class IllegalMove(Exception):
    """A referral cannot go from where it stands to there; nothing was changed and trying again will not help."""


def allowed(before: ReferralState) -> tuple[ReferralState, ...]:
    """Where a referral may go from a state, in the order of the table; a mistake can always be marked as one."""
    return (*sorted(MOVES.get(before, frozenset())), *(() if before == "entered-in-error" else ("entered-in-error",)))


def check_move(before: ReferralState, after: ReferralState, reason: str | None) -> None:
    """Raises IllegalMove for a move that the table does not hold, or one that lacks its reason."""
    if after != "entered-in-error" and after not in MOVES.get(before, frozenset()):
        raise IllegalMove(f"a referral does not go from {before} to {after}")
    if after in NEEDS_REASON and reason not in REASONS:
        raise IllegalMove(f"{after} needs a reason: one of {', '.join(REASONS)}")
