"""One place put aside for another, in a family's own words."""

import pytest

from services.casework.rather import rather
from tests.unit.services.test_what_was_named import DOORS, KEYS, ids

EARLY, LAWYER, PANTRY = KEYS["birth_to_three"], KEYS["lawyer"], KEYS["pantry"]


def heard(text: str, waits: str | None, language: str) -> list[str] | None:
    found = rather(text, waits, lambda: DOORS, language)
    if found is None:
        return None
    return [key if key.startswith("program:") else ids([key])[0] for key in found.doors]


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("not them, the lawyer one", "en", ["lawyer"]),
        ("no a lawyer first, call the lawyer one for me", "en", ["lawyer"]),
        ("wic not birth to three", "en", ["program:wic"]),
        ("no not birth to three the eversource people", "en", ["light"]),
        ("i said eversource, not that", "en", ["light"]),
        ("no a birth to three, a wic", "es", ["program:wic"]),
        ("a birth to three no, a wic", "es", ["program:wic"]),
        ("no ese no, la de los abogados", "es", ["lawyer"]),
        ("no mejor eversource", "es", ["light"]),
        ("no, la del desalojo no, a eversource", "es", ["light"]),
        ("a birth to three no a wic", "es", ["program:birth_to_three", "program:wic"]),  # asked which
        ("not that one, the dentist place", "en", []),  # none that we know: asked which, and no yes counts any more
    ],
)
def test_before_a_yes_another_door_is_meant(said: str, language: str, meant: list[str]) -> None:
    assert heard(said, EARLY, language) == meant


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "no thanks",
        "no gracias",
        "not yet",
        "no i will call them",
        "no, yo llamo a los abogados",
        "no se",
        "no tengo papeles",
        "yes but not tomorrow",
        "ok but dont tell them my name",
        "is it birth to three or not?",
        "no my husband has to see it first and he comes home on friday with the lawyer from the shelter",
    ],
)
def test_a_plain_no_or_another_story_is_no_other_door(said: str) -> None:
    assert heard(said, EARLY, "es" if "yo" in said else "en") is None


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("not them, the lawyer one", "en", ["lawyer"]),
        ("esos no, los abogados", "es", ["lawyer"]),
        ("i dont need groceries, we need clothes", "en", None),
        ("no food, the rent is late", "en", None),
        ("not now", "en", None),
    ],
)
def test_where_nothing_waits_one_that_was_named_must_be_put_aside(
    said: str, language: str, meant: list[str] | None
) -> None:
    assert heard(said, None, language) == meant
