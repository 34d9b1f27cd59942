"""What we start goes out between 9:00 and 20:00 on Connecticut's clock (2.5), also when clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.texts.quiet_hours import HOME, next_allowed


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=HOME).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (local(2026, 11, 24, 9), local(2026, 11, 24, 9)),
        (local(2026, 11, 24, 19, 59, 59), local(2026, 11, 24, 19, 59, 59)),
        (local(2026, 11, 24, 20), local(2026, 11, 25, 9)),
        (local(2026, 11, 24, 23, 59), local(2026, 11, 25, 9)),
        (local(2026, 11, 25, 0), local(2026, 11, 25, 9)),
        (local(2026, 11, 25, 8, 59, 59), local(2026, 11, 25, 9)),
        (local(2026, 12, 31, 22), local(2027, 1, 1, 9)),
        (local(2028, 2, 28, 21), local(2028, 2, 29, 9)),
    ],
)
def test_rule_2_5_a_text_of_ours_waits_for_the_morning(asked: datetime, allowed: datetime) -> None:
    assert next_allowed(asked) == allowed


def test_the_night_in_which_clocks_go_back_is_an_hour_longer() -> None:
    asked = local(2026, 10, 31, 20)
    assert next_allowed(asked) - asked == timedelta(hours=14)
    assert next_allowed(asked) == datetime(2026, 11, 1, 14, tzinfo=UTC)


def test_the_night_in_which_clocks_go_forward_is_an_hour_shorter() -> None:
    asked = local(2027, 3, 13, 20)
    assert next_allowed(asked) - asked == timedelta(hours=12)
    assert next_allowed(asked) == datetime(2027, 3, 14, 13, tzinfo=UTC)


def test_both_one_o_clocks_of_the_long_night_wait() -> None:
    for hour in (5, 6):  # 1:30 comes twice: 5:30 and 6:30 UTC
        assert next_allowed(datetime(2026, 11, 1, hour, 30, tzinfo=UTC)) == datetime(2026, 11, 1, 14, tzinfo=UTC)


def test_moments_without_a_zone_are_utc_and_stay_without_one() -> None:
    assert next_allowed(datetime(2026, 11, 25, 3)) == datetime(2026, 11, 25, 14)
    assert next_allowed(datetime(2026, 11, 25, 15)) == datetime(2026, 11, 25, 15)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))
def test_the_answer_is_always_by_day_never_earlier_and_within_fourteen_hours(moment: datetime) -> None:
    allowed = next_allowed(moment)
    clock = allowed.replace(tzinfo=UTC).astimezone(HOME)
    assert 9 <= clock.hour < 20
    assert timedelta(0) <= allowed - moment <= timedelta(hours=14)
    assert next_allowed(allowed) == allowed
