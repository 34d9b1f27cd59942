"""A thank-you before a question is no goodbye."""

import pytest

from services.casework.courtesy import without_courtesy, without_greeting


@pytest.mark.parametrize(
    ("text", "free", "meant"),
    [
        ("gracias. y como le digo al pediatra", True, "y como le digo al pediatra"),
        ("ok thanks, where do i get the beds", False, "where do i get the beds"),
        ("no, la primera, la de las mamas tristes", True, "la primera, la de las mamas tristes"),
        ("no, la primera, la de las mamas tristes", False, "no, la primera, la de las mamas tristes"),
        ("gracias. adios", True, "gracias. adios"),
        ("thank you so much", True, "thank you so much"),
        ("no tengo carro. vivo lejos de todo", True, "no tengo carro. vivo lejos de todo"),
    ],
)
def test_what_follows_a_courtesy_is_what_is_meant(text: str, free: bool, meant: str) -> None:
    assert without_courtesy(text, free=free) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hello diapers", "diapers"),
        ("good morning formula", "formula"),
        ("hola buenas, pampers", "pampers"),
        ("hola, hartford", "hola, hartford"),
        ("hi help", "hi help"),
        ("hello", "hello"),
        ("hi is this uber eats", "hi is this uber eats"),
        ("hola necesito pampers para mi nene de dos", "hola necesito pampers para mi nene de dos"),
    ],
)
def test_the_thing_behind_a_greeting_is_read_alone(said: str, meant: str) -> None:
    assert without_greeting(said) == meant
