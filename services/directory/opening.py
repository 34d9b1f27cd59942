"""When a service is open at one of its places: its schedules, and before them what its feed says of it just now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from resources_db.records import Location, Schedule, Service
from services.directory.hours import Hours, hours_at, hours_within
from services.directory.question import Then, Window
from services.directory.words import holds, listed


def schedules_of(service: Service, location: Location | None) -> tuple[Schedule, ...]:
    """The opening times that count at a place: its own, else the service's; the exceptions of both."""
    here = location.schedules if location else ()
    regular = _regular(here) or _regular(service.schedules)
    return (*regular, *(each for each in (*here, *service.schedules) if each.exception))


def opening_now(service: Service, location: Location | None, now: datetime, *, following: bool = True) -> Hours:
    """The hours at a moment; the next opening only when it is wanted."""
    schedules = schedules_of(service, location)
    hours = hours_at(schedules, now) if following else hours_at(schedules, now, ahead=0)
    told = _told(service.alert or "")
    if told is None:
        return hours
    unsure: Literal["closed", "unknown"] = "closed" if hours.state == "closed" else "unknown"
    return Hours("closed" if told == "closed" else unsure, holiday=hours.holiday)


def opening_then(service: Service, location: Location | None, window: Window) -> Then:
    """The openings within a stretch of time."""
    then = hours_within(schedules_of(service, location), window)
    told = _told(service.alert or "")
    if told == "closed":
        return Then(window, "closed")
    return Then(window, "unknown", holiday=then.holiday) if told and then.state == "open" else then


def _regular(schedules: Sequence[Schedule]) -> list[Schedule]:
    return [each for each in schedules if not each.exception]


def _told(alert: str) -> Literal["closed", "doubtful"] | None:
    """What an alert says of the hours: closed for now, or something of being closed that has its own dates."""
    if not holds(alert, listed("closed_perhaps")):
        return None
    dated = any(map(str.isdigit, alert)) or holds(alert, listed("not_closed"))
    return "closed" if holds(alert, listed("closed_for_now")) and not dated else "doubtful"
