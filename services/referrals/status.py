"""Where a referral stands, in a sentence for the family."""

from collections.abc import Sequence
from datetime import date, datetime

from casebook.care.moves import ENDED
from casebook.care.records import Referral
from services.referrals.packet import words


def status(referral: Referral, language: str) -> str:
    """What became of it, and since when."""
    since = referral.moves[-1].at if referral.moves else referral.updated_at
    return words().say(f"status_{referral.state.replace('-', '_')}", language, day=day(since, language))


def open_ones(referrals: Sequence[Referral]) -> list[Referral]:
    """Those that have not ended, oldest first."""
    return [each for each in referrals if each.state not in ENDED]


def told_of(referrals: Sequence[Referral]) -> list[Referral]:
    """Those a family wants to hear of: the open ones, and the last one that ended."""
    ended = [each for each in referrals if each.state in ENDED and each.state != "entered-in-error"]
    return [*open_ones(referrals), *ended[-1:]]


def day(moment: datetime, language: str) -> str:
    """A day as it is said: "November 27", "27 de noviembre"."""
    return day_of(moment.date(), language)


def day_of(moment: date, language: str) -> str:
    """The same of a date."""
    month = words().say(f"month_{moment.month}", language)
    return words().say("day", language, month=month, number=moment.day)
