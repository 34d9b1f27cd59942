"""The few words a family reads of a service."""

import pytest

from resources_db.records import Service
from services.directory.wording import first_sentences, shared_words, summary

SHORT = "Free food each week. No papers needed. Come to the side door."
LONG = "A. " + "word " * 60


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("", ""),
        (SHORT, SHORT),
        ("No full stop at the end", "No full stop at the end"),
        (
            "St. Mary's gives food. " + "It is open to all who live near it. " * 5,
            "St. Mary's gives food. " + " ".join(["It is open to all who live near it."] * 2),
        ),
        ("Open 9 a.m. to 5 p.m. daily. Call.", "Open 9 a.m. to 5 p.m. daily. Call."),
        ("One " + "very " * 40 + "long sentence. Then more.", "One " + "very " * 40 + "long sentence."),
        ("¿Necesita comida? ¡Venga hoy!", "¿Necesita comida? ¡Venga hoy!"),
    ],
)
def test_a_description_is_cut_at_the_end_of_a_sentence_and_never_inside(description: str, shown: str) -> None:
    assert first_sentences(description) == shown


def test_a_line_written_for_families_comes_before_the_description() -> None:
    service = _service(summary={"en": "Food today.", "es": "Comida hoy."})
    assert (summary(service, "es"), summary(service, "en"), summary(service, None)) == (
        "Comida hoy.",
        "Food today.",
        "Food today.",
    )


def test_english_is_shown_when_nobody_has_written_spanish() -> None:
    assert summary(_service(summary={"en": "Food today."}), "es") == "Food today."


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("I need formula", 2),
        ("formla please", 2),
        ("fórmula y un abogado, un carro", 1),
        ("lawyer", 0),
        ("", 0),
        ("age", 0),
    ],
)
def test_a_familys_words_find_a_service_even_misspelled_but_not_inside_other_words(words: str, score: int) -> None:
    assert shared_words(_service(description="Formula and diapers. We manage a pantry."), words) == score


def _service(**known: object) -> Service:
    return Service(**({"id": "s", "name": "Baby closet", "organization": "Helpers", "needs": {}} | known))  # type: ignore[arg-type]
