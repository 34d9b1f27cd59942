"""English and Spanish are told apart, short texts too; what cannot be told changes nothing."""

import pytest

from services.language import choose, guess, named, not_known, speaks_of_another


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no entiendo ingles", "es"),
        ("no entiendo el inglés", "es"),
        ("i dont understand spanish", "en"),
        ("my english is not good", "es"),
        ("no english", "es"),
        ("text me in english not spanish", "en"),
        ("por qué me escribe en inglés", "es"),
        ("why is this in spanish", "en"),
        ("por qué no me escribe en español", "es"),
        ("me contesta en inglés y yo escribo en español", "es"),
        ("can u write in english i dont understand that", "en"),
        ("mi esposo lee mejor en inglés, mándeselo así", "en"),
        ("no habla ingles el", None),
        ("my mom doesn't speak english", None),
        ("mi esposa solo habla español", None),
        ("my kid dont speak english", None),
        ("dont speak english", "es"),
    ],
)
def test_not_to_know_a_language_asks_for_the_other_and_what_somebody_else_speaks_for_none(
    text: str, language: str | None
) -> None:
    assert named(text) == language
    assert speaks_of_another(text) is (language is None)


def test_only_who_writes_can_say_outright_that_a_language_is_not_known() -> None:
    assert not_known("no hablo inglés, necesito comida") == "es"
    assert not_known("the school has no english class for my mom") is None
    assert not_known("ella no habla inglés") is None


def test_a_message_plainly_in_the_other_language_counts_more_than_a_wish_of_before() -> None:
    plain = guess("tengo tres niños y no tenemos comida en la casa para esta semana")
    assert choose(plain, "en", chosen=True, first=False) == "es"
    assert choose(guess("ok gracias"), "en", chosen=True, first=False) == "en"
    assert choose(guess("el landlord nos quiere sacar"), "en", chosen=True, first=False) == "en"
