"""A yes to sharing, as changes of the family's record: the consent, the referral, and when to ask how it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casebook.care.changes import Change, FindNeed, OpenReferral, Schedule, Share
from casebook.care.records import FollowUp
from casebook.queries.rows import new_id
from services.referrals.receivers import pressing_days, receiver


@dataclass(frozen=True, slots=True)
class Proposal:
    """A referral that waits for the family's yes: to whom, for what, and what would be told."""

    target: str
    name: str
    need: str
    packet: Mapping[str, Any]
    follows: str | None = None


def agreed(
    proposal: Proposal,
    wording: str,
    language: str,
    channel: str,
    conversation: str,
    now: datetime,
    *,
    pressing: bool = False,
) -> list[Change]:
    """What a yes leads to; `wording` is what the family read, `now` is UTC.

    Who has a date that is near (`pressing`) is asked sooner whether they were reached.
    """
    share = Share(new_id(), "refer", proposal.target, True, wording, language, channel)
    to = receiver(proposal.target)
    opened = OpenReferral(
        new_id(),
        proposal.need,
        proposal.target,
        proposal.name,
        proposal.packet,
        share.id,
        due_at=now + timedelta(days=to.due),
        follows=proposal.follows,
    )
    first = first_asked(proposal.target, pressing=pressing)
    each_days = {kind: first if days == min(to.ask.values()) else days for kind, days in to.ask.items()}
    asked = [ask(kind, conversation, opened.id, now + timedelta(days=days)) for kind, days in each_days.items()]
    return [FindNeed(proposal.need, "said", wants_help=True), share, opened, *asked]


def first_asked(target: str, *, pressing: bool) -> int:
    """After how many days the family is first asked how it went."""
    days = min(receiver(target).ask.values())
    return min(days, pressing_days()) if pressing else days


def refused(proposal: Proposal, wording: str, language: str, channel: str) -> list[Change]:
    """A no is kept too: nobody asks for the same again as if nothing had been said."""
    return [Share(new_id(), "refer", proposal.target, False, wording, language, channel)]


def ask(kind: str, conversation: str, referral: str | None, due_at: datetime, **details: Any) -> Schedule:
    """A follow-up of a kind of content/outreach/follow_ups.yml."""
    return Schedule(FollowUp(new_id(), conversation, kind, "waiting", due_at, 0, referral, details))
