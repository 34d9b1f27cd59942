"""What follows when a referral moves: good news is told, and a door that closed opens the search for the next one."""

from datetime import datetime, timedelta

from casebook.care.changes import Change, CloseNeed, Schedule
from casebook.care.records import Referral, ReferralState
from services.referrals.opening import ask

RATED_AFTER = timedelta(days=2)


def consequences(
    referral: Referral, to: ReferralState, reason: str | None, conversation: str, now: datetime
) -> list[Change]:
    """The changes beside a move that a receiver or a coordinator makes; the family hears of it in the next talk.

    A refusal by the family itself ("declined", "consent_withdrawn") is no reason to offer it more.
    """

    def tell(kind: str, at: datetime = now) -> Schedule:
        return ask(kind, conversation, referral.id, at)

    match to:
        case "accepted":
            return [tell("accepted")]
        case "completed":
            return [CloseNeed(referral.need, "met"), tell("satisfaction", now + RATED_AFTER)]
        case "rejected" | "failed" if reason not in ("declined", "consent_withdrawn"):
            return [tell("next_door")]
        case _:
            return []
