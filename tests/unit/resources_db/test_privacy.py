"""Confidential places are told by many signs, and hidden wherever they are written."""

from typing import Any

import pytest

from resources_db.importers.privacy import is_confidential, secrets_of

HIDDEN = {
    "id": "h",
    "confidential": True,
    "addresses": [{"address_1": "12 St. James Street", "city": "Hartford", "postal_code": "06106"}],
}

SIGNS: list[dict[str, Any]] = [
    {"confidential": True},
    {"is_confidential": "yes"},
    {"x_onedoor": {"confidential": True}},
    {"addresses": [{"address_1": "10 Main Street", "confidential": "1"}]},
    {"addresses": [{"address_1": "Confidential"}]},
    {"addresses": [{"address_1": "Address withheld"}]},
    {"name": "Confidential Location"},
    {"location_type": "confidential"},
    {"attributes": [{"taxonomy_term": {"taxonomy": "location", "code": "confidential"}}]},
]


@pytest.mark.parametrize("location", SIGNS)
def test_a_confidential_place_is_known_by_any_of_its_signs(location: dict[str, Any]) -> None:
    assert is_confidential(location)


@pytest.mark.parametrize(
    "location", [{}, {"confidential": False}, {"name": "Confidential HIV testing"}, {"addresses": None}]
)
def test_other_places_are_not_hidden(location: dict[str, Any]) -> None:
    assert not is_confidential(location)


@pytest.mark.parametrize(
    "words", ["We are at 12 St. James Street.", "at 12 st. james st, 2nd floor", "12  ST. JAMES,  Hartford"]
)
def test_the_street_is_taken_out_of_every_text(words: str) -> None:
    scrubbed = secrets_of([HIDDEN]).scrub({"description": words, "more": [words]})
    assert "james" not in str(scrubbed).lower()


@pytest.mark.parametrize(
    "words",
    [
        "https://maps.example/12-st-james-street",
        "maps at https://maps.example/?q=12+St.+James+St,Hartford today",
        "http://maps.example/12_St_James_St/find",
        "www.maps.example/12%20st%20james",
    ],
)
def test_the_street_is_taken_out_of_web_addresses(words: str) -> None:
    assert "james" not in str(secrets_of([HIDDEN]).scrub({"url": words})).lower()


@pytest.mark.parametrize("words", ["112 St. James Street", "12 St. Jameson Street", "12 families", "St. James church"])
def test_other_words_stay(words: str) -> None:
    assert secrets_of([HIDDEN]).scrub(words) == words


def test_another_entry_of_the_same_place_is_hidden_too() -> None:
    twin = {"id": "t", "addresses": [{"address_1": "12 St James St", "city": "Hartford"}]}
    assert not secrets_of([HIDDEN]).hides(twin | {"addresses": [{"address_1": "12 St. James St", "city": "Bristol"}]})
    assert secrets_of([HIDDEN]).hides(twin | {"addresses": [{"address_1": "12 St. James St", "city": "Hartford"}]})
    assert secrets_of([HIDDEN]).hides({"id": "h"})


def test_a_feed_without_secrets_is_left_as_it_is() -> None:
    assert secrets_of([{"id": "a"}]).scrub("12 St. James Street") == "12 St. James Street"
