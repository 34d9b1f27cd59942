"""A thank-you before a question is no goodbye."""

import pytest

from services.casework.courtesy import without_courtesy


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
