"""The figures themselves: what they count, and that nothing small gets out on any of their ways."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from made_up_site import site

from services.reports.figures import NOT_SAID, SEVERAL, Figures, Period, figures, year_of
from services.reports.hiding import FEWEST, OTHER
from services.reports.outcomes import Line, outcome, together
from services.reports.records import Family, NeedFound, Rating, Referral, Rows
from services.reports.shares import Share, share
from services.reports.tables import Table, listing, table

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
DAY = date(2025, 3, 3)


def referred(number: int, start: int = 0, **more: object) -> tuple[Referral, ...]:
    return tuple(Referral(f"f{i}", "food_need", DAY, **more) for i in range(start, start + number))  # type: ignore[arg-type]


CONNECTED = {"accepted_on": DAY, "connected_on": date(2025, 3, 13), "closed_on": date(2025, 3, 13)}
REFUSED = {"closed_on": date(2025, 3, 20), "reason": "full"}
LOST = {"accepted_on": DAY, "closed_on": date(2025, 4, 1), "reason": "no_answer"}


def test_needs_are_counted_once_a_family_by_every_group() -> None:
    families = tuple(Family(f"f{i}", "es" if i < 15 else "en", "Hartford" if i % 2 else "Bolton") for i in range(40))
    needs = tuple(NeedFound(each.family, "food_need", DAY) for each in families) * 2
    needs += tuple(NeedFound(each.family, "housing_need", DAY) for each in families[3:])
    found = figures(Rows(families, needs), YEAR)
    assert found.listed_needs == {"food_need": 40, "housing_need": 37}
    assert found.needs["language"].cell("en", "food_need") == 25
    assert found.needs["language"].row_totals == {"en": 50, "es": 27}
    assert found.needs["town"].rows == ("Hartford", "Bolton")


def test_a_family_of_several_races_and_one_that_did_not_say_have_lines_of_their_own() -> None:
    races = [("2106-3", "2028-9"), (), ("2054-5",)]
    families = tuple(Family(f"f{i}", "en", races=races[i % 3]) for i in range(36))
    needs = tuple(NeedFound(each.family, "food_need", DAY) for each in families)
    found = figures(Rows(families, needs), YEAR)
    assert set(found.needs["race"].rows) == {SEVERAL, NOT_SAID, "2054-5"}


def test_the_way_of_referrals_in_the_words_of_the_trade() -> None:
    referrals = (*referred(20, **CONNECTED), *referred(12, 20, **REFUSED), *referred(11, 40, **LOST),
                 *referred(14, 60, accepted_on=DAY), *referred(13, 80))  # fmt: skip
    assert together(referrals) == Line(asked=70, accepted=45, connected=20, closed=43, days=10)


def test_only_what_happened_in_the_period_counts() -> None:
    referrals = (
        *referred(20, **CONNECTED),
        *(replace(each, asked_on=date(2024, 12, 31)) for each in referred(20, **CONNECTED)),
    )
    whole = figures(Rows(referrals=referrals), YEAR).whole
    assert whole
    assert whole.asked == 20


def test_an_outcome_of_a_handful_is_counted_with_others_and_what_would_tell_it_is_hidden() -> None:
    line = together((*referred(30, **CONNECTED), *referred(4, 40, **LOST), *referred(20, 50, **REFUSED)))
    assert line == Line(asked=54, accepted=None, connected=30, closed=54, days=10)
    line = together((*referred(30, **CONNECTED), *referred(4, 40, **REFUSED), *referred(20, 50)))
    assert line == Line(asked=54, accepted=None, connected=30, closed=None, days=10)


def test_too_few_families_have_no_line_at_all() -> None:
    assert together(referred(10, **CONNECTED)) is None
    assert together(referred(1, **CONNECTED) * 50) is None
    assert together(()) is None


def test_reasons_are_told_where_the_number_of_ended_referrals_is() -> None:
    told = figures(Rows(referrals=(*referred(30, **CONNECTED), *referred(20, 50, **REFUSED))), YEAR)
    assert told.why == {"full": 20}
    secret = figures(Rows(referrals=(*referred(30, **CONNECTED), *referred(4, 50, **REFUSED), *referred(20, 60))), YEAR)
    assert secret.why == {}


def test_the_share_of_closed_referrals_that_led_to_help_stands_beside_the_figure_to_beat() -> None:
    found = figures(
        Rows(referrals=(*referred(80, **CONNECTED), *referred(20, 100, **REFUSED), *referred(30, 200))), YEAR
    )
    assert found.connected == Share(80, 80, 100)
    assert found.connected.beside(80) == "reached"
    assert found.connected.beside(81) == "missed"


def test_a_share_with_a_handful_on_one_side_tells_only_between_which_it_lies() -> None:
    assert share([*((f"f{i}", True) for i in range(97)), *((f"g{i}", False) for i in range(3))]) == Share(90, 100, 100)
    assert share([*((f"f{i}", False) for i in range(97)), *((f"g{i}", True) for i in range(3))]) == Share(0, 10, 100)
    assert share([*((f"f{i}", True) for i in range(6)), *((f"g{i}", False) for i in range(6))]) is None
    assert share((f"f{i}", True) for i in range(10)) is None
    assert share((f"f{i}", True) for i in range(11)) == Share(100, 100, 11)
    assert share([]) is None
    assert Share(90, 100, 100).beside(97) == "open"


@pytest.mark.parametrize("ended", range(1, 11))
def test_the_bounds_are_the_same_whatever_the_hidden_number_is(ended: int) -> None:
    """With the same shown numbers, a reader sees the same bounds: they tell nothing more."""
    referrals = (*referred(40, **CONNECTED), *referred(ended, 100, **REFUSED), *referred(60 - ended, 200))
    assert figures(Rows(referrals=referrals), YEAR).connected == Share(80, 100)


def test_a_year_ends_for_the_figures_with_its_last_whole_month() -> None:
    assert year_of(2026, date(2026, 11, 20)) == Period(date(2026, 1, 1), date(2026, 10, 31))
    assert year_of(2025, date(2026, 11, 20)) == YEAR
    january = year_of(2026, date(2026, 1, 20))
    assert january.last < january.first
    assert figures(site(1, 100), january).whole is None


@pytest.mark.parametrize("families", [0, 5, 11, 40, 150, 600])
@pytest.mark.parametrize("seed", range(4))
def test_no_shown_number_comes_from_a_handful_of_families(seed: int, families: int) -> None:
    rows = site(seed, families)
    found = figures(rows, YEAR)
    needs = {(each.family, each.need) for each in rows.needs}
    language = {each.family: each.language for each in rows.families}
    _holds(found.needs["language"], ((family, language[family], need) for family, need in needs))
    _holds(found.outcomes["language"], ((each.family, language[each.family], outcome(each)) for each in rows.referrals))
    for lines in found.referrals.values():
        for line in lines.values():
            _no_small_difference(line)
    for number in (*found.listed_needs.values(), *found.why.values()):
        assert number >= FEWEST


def _holds(shown: Table, items: Iterable[tuple[str, str, str]]) -> None:
    """Each shown cell is a nought, or of enough families; lines that went together are looked at together."""
    behind: dict[tuple[str, str], set[str]] = {}
    for family, row, column in items:
        key = (row if row in shown.rows else OTHER, column if column in shown.columns else OTHER)
        behind.setdefault(key, set()).add(family)
    for cell, number in (shown.cells or {}).items():
        if number and OTHER not in cell and cell in behind:
            assert len(behind[cell]) >= FEWEST


def _no_small_difference(line: Line) -> None:
    numbers = [each for each in (line.asked, line.accepted, line.connected, line.closed) if each is not None]
    for one in numbers:
        for other in numbers:
            assert abs(one - other) == 0 or abs(one - other) >= FEWEST or {one, other} == {line.accepted, line.closed}


def test_ratings_are_shown_by_group_only_as_far_as_the_whole_allows() -> None:
    families = tuple(Family(f"f{i}", "en" if i % 2 else "es") for i in range(60))
    ratings = tuple(Rating(each.family, i >= 3, DAY) for i, each in enumerate(families))
    found: Figures = figures(Rows(families, ratings=ratings), YEAR)
    assert found.satisfied == Share(83, 100, 60)
    assert not found.satisfied_by["language"].open  # three unhappy families stay unknown


def test_a_table_of_one_column_shows_only_its_sums() -> None:
    found = table((f"f{i}", "a" if i % 2 else "b", "x") for i in range(40))
    assert found.row_totals == {"a": 20, "b": 20}
    assert not found.open


def test_a_listing_is_largest_first_with_the_small_ones_last_together() -> None:
    lines = [("x", 40), ("y", 12), ("z", 6), ("w", 7)]
    found = listing((f"{name}{i}", name) for name, number in lines for i in range(number))
    assert list(found.items()) == [("x", 40), ("y", 12), (OTHER, 13)]
