"""What a family asks about a place that was named, and what is answered from its record."""

from dataclasses import replace

import pytest

from services.casework.asked import aspects_asked, door_asked_about, only_asks, told
from services.casework.offer import Offer
from tests.unit.services.test_casework_cards import offer


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("how much is it", ["cost"]),
        ("Is it free?", ["cost"]),
        ("cuanto cuesta eso?", ["cost"]),
        ("¿eso cobra?", ["cost"]),
        ("do they ask for papers? my husband is not from here", ["status"]),
        ("y eso cobra? no tengo papeles yo", ["status", "cost"]),
        ("pero yo no tengo papeles, no me van a pedir eso?", ["status"]),
        ("what do i need to bring", ["bring"]),
        ("que documentos llevo", ["bring"]),
        ("y ese numero hablan español?", ["spoken"]),
        ("is it far? i dont drive", ["place"]),
        ("mas o menos donde queda eso?", ["place"]),
        ("how long is the wait list", ["wait"]),
        ("hay lista de espera?", ["wait"]),
        ("which one should i call first", ["first"]),
        ("a cual llamo primero", ["first"]),
        ("whats the number for the second one", ["number"]),
        ("how do i sign up", ["how"]),
        ("y que les digo?", ["how"]),
        ("what is that", ["what"]),
        ("que quiere decir eso", ["what"]),
    ],
)
def test_a_short_question_about_what_was_named_is_heard(text: str, aspects: list[str]) -> None:
    assert only_asks(text) == aspects


@pytest.mark.parametrize(
    "text",
    [
        "i have nowhere to live",
        "donde puedo conseguir comida",
        "how much food stamps can a family of four get in a month around here",
        "do i have to go to court",
        "como voy si no tengo carro",
        "my sister has no papers and they took her husband on tuesday",
        "que hago si mi nene se traga una moneda y no puede respirar",
        "how long can i stay before the landlord puts our things on the street",
        "necesito pañales y no tengo dinero",
        "she is two and three months",
        "my mother in law only speaks spanish",
        "no habla ingles el",
        "where do i get diapers for free in norwich",
    ],
)
def test_what_asks_or_tells_more_is_left_to_the_network(text: str) -> None:
    assert only_asks(text) == []


def test_a_longer_question_is_answered_where_the_network_takes_it_for_one() -> None:
    asked = "what will it cost her? She has insurance from her job at the casino."
    assert only_asks(asked) == []
    assert aspects_asked(asked) == ["cost"]


def test_the_door_that_is_asked_about_is_heard() -> None:
    assert door_asked_about("how much is the second one") == 2
    assert door_asked_about("how much is it") is None


PANTRY = offer()
PROGRAM = Offer("program:x", "Milk", "Milk", "You need not be a citizen.", "Call first.", phone="203-555-0100")


@pytest.mark.parametrize(
    ("door", "aspect", "answer"),
    [
        (PANTRY, "cost", "Park Street Pantry: Free."),
        (PANTRY, "bring", "Park Street Pantry: Bring: a photo ID, proof of address."),
        (PANTRY, "place", "Park Street Pantry: Where: 1 Park Street, Hartford, CT 06106. 0.4 miles from you."),
        (PROGRAM, "status", "Milk: You need not be a citizen."),
        (PROGRAM, "number", "Milk: Call 203-555-0100."),
        (PROGRAM, "what", "Milk: You need not be a citizen. Call first."),
        (PROGRAM, "wait", "Milk: I can't see how long the wait is. Ask when you call, and ask to be put on the list."),
        (PROGRAM, "cost", "Milk: I don't know what it costs. Ask first. Call 203-555-0100."),
        (replace(PROGRAM, next_step="They ask about your child."), "bring", "Milk: I don't know what they ask you to"),
        (
            replace(PROGRAM, summary="Helps pay to heat your home."),
            "in_person",
            "Milk: I don't know if you go in person.",
        ),
        (replace(PROGRAM, summary="Some have a dentist."), "bring", "Milk: I don't know what they ask you to"),
        (
            replace(PROGRAM, next_step="Call 211 and ask when to come."),
            "appointment",
            "Milk: Call 211 and ask when to come.",
        ),
        (replace(PROGRAM, next_step="Have a bill ready."), "bring", "Milk: Have a bill ready."),
    ],
)
def test_what_is_known_is_told_and_what_is_not_is_said_so(door: Offer, aspect: str, answer: str) -> None:
    assert told(door, aspect, "en").startswith(answer)


STRANGE = replace(PROGRAM, summary="Help.", next_step="")


@pytest.mark.parametrize("aspect", ["status", "cost", "bring", "spoken", "place", "wait"])
def test_what_is_not_known_is_said_so_in_both_languages_with_a_number_to_ask(aspect: str) -> None:
    english, spanish = (told(STRANGE, aspect, language) for language in ("en", "es"))
    assert "203-555-0100" in english
    assert "203-555-0100" in spanish
    assert english.split("Call")[0] != spanish.split("Llame")[0]
