"""Whom a service is for, as its areas say it."""

import pytest

from resources_db.records import Area
from services.directory.coverage import coverage_of


@pytest.mark.parametrize("words", ["Connecticut", "CT", "Statewide", "State of Connecticut", "nationwide"])
def test_the_whole_state_is_recognized_however_it_is_written(words: str) -> None:
    assert coverage_of((Area(words),)).statewide


def test_the_extent_says_it_exactly_and_the_name_only_loosely() -> None:
    area = Area("Hartford area", "East Hartford; Hartford; Bloomfield")
    assert coverage_of((area,)).towns == {"East Hartford", "Hartford", "Bloomfield"}


def test_several_areas_add_up() -> None:
    assert coverage_of((Area("Danbury"), Area("Bethel and Newtown"))).towns == {"Danbury", "Bethel", "Newtown"}


def test_all_counties_together_are_the_state() -> None:
    names = ["Fairfield", "Hartford", "Litchfield", "Middlesex", "New Haven", "New London", "Tolland", "Windham"]
    assert coverage_of(tuple(Area(f"{name} County") for name in names)).statewide


@pytest.mark.parametrize("area", [Area("MyCity"), Area(None), Area(None, '{"type": "Polygon"}')])
def test_an_area_that_cannot_be_read_is_unknown_and_not_empty(area: Area) -> None:
    assert not coverage_of((area,)).known
