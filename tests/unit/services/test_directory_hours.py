"""Open, closed or unknown: told in Connecticut's time."""

from datetime import UTC, date, datetime

import pytest

from resources_db.records import Schedule
from services.directory.hours import hours_state

WEEKDAYS = Schedule("WEEKLY", "MO,TU,WE,TH,FR", opens_at="09:00", closes_at="17:00")
NIGHTS = Schedule("WEEKLY", "FR", opens_at="22:00", closes_at="06:00")
SECOND_AND_LAST = Schedule("MONTHLY", "2WE,-1SA", opens_at="10:00", closes_at="12:00")
EVERY_OTHER = Schedule("WEEKLY", "TU", interval=2, dtstart=date(2025, 1, 7), opens_at="10:00", closes_at="12:00")
ALL_DAY = Schedule("DAILY", opens_at="00:00", closes_at="24:00")
ROUND_THE_CLOCK = Schedule("DAILY", opens_at="00:00", closes_at="00:00")
SUMMER = Schedule(
    "WEEKLY", "MO", opens_at="09:00", closes_at="12:00", valid_from=date(2025, 6, 1), until=date(2025, 8, 31)
)

TOLD = [
    (WEEKDAYS, "2025-01-06T09:00", "open"),
    (WEEKDAYS, "2025-01-06T17:00", "closed"),
    (WEEKDAYS, "2025-01-05T12:00", "closed"),
    (NIGHTS, "2025-01-03T23:30", "open"),
    (NIGHTS, "2025-01-04T05:59", "open"),
    (NIGHTS, "2025-01-04T06:00", "closed"),
    (NIGHTS, "2025-01-03T05:00", "closed"),  # the night before Friday is not a Friday night
    (SECOND_AND_LAST, "2025-01-08T11:00", "open"),
    (SECOND_AND_LAST, "2025-01-01T11:00", "closed"),
    (SECOND_AND_LAST, "2025-01-25T11:00", "open"),
    (SECOND_AND_LAST, "2025-01-18T11:00", "closed"),
    (EVERY_OTHER, "2025-01-21T11:00", "open"),
    (EVERY_OTHER, "2025-01-14T11:00", "closed"),
    (ALL_DAY, "2025-01-06T23:59", "open"),
    (ROUND_THE_CLOCK, "2025-01-06T03:00", "open"),
    (SUMMER, "2025-07-07T10:00", "open"),
    (SUMMER, "2025-09-01T10:00", "closed"),
    (Schedule("MONTHLY", bymonthday="15,-1", opens_at="09:00", closes_at="10:00"), "2025-02-28T09:30", "open"),
]
UNCLEAR = [
    Schedule("WEEKLY", "MO", opens_at="09:00"),
    Schedule("WEEKLY", opens_at="09:00", closes_at="17:00"),
    Schedule("MONTHLY", "WE", opens_at="09:00", closes_at="17:00"),
    Schedule("WEEKLY", "MO", interval=2, opens_at="09:00", closes_at="17:00"),
    Schedule(description="Call for hours"),
]


@pytest.mark.parametrize(("schedule", "moment", "state"), TOLD)
def test_a_schedule_is_read_as_it_is_meant(schedule: Schedule, moment: str, state: str) -> None:
    assert hours_state([schedule], datetime.fromisoformat(moment)) == state


@pytest.mark.parametrize("schedule", UNCLEAR)
def test_hours_that_are_not_clear_are_unknown_and_never_closed(schedule: Schedule) -> None:
    assert hours_state([schedule], datetime(2025, 1, 6, 3)) == "unknown"


def test_no_schedule_is_unknown() -> None:
    assert hours_state([], datetime(2025, 1, 6, 12)) == "unknown"


def test_one_clear_opening_is_enough_to_say_open() -> None:
    assert hours_state([Schedule(description="and by appointment"), WEEKDAYS], datetime(2025, 1, 6, 12)) == "open"


@pytest.mark.parametrize(("moment", "state"), [("2025-01-06T14:30", "open"), ("2025-07-07T12:59", "closed")])
def test_another_clock_is_turned_into_local_time_summer_and_winter(moment: str, state: str) -> None:
    morning = Schedule("WEEKLY", "MO", opens_at="09:00", closes_at="12:00")
    late = Schedule("WEEKLY", "MO", opens_at="09:00", closes_at="08:59")
    chosen = morning if state == "open" else late
    utc = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert hours_state([chosen], utc) == state
