"""Whom a service is for, as its areas say it."""

import json

import pytest

from resources_db.records import Area
from services.directory.coverage import coverage_of


@pytest.mark.parametrize(
    "words",
    [
        *("Connecticut", "CT", "Statewide", "State of Connecticut", "nationwide", "Statewide (CT)", "All Connecticut"),
        *("CT residents", "All of CT", "Entire State", "Connecticut, USA", "Connecticut - statewide"),
    ],
)
def test_the_whole_state_is_recognized_however_it_is_written(words: str) -> None:
    assert coverage_of((Area(words),)).statewide


NAMED = [
    ("New Haven, CT", {"New Haven"}),
    ("New Haven, Connecticut", {"New Haven"}),
    ("Bridgeport, CT, USA", {"Bridgeport"}),
    ("Hartford, CT; East Hartford", {"Hartford", "East Hartford"}),
    ("Towns of Hartford, West Hartford & Bloomfield, CT", {"Hartford", "West Hartford", "Bloomfield"}),
    ("Washington", {"Washington"}),
    ("Washington, CT", {"Washington"}),
    ("Hartford, Washington, CT", {"Hartford", "Washington"}),
    ("06103, 06106", {"Hartford"}),
    ("Manchester, NH", set()),
    ("All towns except Hartford, Avon", set()),
    ("Entire state except Avon", set()),
]


@pytest.mark.parametrize(("words", "towns"), NAMED)
def test_a_town_with_its_state_is_the_town_and_never_the_state(words: str, towns: set[str]) -> None:
    found = coverage_of((Area(words),))
    assert (found.towns, found.states) == (towns, frozenset())


def test_a_county_with_its_state_is_the_county() -> None:
    assert coverage_of((Area("Hartford County, CT"),)) == coverage_of((Area("Hartford County"),))


@pytest.mark.parametrize(
    ("words", "states"),
    [("Connecticut, Massachusetts", {"CT", "MA"}), ("WA", {"WA"}), ("State of Washington", {"WA"})],
)
def test_states_are_read_side_by_side(words: str, states: set[str]) -> None:
    assert coverage_of((Area(words),)).states == states


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


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


AROUND_HARTFORD = box(-72.75, 41.70, -72.62, 41.80)  # the middles of Hartford and Wethersfield
HARTFORD_ALONE = box(-72.72, 41.73, -72.66, 41.79)
NEW_HAVEN = box(-72.96, 41.28, -72.88, 41.34)
POLYGON = {"type": "Polygon", "coordinates": [AROUND_HARTFORD]}
HOLED = {"type": "Polygon", "coordinates": [AROUND_HARTFORD, HARTFORD_ALONE]}
SEVERAL = {"type": "MultiPolygon", "coordinates": [[HARTFORD_ALONE], [NEW_HAVEN]]}
FEATURE = {"type": "Feature", "properties": {}, "geometry": POLYGON}


@pytest.mark.parametrize(
    ("drawn", "served", "not_served"),
    [
        (POLYGON, "Hartford", "New Haven"),
        (FEATURE, "Hartford", "New Haven"),
        ({"type": "FeatureCollection", "features": [FEATURE]}, "Hartford", "New Haven"),
        ({"type": "GeometryCollection", "geometries": [SEVERAL]}, "New Haven", "East Hartford"),
        (HOLED, "Wethersfield", "Hartford"),
    ],
)
def test_a_drawn_area_serves_the_towns_whose_middle_it_holds(
    drawn: dict[str, object], served: str, not_served: str
) -> None:
    found = coverage_of((Area("Our area", json.dumps(drawn)),))
    assert served in found.towns
    assert not_served not in found.towns


def test_what_is_drawn_around_the_whole_state_is_the_state() -> None:
    drawn = json.dumps({"type": "Polygon", "coordinates": [box(-74.0, 40.9, -71.7, 42.1)]})
    assert coverage_of((Area(None, drawn),)).statewide


@pytest.mark.parametrize(
    "drawn",
    [
        '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Polygon", "coordinates": [[1, 2]]}',
        '{"type": "Point", "coordinates": [-72.68, 41.76]}',
        '{"type": "Polygon", "coordinates": ',
        '{"type": "Topology", "objects": {"Hartford": {}}}',
    ],
)
def test_a_broken_drawing_leaves_the_name_to_say_it(drawn: str) -> None:
    assert coverage_of((Area("Avon", drawn),)).towns == {"Avon"}
