"""The few words a family reads of a service."""

from typing import Any

import pytest

from resources_db.records import Service
from services.directory.wording import first_sentences, summary

SHORT = "Free food each week. No papers needed. Come to the side door."
MEANT = "It is open to all who live near it. "
LONG = f"One {'very ' * 40}long sentence."


CUT = [
    ("", ""),
    (SHORT, SHORT),
    ("No full stop at the end", "No full stop at the end"),
    (f"St. Mary's gives food. {MEANT * 5}", f"St. Mary's gives food. {MEANT * 2}".strip()),
    ("Open 9 a.m. to 5 p.m. daily. Call.", "Open 9 a.m. to 5 p.m. daily. Call."),
    (f"{LONG} Then more.", LONG),
    ("¿Necesita comida? ¡Venga hoy!", "¿Necesita comida? ¡Venga hoy!"),
]


@pytest.mark.parametrize(("description", "shown"), CUT)
def test_a_description_is_cut_at_the_end_of_a_sentence_and_never_inside(description: str, shown: str) -> None:
    assert first_sentences(description) == shown


def test_a_line_written_for_families_comes_before_the_description() -> None:
    service = _service(summary={"en": "Food today.", "es": "Comida hoy."}, description="A pantry.")
    assert [summary(service, language) for language in ("es", "en", None)] == [
        "Comida hoy.",
        "Food today.",
        "Food today.",
    ]


def test_english_is_shown_when_nobody_has_written_spanish() -> None:
    assert summary(_service(summary={"en": "Food today."}), "es") == "Food today."


def _service(**known: Any) -> Service:
    facts = {"id": "s", "name": "Baby closet", "organization": "Helpers", "needs": {}}
    return Service(**(facts | known))
