"""A lawyer who takes no case refuses, by whatever name; its line is not named again, and a wish beside it is heard."""

from dataclasses import replace

import pytest

from services.casework.became_of import became_of, wish_beside
from services.casework.naming import named
from services.casework.silent_lines import LINE, gives_line, line_of, without_lines
from tests.unit.services.test_casework_cards import PANTRY, offer
from tests.unit.services.test_what_was_named import service

SERVICES = {
    each.id: each
    for each in (
        service(
            "rtc", "Eviction help: Right to Counsel", "legal_aid", "Free lawyer in an eviction.", "", "1-800-559-1565"
        ),
        service("sls", "Statewide Legal Services", "legal_aid", "Free legal advice.", "", "1-800-453-3320"),
    )
}
KEYS = [f"service:{id}" for id in SERVICES]
DOORS = named(KEYS, SERVICES.get)


@pytest.mark.parametrize(
    ("text", "language", "door"),
    [
        ("i called the right to counsel they said they cant take my case", "en", "rtc"),
        ("right to counsel turned me down", "en", "rtc"),
        ("the 559 1565 number said no", "en", "rtc"),
        ("el right to counsel me dijo q no me puede representar", "es", "rtc"),
        ("el primero me dijo q no", "es", "rtc"),
        ("statewide said my case aint something they do", "en", "sls"),
        ("statewide me dijo q no tampoco", "es", "sls"),
        ("los del 453 3320 dicen q no pueden", "es", "sls"),
    ],
)
def test_a_refusal_is_put_on_the_door_that_is_named(text: str, language: str, door: str) -> None:
    found = became_of(text, KEYS, lambda: DOORS, language)
    assert found is not None
    assert (found.fault, found.doors) == ("not_for_us", (f"service:{door}",))


def test_who_takes_no_case_does_not_fail_to_pick_up() -> None:
    found = became_of("llame a los abogados esos y me dijeron que no cogen mi caso", KEYS, lambda: DOORS, "es")
    assert found is not None
    assert found.fault == "not_for_us"


@pytest.mark.parametrize(
    "text", ["my boss said no", "they took my case number down", "i have a dcf case", "the judge took my case"]
)
def test_what_is_no_refusal_by_a_door_is_none(text: str) -> None:
    assert became_of(text, KEYS, lambda: DOORS, "en") is None


def test_a_door_is_not_told_by_a_first_word_that_somebody_else_shares() -> None:
    found = became_of("statewide police said they cant take my case", KEYS, lambda: DOORS, "en")
    assert found is None or found.doors == ()


def test_a_wish_for_something_else_beside_a_refusal_is_heard() -> None:
    text = "they already told me no at that number. my cousin says go to a shelter w the babies"
    assert wish_beside(text, DOORS[1], "en") == (
        "they already told me no at that number",
        "my cousin says go to a shelter w the babies",
    )
    assert wish_beside("they told me no. send me to the lawyer one instead", DOORS[1], "en") is None
    assert wish_beside("they told me no", DOORS[1], "en") is None
    assert wish_beside("i called wic they have no appts. can i water it down til then", DOORS[1], "en") is None


def test_the_line_that_refused_is_not_given_again_unless_many_kinds_of_help_hang_on_it() -> None:
    assert line_of(offer(replace(PANTRY, phone="1-800-453-3320")), "not_for_us") == f"{LINE}8004533320"
    assert line_of(offer(replace(PANTRY, phone="1-800-505-7000")), "not_for_us") is None
    told = "Go to court. Free legal advice: 1-800-453-3320. PERSON: someone here."
    assert without_lines(told, [f"{LINE}8004533320"]) == "Go to court. PERSON: someone here."
    assert without_lines(told, []) == told
    assert gives_line("Start at 1-800-453-3320. Without papers, 203-946-4811.", [f"{LINE}8004533320"])
