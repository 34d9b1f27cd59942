"""Open, closed or unknown: told in Connecticut's time."""

from datetime import UTC, date, datetime

import pytest

from resources_db.records import Schedule
from services.directory.hours import hours_at, hours_state, hours_within
from services.directory.question import Window

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
    (Schedule("WEEKLY", "2WE", opens_at="10:00", closes_at="12:00"), "2025-01-15T11:00", "closed"),
    (
        Schedule("WEEKLY", "WE", count="2", dtstart=date(2025, 1, 1), opens_at="10:00", closes_at="12:00"),
        "2025-01-15T11:00",
        "closed",
    ),
    (
        Schedule(
            "YEARLY",
            byyearday="1",
            dtstart=date(2020, 1, 1),
            opens_at="10:00",
            closes_at="12:00",
            notes="Open on holidays",
        ),
        "2025-01-01T11:00",
        "open",
    ),
    (Schedule("WEEKLY", "0MO", opens_at="10:00", closes_at="12:00"), "2025-01-06T11:00", "open"),
    (Schedule("MONTHLY", bymonthday="15,-1", opens_at="09:00", closes_at="10:00"), "2025-02-28T09:30", "open"),
]
UNCLEAR = [
    Schedule("WEEKLY", "MO", opens_at="09:00"),
    Schedule("WEEKLY", opens_at="09:00", closes_at="17:00"),
    Schedule("MONTHLY", "WE", opens_at="09:00", closes_at="17:00"),
    Schedule("WEEKLY", "MO", interval=2, opens_at="09:00", closes_at="17:00"),
    Schedule(description="Call for hours"),
    Schedule("YEARLY", bymonthday="25", opens_at="09:00", closes_at="17:00"),
    Schedule("YEARLY", "4TH", opens_at="09:00", closes_at="17:00"),
    Schedule("YEARLY", bymonth="2", bymonthday="30", opens_at="09:00", closes_at="17:00"),
    Schedule("YEARLY", bymonth="13", bymonthday="1", opens_at="09:00", closes_at="17:00"),
    Schedule("YEARLY", bymonth="12", notes="closed"),
    Schedule("MONTHLY", "6MO", opens_at="09:00", closes_at="17:00"),
    Schedule("MONTHLY", bymonthday="32", opens_at="09:00", closes_at="17:00"),
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


def test_the_next_opening_is_told_and_when_it_closes() -> None:
    friday_evening = datetime(2026, 10, 16, 18)
    assert hours_at([WEEKDAYS], friday_evening).next_open == datetime(2026, 10, 19, 9)
    assert hours_at([WEEKDAYS], datetime(2026, 10, 16, 12)).closes_at == datetime(2026, 10, 16, 17)


def test_the_last_friday_of_next_month_is_found() -> None:
    last = Schedule("MONTHLY", "-1FR", opens_at="10:00", closes_at="12:00")
    assert hours_at([last], datetime(2026, 10, 30, 13)).next_open == datetime(2026, 11, 27, 10)


def test_a_split_day_closes_for_lunch() -> None:
    split = [
        Schedule("WEEKLY", "MO", opens_at="09:00", closes_at="12:00"),
        Schedule("WEEKLY", "MO", opens_at="13:00", closes_at="17:00"),
    ]
    lunch = hours_at(split, datetime(2026, 10, 19, 12, 30))
    assert (lunch.state, lunch.next_open) == ("closed", datetime(2026, 10, 19, 13))
    assert hours_at(split, datetime(2026, 10, 19, 9, 30)).closes_at == datetime(2026, 10, 19, 12)


HOLIDAYS = [
    ("2026-11-26T10:00", None, "unknown"),  # Thanksgiving
    ("2026-07-03T10:00", None, "unknown"),  # Independence Day, as it is kept
    ("2026-11-26T10:00", "Closed on holidays", "closed"),
    ("2026-11-26T10:00", "Open 365 days", "open"),
    ("2026-11-26T18:00", None, "closed"),
    ("2026-11-25T10:00", None, "open"),
]


@pytest.mark.parametrize(("moment", "words", "state"), HOLIDAYS)
def test_on_a_holiday_of_connecticut_nobody_knows_unless_the_record_says_so(
    moment: str, words: str | None, state: str
) -> None:
    schedule = Schedule("WEEKLY", "MO,TU,WE,TH,FR", opens_at="09:00", closes_at="17:00", description=words)
    assert hours_state([schedule], datetime.fromisoformat(moment)) == state


def test_what_is_open_round_the_clock_is_open_on_holidays_and_never_closes() -> None:
    told = hours_at([ALL_DAY], datetime(2026, 12, 25, 3))
    assert (told.state, told.closes_at, told.holiday) == ("open", None, True)


def test_the_next_opening_passes_over_a_holiday_that_may_be_closed() -> None:
    assert hours_at([WEEKDAYS], datetime(2026, 11, 25, 18)).next_open == datetime(2026, 11, 27, 9)


IN_WORDS = [
    ("Mon-Fri 8:30am-4:30pm; Sat 9 to noon", "2026-10-17T11:00", "open"),
    ("Monday - Friday, 9AM-5PM", "2026-10-17T11:00", "closed"),
    ("M-F 9-5", "2026-10-16T16:00", "open"),
    ("lunes a viernes 9am-5pm", "2026-10-16T16:00", "open"),
    ("24 hours a day, 7 days a week", "2026-10-16T04:00", "open"),
    ("Fri 10pm-6am", "2026-10-17T05:00", "open"),
    ("Tuesday and Thursday 1-4", "2026-10-15T14:00", "unknown"),
    ("Mon-Fri 8:30-4:30", "2026-10-16T12:00", "open"),
    ("Mon-Fri 8:30-4:30", "2026-10-16T02:00", "closed"),
    ("Mon 10:30-1:00", "2026-10-19T12:30", "open"),
    ("Mon 10:30-1:00", "2026-10-19T14:00", "closed"),
    ("Mon 12:30-3:30", "2026-10-19T15:00", "open"),
    ("Mon 1:00-4:00", "2026-10-19T14:00", "unknown"),
    ("Mon 7:00-9:00", "2026-10-19T20:00", "unknown"),
    ("Mon 10-2am", "2026-10-19T11:00", "closed"),
    ("Mon 10pm-6", "2026-10-19T23:00", "open"),
    ("Mon 22:00-06:00", "2026-10-19T23:00", "open"),
    ("Mon 06:00-20:00", "2026-10-19T07:00", "open"),
    ("Mon, Wed: 10 am - 2 pm", "2026-10-19T16:00", "closed"),
    ("Mon, Wed: 10 am - 2 pm", "2026-10-21T11:00", "open"),
    ("9am-5pm", "2026-10-17T11:00", "unknown"),
    ("Call for hours", "2026-10-16T16:00", "unknown"),
    ("By appointment, Mon-Fri 9am-5pm", "2026-10-16T16:00", "unknown"),
]


def test_words_without_a_day_are_read_with_the_days_beside_them() -> None:
    monday = Schedule("WEEKLY", "MO", description="9am-5pm")
    assert hours_state([monday], datetime(2026, 10, 19, 12)) == "open"
    assert hours_state([monday], datetime(2026, 10, 20, 12)) == "closed"


@pytest.mark.parametrize(("words", "state"), [(None, "unknown"), ("9:00am-5:00", "closed"), ("Open late", "unknown")])
def test_a_morning_that_ends_in_the_next_one_is_believed_only_as_the_feeds_words_have_it(
    words: str | None, state: str
) -> None:
    slipped = Schedule("WEEKLY", "MO", opens_at="09:00", closes_at="05:00", description=words)
    assert hours_state([slipped], datetime(2026, 10, 19, 20)) == state


@pytest.mark.parametrize(("words", "moment", "state"), IN_WORDS)
def test_hours_in_words_are_read_when_they_are_clear(words: str, moment: str, state: str) -> None:
    assert hours_state([Schedule(description=words)], datetime.fromisoformat(moment)) == state


HOLIDAY = (datetime(2026, 12, 25), datetime(2026, 12, 26))  # a Friday
SATURDAY = (datetime(2026, 11, 28), datetime(2026, 11, 29))
MORNING_AND_NIGHT = [
    Schedule("WEEKLY", "SA", opens_at="09:00", closes_at="11:00"),
    Schedule("WEEKLY", "FR,SA", opens_at="22:00", closes_at="06:00"),
]


@pytest.mark.parametrize(
    ("schedules", "stretch", "state", "opens"),
    [
        ([WEEKDAYS], SATURDAY, "closed", []),
        (MORNING_AND_NIGHT, SATURDAY, "open", [datetime(2026, 11, 28, 9), datetime(2026, 11, 28, 22)]),
        ([NIGHTS], SATURDAY, "open", [datetime(2026, 11, 27, 22)]),  # it still runs on Saturday morning
        ([WEEKDAYS], HOLIDAY, "unknown", []),
        ([WEEKDAYS, Schedule(description="call for more")], SATURDAY, "unknown", []),
        ([], SATURDAY, "unknown", []),
        ([WEEKDAYS], (datetime(2026, 11, 24, 17), datetime(2026, 11, 25)), "closed", []),  # it has just closed
    ],
)
def test_of_a_stretch_of_time_the_openings_that_touch_it_are_told(
    schedules: list[Schedule], stretch: tuple[datetime, datetime], state: str, opens: list[datetime]
) -> None:
    then = hours_within(schedules, Window("sa", *stretch))
    assert (then.state, [begin for begin, _ in then.spans]) == (state, opens)
