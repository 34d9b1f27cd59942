"""All figures of one stretch of time, with nothing in them that must not be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from services.reports.outcomes import LOST, NOT_CONNECTED, REFUSED, Line, by_group, connection, level, outcome, together
from services.reports.records import Family, Referral, Rows
from services.reports.shares import Share, share
from services.reports.tables import Table, listing, table

NOT_SAID: Final = "_not_said"
SEVERAL: Final = "_several"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both within."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What a lead sees. `by` keys of needs: town, language, race, ethnicity; of referrals also need.

    `why` is why referrals ended without help, {} when those cannot be told from others without giving a few away.
    """

    period: Period
    needs: Mapping[str, Table]
    listed_needs: Mapping[str, int]
    whole: Line | None
    referrals: Mapping[str, Mapping[str, Line]]
    outcomes: Mapping[str, Table]
    why: Mapping[str, int]
    connected: Share | None
    satisfied: Share | None
    satisfied_by: Mapping[str, Table]


def year_of(year: int, today: date) -> Period:
    """A calendar year; the present one up to the last whole month, so that one day's figures are not the next's.

    In January the present year has no day yet: `last` is before `first`.
    """
    ended = today.replace(day=1) - timedelta(days=1)
    return Period(date(year, 1, 1), min(date(year, 12, 31), ended))


def figures(rows: Rows, period: Period) -> Figures:
    """The figures of a period: needs found, referrals asked and ratings given in it."""
    seen = _within(rows, period)
    group = _groups(seen)
    of_need: dict[str, Callable[[Referral], str]] = {"need": lambda referral: referral.need}
    of_family = {by: _of_family(find) for by, find in group.items()}
    tables = {by: by_group(seen.referrals, find) for by, find in (of_need | of_family).items()}
    needs = sorted({(each.family, each.need) for each in seen.needs})  # a need told twice is one need
    return Figures(
        period=period,
        needs={by: table((family, find(family), need) for family, need in needs) for by, find in group.items()},
        listed_needs=listing(needs),
        whole=together(seen.referrals),
        referrals={by: lines for by, (_, lines) in tables.items()},
        outcomes={by: counted for by, (counted, _) in tables.items()},
        why=_why(seen.referrals),
        connected=connection(seen.referrals),
        satisfied=share((each.family, each.satisfied) for each in seen.ratings),
        satisfied_by={
            by: table((each.family, find(each.family), "yes" if each.satisfied else "no") for each in seen.ratings)
            for by, find in group.items()
            if by != "town"
        },
    )


def _within(rows: Rows, period: Period) -> Rows:
    def within(day: date) -> bool:
        return period.first <= day <= period.last

    return replace(
        rows,
        needs=tuple(each for each in rows.needs if within(each.on)),
        referrals=tuple(each for each in rows.referrals if within(each.asked_on)),
        ratings=tuple(each for each in rows.ratings if within(each.on)),
    )


def _groups(rows: Rows) -> dict[str, Callable[[str], str]]:
    """For each way to tell families apart, the group of a family."""
    known = {each.family: each for each in rows.families}

    def by(find: Callable[[Family], str | None]) -> Callable[[str], str]:
        return lambda family: (find(known[family]) if family in known else None) or NOT_SAID

    return {
        "town": by(lambda family: family.town),
        "language": by(lambda family: family.language),
        "race": by(lambda family: SEVERAL if len(family.races) > 1 else "".join(family.races)),
        "ethnicity": by(lambda family: family.ethnicity),
    }


def _of_family(find: Callable[[str], str]) -> Callable[[Referral], str]:
    return lambda referral: find(referral.family)


def _why(referrals: tuple[Referral, ...]) -> dict[str, int]:
    """Reasons are told only where the number of ended referrals is: else it could be had from their sum."""
    names = level(referrals)
    if names is None or names[REFUSED] == NOT_CONNECTED:
        return {}
    ended = [each for each in referrals if outcome(each) in (REFUSED, LOST)]
    return listing((each.family, each.reason or NOT_SAID) for each in ended)
