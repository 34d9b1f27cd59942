"""English and Spanish are told apart, short texts too; what cannot be told changes nothing."""

import pytest

from services.language import choose, guess, named


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my 20 month old isnt talking and we dont have a car 06106", "en"),
        ("mi nene de 20 meses no habla y no tenemos carro", "es"),
        ("el landlord nos quiere sacar y el nene ni habla", "es"),
        ("necesito comida", "es"),
        ("PAÑALES", "es"),
        ("renta", "es"),
        ("idk what to do anymore", "en"),
        ("need diapers asap", "en"),
        ("preciso de ajuda com aluguel, voce pode falar?", "pt"),
        ("06106", None),
        ("Waterbury", None),
        ("🙏", None),
    ],
)
def test_the_language_of_a_message(text: str, language: str | None) -> None:
    assert guess(text).language == language


def test_a_stated_wish_beats_every_guess() -> None:
    assert choose(guess("mi nene no habla"), "en", chosen=True, first=False) == "en"


def test_a_clear_message_changes_the_language_and_a_doubtful_one_does_not() -> None:
    assert choose(guess("mi nene no habla nada"), "en", chosen=False, first=False) == "es"
    assert choose(guess("no"), "es", chosen=False, first=False) == "es"
    assert choose(guess("renta"), "en", chosen=False, first=False) == "en"
    assert choose(guess("renta"), "en", chosen=False, first=True) == "es"


@pytest.mark.parametrize(
    ("text", "language"),
    [("en español por favor", "es"), ("INGLES", "en"), ("do you speak Polish", "other"), ("hi", None)],
)
def test_a_language_asked_for_by_name(text: str, language: str | None) -> None:
    assert named(text) == language
