"""On its own dates an exception goes before the weekly hours: a holiday, a short day, a day that nobody can read."""

from datetime import date, datetime

import pytest

from resources_db.records import Location, Schedule, Service
from services.directory.hours import hours_at, hours_within
from services.directory.opening import schedules_of
from services.directory.question import Window

WEEKDAYS = Schedule("WEEKLY", "MO,TU,WE,TH,FR", opens_at="09:00", closes_at="17:00")
ALWAYS = Schedule("DAILY", opens_at="00:00", closes_at="24:00")
TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)


def on(day: date, until: date | None = None, **said: str) -> Schedule:
    return Schedule(valid_from=day, valid_to=until or day, **said)


CLOSED = on(TUESDAY, notes="closed")
WEEK_OFF = on(TUESDAY, date(2026, 12, 7), notes="closed")
SHORT = on(date(2026, 12, 24), opens_at="09:00", closes_at="12:00", notes="holiday hours")
CHRISTMAS = on(date(2026, 12, 25), opens_at="10:00", closes_at="14:00")
NAMED_DAY = Schedule(
    "WEEKLY", "SA", opens_at="10:00", closes_at="12:00", valid_from=date(2026, 12, 5), valid_to=date(2026, 12, 5)
)

TOLD = [
    ([WEEKDAYS, CLOSED], "2026-12-01T10:00", "closed", "2026-12-02T09:00"),
    ([WEEKDAYS, CLOSED], "2026-11-30T20:00", "closed", "2026-12-02T09:00"),
    ([WEEKDAYS, CLOSED], "2026-12-02T10:00", "open", None),
    ([ALWAYS, CLOSED], "2026-12-01T10:00", "closed", "2026-12-02T00:00"),
    ([WEEKDAYS, WEEK_OFF], "2026-12-04T10:00", "closed", "2026-12-08T09:00"),
    ([WEEKDAYS, SHORT], "2026-12-24T10:00", "open", None),
    ([WEEKDAYS, SHORT], "2026-12-24T14:00", "closed", "2026-12-28T09:00"),
    ([WEEKDAYS, SHORT], "2026-12-23T10:00", "open", None),
    ([WEEKDAYS, CHRISTMAS], "2026-12-25T11:00", "open", None),
    ([WEEKDAYS, CHRISTMAS], "2026-12-25T16:00", "closed", "2026-12-28T09:00"),
    ([WEEKDAYS, NAMED_DAY], "2026-12-05T11:00", "open", None),
    ([WEEKDAYS, on(TUESDAY, description="Closed for training")], "2026-12-01T10:00", "closed", "2026-12-02T09:00"),
    ([WEEKDAYS, on(TUESDAY, description="9am-11am")], "2026-12-01T12:00", "closed", "2026-12-02T09:00"),
    ([WEEKDAYS, on(TUESDAY, description="Closed after noon")], "2026-12-01T10:00", "unknown", "2026-12-02T09:00"),
    ([WEEKDAYS, on(TUESDAY, notes="holiday hours")], "2026-12-01T10:00", "unknown", "2026-12-02T09:00"),
    ([WEEKDAYS, on(TUESDAY, notes="holiday hours")], "2026-12-01T20:00", "unknown", "2026-12-02T09:00"),
    ([WEEKDAYS, on(TUESDAY, notes="holiday hours")], "2026-12-05T10:00", "closed", "2026-12-07T09:00"),
]


@pytest.mark.parametrize(("schedules", "moment", "state", "next_open"), TOLD)
def test_on_its_day_an_exception_wins_and_on_every_other_the_weekly_hours_stand(
    schedules: list[Schedule], moment: str, state: str, next_open: str | None
) -> None:
    told = hours_at(schedules, datetime.fromisoformat(moment))
    assert (told.state, told.next_open) == (state, datetime.fromisoformat(next_open) if next_open else None)


def test_a_feed_that_names_only_its_holidays_says_nothing_of_other_days() -> None:
    assert hours_at([CLOSED], datetime(2026, 12, 2, 10)).state == "unknown"
    told = hours_at([SHORT], datetime(2026, 12, 2, 10))
    assert (told.state, told.next_open) == ("unknown", None)


@pytest.mark.parametrize(("day", "state"), [(TUESDAY, "closed"), (WEDNESDAY, "open")])
def test_a_day_that_is_asked_about_is_closed_when_the_feed_closes_it(day: date, state: str) -> None:
    start = datetime(day.year, day.month, day.day)
    assert hours_within([WEEKDAYS, CLOSED], Window("day", start, start.replace(hour=23))).state == state


@pytest.mark.parametrize("at_place", [False, True])
def test_a_closure_holds_whether_the_place_or_the_service_tells_it(at_place: bool) -> None:
    place = Location("l", schedules=(CLOSED,) if at_place else (WEEKDAYS,))
    service = Service("s", "s", "o", {}, schedules=(WEEKDAYS,) if at_place else (CLOSED,), locations=(place,))
    assert hours_at(schedules_of(service, place), datetime(2026, 12, 1, 10)).state == "closed"
