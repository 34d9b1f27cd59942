"""By when a family should have a person's words: targets by reason, counted in the desk's hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from services.casework.working_time import ZERO, Stretch, Week, between, later
from services.library.documents import document
from services.library.root import CONTENT

type Kind = Literal["first", "next"]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Target:
    """How long a family should wait at most; `week` is None where every hour counts."""

    first: timedelta
    next: timedelta
    week: Week | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise at one moment: when it runs out (UTC without zone) and the working time until then, negative once it
    has. `straight` says that no closing time stands between."""

    kind: Kind
    due: datetime
    left: timedelta
    straight: bool

    @property
    def late(self) -> bool:
        """Whether it was not kept."""
        return self.left <= ZERO


def due(kind: Kind, reason: str | None, since: datetime, targets: Mapping[str, Target] | None = None) -> datetime:
    """When a wait that began at a moment should end (all moments are UTC without zone)."""
    if targets is None:
        return _due(kind, reason, since)
    return _ends(kind, _target(reason, targets), since)


def promise(
    kind: Kind, reason: str | None, since: datetime, now: datetime, targets: Mapping[str, Target] | None = None
) -> Promise:
    """How the promise to a family that waits since a moment stands now."""
    ends = due(kind, reason, since, targets)
    left = between(now, ends, _target(reason, targets).week)
    if ends <= now:  # at night nothing is added to what is late already, but late it is
        left = min(left, ZERO)
    return Promise(kind, ends, left, left == ends - now)


@lru_cache(maxsize=4096)
def _due(kind: Kind, reason: str | None, since: datetime) -> datetime:
    """A queue is drawn again and again while its waits stay."""
    return _ends(kind, _target(reason, None), since)


def _ends(kind: Kind, target: Target, since: datetime) -> datetime:
    return later(since, target.first if kind == "first" else target.next, target.week)


@cache
def of_the_desk() -> Mapping[str, Target]:
    """The targets of content/desk/promises.yml by reason, in the hours of content/desk/hours.yml where those are
    known."""
    page, hours = (document(CONTENT / "desk" / name) for name in ("promises.yml", "hours.yml"))
    week = Week(tuple(_stretches(hours["week"] or page["until_known"])), ZoneInfo(page["zone"]))
    return {reason: _read(each, week) for reason, each in page["reasons"].items()}


def _target(reason: str | None, targets: Mapping[str, Target] | None) -> Target:
    known = of_the_desk() if targets is None else targets
    return known.get(reason or "other") or known["other"]


def _read(found: Mapping[str, Any], week: Week) -> Target:
    first, following = (timedelta(minutes=found[kind]) for kind in ("first", "next"))
    return Target(first, following, week if found["clock"] == "desk" else None)


def _stretches(rows: Iterable[Mapping[str, str]]) -> Iterable[Stretch]:
    for row in rows:
        opens, closes = (time.fromisoformat(row[name]) for name in ("opens_at", "closes_at"))
        yield from (Stretch(DAYS.index(day), opens, closes) for day in row["days"].split(","))
