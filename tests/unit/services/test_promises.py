"""Promises to families run in working hours: nights, weekends and holidays do not count, danger counts always."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.console.testing import words
from services.casework.desk import PRIORITY
from services.casework.promises import Target, due, of_the_desk, promise
from services.casework.working_time import Stretch, Week, between, later

HOME = ZoneInfo("America/New_York")
CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "desk" / "promises.yml").read_text("utf-8"))
WEEK = Week(tuple(Stretch(day, time(9), time(17)) for day in range(5)), HOME)
NIGHTS = Week((Stretch(4, time(20), time(2)), Stretch(4, time(19), time(21)), Stretch(6, time(0), time(0))), HOME)


def target(minutes: int, week: Week | None = WEEK) -> Target:
    return Target(timedelta(minutes=minutes), timedelta(minutes=minutes), week)


TARGETS = {
    "asked": target(30),
    "delete_data": target(240),
    "crisis_medical": target(5, None),
    "other": target(120),
}
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))
spans = st.timedeltas(timedelta(), timedelta(days=5))
weeks = st.sampled_from([WEEK, NIGHTS])


def utc(told: Any) -> datetime:
    """A time of the cases as the casebook keeps it."""
    local = datetime.fromisoformat(str(told)).replace(tzinfo=HOME)
    return local.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_promise_is_counted_as_people_at_the_desk_count_it(case: dict[str, Any]) -> None:
    found = promise("first", case["reason"], utc(case["since"]), utc(case["now"]), TARGETS)
    assert (found.due, found.left) == (utc(case["due"]), timedelta(minutes=case["left"]))
    assert (found.straight, found.late) == (case["straight"], case["left"] <= 0)


@given(weeks, moments, spans)
def test_what_was_added_is_what_is_counted(week: Week, start: datetime, much: timedelta) -> None:
    assert between(start, later(start, much, week), week) == much


@given(weeks, moments, spans, spans)
def test_time_is_counted_once_whatever_it_is_cut_into(
    week: Week, start: datetime, one: timedelta, other: timedelta
) -> None:
    middle, end = start + one, start + one + other
    assert between(start, middle, week) + between(middle, end, week) == between(start, end, week)
    assert between(end, start, week) == -between(start, end, week)


@given(weeks, moments, moments, spans)
def test_who_came_first_is_due_first(week: Week, one: datetime, other: datetime, much: timedelta) -> None:
    first, second = sorted((one, other))
    assert later(first, much, week) <= later(second, much, week)


def test_hours_that_go_past_midnight_or_overlap_count_once() -> None:
    friday = utc("2026-11-20 12:00")
    assert between(friday, friday + timedelta(days=1), NIGHTS) == timedelta(hours=7)  # 19:00 to 02:00
    sunday = utc("2026-11-22 00:00")
    assert between(sunday, sunday + timedelta(days=1), NIGHTS) == timedelta(hours=24)


def test_a_week_that_never_opens_is_a_fault_and_no_endless_search() -> None:
    with pytest.raises(ValueError, match="no hours"):
        later(utc("2026-11-24 10:00"), timedelta(minutes=1), Week((), HOME))


def test_every_reason_of_the_queue_has_words_and_a_promise_of_its_own() -> None:
    reasons = {*PRIORITY, *words()["reasons"]}
    assert reasons == set(of_the_desk()) == set(words()["reasons"])


def test_danger_is_promised_the_shortest_time_and_by_night_too() -> None:
    night = utc("2026-11-26 03:00")  # Thanksgiving
    calm = min(each.first for reason, each in of_the_desk().items() if not reason.startswith("crisis"))
    for reason in ("crisis", "crisis_self_harm", "crisis_violence", "crisis_medical"):
        assert of_the_desk()[reason].first < calm
        assert due("first", reason, night) - night == of_the_desk()[reason].first
