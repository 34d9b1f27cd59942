"""Moves a referral by what the family tells of its door: it was refused there, or they called and come."""

from casebook.care.changes import Change, CloseNeed, MoveReferral
from casebook.care.moves import ENDED
from casebook.care.records import FamilyRecord, Referral, ReferralState
from services.casework import current
from services.referrals.status import open_ones

# Why a referral ends, by what is wrong with its door; a call that nobody took ends none.
ENDS = {"full": "full", "not_for_us": "not_eligible", "phone_dead": "no_answer", "closed": "other", "moved": "other"}


def open_with(record: FamilyRecord, key: str) -> Referral | None:
    """The referral to a door that has not ended."""
    return next((each for each in open_ones(record.referrals) if each.target == key), None)


def only_open(record: FamilyRecord) -> Referral | None:
    """The one referral that has not ended; None where there are none or several."""
    going = open_ones(record.referrals)
    return going[0] if len(going) == 1 else None


def end_by(record: FamilyRecord, key: str, fault: str) -> Referral | None:
    """End the referral to a door that turned out so; answers it, None where none was open or none ends."""
    found = open_with(record, key)
    if found is None or fault not in ENDS:
        return None
    current.get().changes.append(MoveReferral(found.id, ending(found), ENDS[fault]))
    return found


def ending(referral: Referral) -> ReferralState:
    """How one ends that came to nothing, from where it stands."""
    early: dict[str, ReferralState] = {"draft": "entered-in-error", "requested": "rejected"}
    return early.get(referral.state, "failed")


def move_to(referral: Referral, to: ReferralState) -> None:
    """Walk to a state by legal steps: the family knows of a yes that nobody wrote down."""
    steps: list[ReferralState] = ["requested"] if referral.state == "draft" else []
    if referral.state in ("draft", "requested"):
        steps.append("accepted")
    if referral.state not in (to, *ENDED):
        current.get().changes += [MoveReferral(referral.id, step) for step in (*steps, to)]


def went_well(referral: Referral, outcome: str) -> None:
    """They reached the family, or help has begun: then the need is met."""
    move_to(referral, "in-progress" if outcome == "reached" else "completed")
    if outcome != "reached":
        met: Change = CloseNeed(referral.need, "met")
        current.get().changes.append(met)
