"""What one value of a feed becomes, and when it is refused."""

from datetime import date

import pytest

from resources_db.importers import cleaning, geography
from resources_db.importers.cleaning import Unusable


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(860) 555-0100", "860-555-0100"),
        ("+1 860 555 0100", "860-555-0100"),
        ("2-1-1", "211"),
        ("741741", "741741"),
        ("860-555-0100 ext: 3627", "860-555-0100 ext. 3627"),
        ("1-800-CALL-NOW", "1-800-225-5669"),
        (None, None),
        ("  ", None),
    ],
)
def test_a_phone_number_becomes_one_that_a_phone_can_dial(written: str | None, dialled: str | None) -> None:
    assert cleaning.phone(written) == dialled


def test_an_extension_in_its_own_column_is_kept() -> None:
    assert cleaning.phone("860-555-0100", 12) == "860-555-0100 ext. 12"


@pytest.mark.parametrize("written", ["000-000-0000", "123-456-7890", "call us", "860-555-01", "+44 20 7946 0018"])
def test_an_impossible_phone_is_refused(written: str) -> None:
    with pytest.raises(Unusable):
        cleaning.phone(written)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("8:30AM", "08:30"),
        ("8:30 p.m.", "20:30"),
        ("12 AM", "00:00"),
        ("12pm", "12:00"),
        ("09:00:00", "09:00"),
        ("24:00", "24:00"),
        ("0830", "08:30"),
        ("noon", "12:00"),
        ("10:00-05:00", "10:00"),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_however_it_is_written(written: str, clock: str | None) -> None:
    assert cleaning.clock(written) == clock


@pytest.mark.parametrize("written", ["25:00", "8", "early", "13 PM", "2025-01-01", "24:30", "9:75"])
def test_what_is_no_time_of_day_is_refused(written: str) -> None:
    with pytest.raises(Unusable):
        cleaning.clock(written)


def test_a_date_is_read_as_americans_write_it() -> None:
    assert cleaning.day("3/15/2025") == date(2025, 3, 15)


def test_a_date_may_carry_a_time() -> None:
    assert cleaning.day("2025-03-15T10:30:45Z") == date(2025, 3, 15)


@pytest.mark.parametrize("written", ["8:30AM", "15/03/2025", "soon", "2025-02-30"])
def test_a_time_or_a_word_in_a_date_column_is_refused(written: str) -> None:
    with pytest.raises(Unusable, match="not a date"):
        cleaning.day(written)


@pytest.mark.parametrize(("written", "age"), [("2.5", 2.5), (0, 0.0), (None, None), ("", None)])
def test_an_age_is_years_in_decimals(written: object, age: float | None) -> None:
    assert cleaning.years(written) == age


@pytest.mark.parametrize("written", ["-1", "999", "toddler", "nan"])
def test_what_is_no_age_is_refused(written: str) -> None:
    with pytest.raises(Unusable):
        cleaning.years(written)


@pytest.mark.parametrize(
    "pair", [(0, 0), ("41.7", None), (41.7, 72.6), ("north", "west"), (100, 101), ("nan", "-72.6"), (-72.6, 41.7)]
)
def test_a_point_outside_the_country_is_refused(pair: tuple[object, object]) -> None:
    with pytest.raises(Unusable):
        geography.point(*pair)


def test_a_point_is_two_degrees_or_nothing() -> None:
    assert geography.point("41.76", "-72.68") == (41.76, -72.68)
    assert geography.point(None, "") is None


def test_text_loses_control_characters_and_spare_spaces() -> None:
    assert cleaning.text(" Food\x00\tbank\r\n") == "Food bank"
    assert cleaning.text(["not", "text"]) is None
