"""How a family may name its town."""

import pytest

from services.directory.places import connecticut

NAMED = [
    ("Hartford", "Hartford"),
    ("hartford, CT", "Hartford"),
    ("City of New Haven", "New Haven"),
    ("06106", "Hartford"),
    ("06106-1234", "Hartford"),
    ("6106", "Hartford"),
    ("vivo en 06702", "Waterbury"),
    ("06102", "Hartford"),  # a post-office box of Hartford, not of the middle of its county
    ("06371", "Old Lyme"),
    ("Willimantic", "Windham"),
    ("Rockville", "Vernon"),
    ("storrs", "Mansfield"),
    ("Canaan", "Canaan"),
    ("W Hartford", "West Hartford"),
    ("N. Haven", "North Haven"),
    ("New Brit", "New Britain"),
    ("nueva bretaña", "New Britain"),
    ("Watebury", "Waterbury"),
    ("Bridgepotr", "Bridgeport"),
    ("Hartfrd", "Hartford"),
]
NOT_OURS = ["", "   ", "Boston", "10001", "06999", "New York", "Springfield", "Worcester", "Est Haven", "xx", "¿dónde?"]


@pytest.mark.parametrize(("words", "town"), NAMED)
def test_a_family_may_name_its_town_in_its_own_way(words: str, town: str) -> None:
    place = connecticut().find(words)
    assert place is not None
    assert place.town == town


@pytest.mark.parametrize("words", NOT_OURS)
def test_no_town_is_guessed_when_the_words_are_unsure_or_from_elsewhere(words: str) -> None:
    assert connecticut().find(words) is None


def test_a_zip_is_measured_from_its_own_point_and_not_from_the_middle_of_the_town() -> None:
    town, zip_code = connecticut().find("Hartford"), connecticut().find("06114")
    assert town is not None
    assert zip_code is not None
    assert (town.lat, town.lon) != (zip_code.lat, zip_code.lon)


def test_a_village_is_measured_from_the_village_and_belongs_to_its_town() -> None:
    village, town = connecticut().find("Willimantic"), connecticut().find("Windham")
    assert village is not None
    assert town is not None
    assert (village.town, village.region) == (town.town, town.region)
    assert abs(village.lon - town.lon) > 0.01


def test_all_169_towns_are_known_each_by_its_own_name() -> None:
    places = connecticut()
    assert len(places.towns) == 169
    assert [name for name in places.towns if getattr(places.find(name), "town", None) != name] == []


def test_every_point_lies_in_connecticut() -> None:
    places = connecticut().towns.values()
    assert [p for p in places if not (40.9 < p.lat < 42.1 and -73.8 < p.lon < -71.7)] == []


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("Tolland County", {"Vernon", "Mansfield"}),
        ("Capitol Planning Region", {"Hartford", "Windsor"}),
        ("06106", {"Hartford"}),
        ("Town of Avon", {"Avon"}),
    ],
)
def test_an_area_names_the_towns_in_it(words: str, some: set[str]) -> None:
    assert some <= connecticut().named(words)


def test_an_area_is_never_guessed_from_a_misspelling() -> None:
    assert connecticut().named("Hartforrd") == frozenset()


@pytest.mark.parametrize(
    ("said", "home"),
    [("willimantic", "Willimantic (Windham)"), ("Windham", "Windham"), ("06226", "Windham"), ("Milford", "Milford")],
)
def test_a_village_is_said_back_by_its_own_name(said: str, home: str) -> None:
    found = connecticut().find(said)
    assert found is not None
    assert found.home == home
