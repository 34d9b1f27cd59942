"""Where a family lives is kept; somebody else's town is not taken for its own."""

from dataclasses import replace

import pytest

from services.casework.homes import (
    asks_elsewhere,
    home_told,
    is_anothers,
    is_told_of_before,
    names_only_doors,
    only_town,
    with_home,
)
from tests.unit.services.test_what_was_named import DOORS


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("vivo en bridgeport", "bridgeport"),
        ("soy de new haven. cuanto se tardan", "new haven"),
        ("we just moved from Stamford to Torrington", "torrington"),
        ("06106", "06106"),
        ("he is driving from Hartford", None),
        ("im in hartford hospital with him", None),
        ("yo no vivo en Bridgeport", None),
        ("his speech lady moved to Wethersfield", None),
    ],
)
def test_a_town_is_home_where_the_family_says_so(text: str, town: str | None) -> None:
    assert home_told(text) == town


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("and in Waterbury where my mother lives?", "waterbury"),
        ("y en bethel no hay?", "bethel"),
        ("what about in Groton", "groton"),
        ("en hartford no puedo, no tengo quien me lleve", None),
        ("and diapers in Waterbury?", None),
        ("vivo en Bethel", None),
    ],
)
def test_another_town_is_asked_of_alone(text: str, town: str | None) -> None:
    assert asks_elsewhere(text) == town


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("my sister in Norwich needs diapers too", True),
        ("mi mama vive en Meriden", True),
        ("we are staying with my sister in Norwich", False),
        ("Norwich", False),
        ("Windham is a long way and i dont drive after dark", True),
        ("hartford me queda muy lejos", True),
        ("i called the waterford place and nobody answered", True),
        ("we moved to hartford, it is far from work", False),
    ],
)
def test_a_town_of_kin_is_not_the_familys(text: str, others: bool) -> None:
    assert is_anothers(text) is others


def test_a_town_in_the_name_of_a_door_is_not_home_unless_it_is_told_as_home() -> None:
    named = [replace(DOORS[0], phrases=("waterford country school",))]
    assert names_only_doors("i meant Waterford", named)
    assert not names_only_doors("Waterford", named)
    assert not names_only_doors("i meant Norwich", named)


def test_an_answer_asks_for_no_town_that_was_told() -> None:
    assert with_home("Food today? Tell me your town. PERSON: someone here.", "en", "Write MORE.") == (
        "Food today? Write MORE. PERSON: someone here."
    )
    assert with_home("llame al 2-1-1 o dígame su pueblo y busco uno.", "es", "MÁS.") == "llame al 2-1-1 MÁS."


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("my husband pushed me last night. i have 2 kids 3 and 6 in meriden", "meriden"),
        ("mi esposo me pego, los nenes y yo en bridgeport", "bridgeport"),
        ("he said he will hurt me, 06702", "06702"),
        ("he works in hartford and hits me", None),
        ("we are at the er in waterbury", None),
        ("my ex lives in waterbury and he is coming", None),
        ("la corte en new britain me dio la orden", None),
        ("voy a dejarlo, tengo familia en norwalk", None),
        ("my son was born in hartford", None),
        ("queremos irnos a vivir en ansonia", None),
    ],
)
def test_in_a_danger_the_one_town_that_may_be_home_is_heard(text: str, town: str | None) -> None:
    assert only_town(text) == town


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("They had HUSKY with their mother in Waterbury but I do not know if it is still active", True),
        ("antes estaban con su mama en Waterbury", True),
        ("my sister in Norwich needs diapers too", False),
        ("we are staying with my sister in Norwich", False),
        ("i need help with my mother in Waterbury", False),
        ("they lived with their dad in Hartford and now i live in Bristol", False),
    ],
)
def test_where_somebody_was_with_kin_nothing_is_looked_for(text: str, before: bool) -> None:
    assert is_told_of_before(text) is before


def test_a_town_told_by_ear_is_home() -> None:
    assert home_told("yo bivo en waterbury ella tiene 8 añito") == "waterbury"
