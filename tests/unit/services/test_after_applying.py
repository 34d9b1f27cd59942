"""What a family tells of an application has an answer of its own program, and none where no program is known."""

import pytest

from services.answers import answer_words
from services.casework.after_applying import after_applying, program_of

FOOD = ["program:wic", "program:snap", "service:1"]


@pytest.mark.parametrize(
    ("text", "program", "named", "answer"),
    [
        ("I applied for WIC in october and heard nothing", None, [], "wic_no_word"),
        ("llene lo de los cupones en septiembre y nada", None, [], "snap_no_word"),
        ("me negaron el husky que dicen que gano mucho", None, [], "husky_over_income"),
        ("they said I make too much", "wic", FOOD, "wic_over_income"),
        ("they said I make too much", None, FOOD, "any_over_income"),
        ("they said I make too much", None, ["program:snap"], "snap_over_income"),
        ("they said I make too much", None, [], None),
        ("they want his fathers income but we are not together", "wic", [], "wic_other_parent"),
        ("piden el sueldo del papa y no vive aqui", "snap", [], "snap_other_parent"),
        ("care 4 kids said i make too much", None, [], "any_over_income"),
        ("they want my husbands pay stubs but he left us", None, ["program:energy_assistance"], "any_other_parent"),
        ("do I make too much for WIC", None, FOOD, None),
        ("I applied to like thirty places and nobody calls me back", None, [], None),
        ("how long does snap take", None, FOOD, None),
    ],
)
def test_the_program_that_is_meant_answers(
    text: str, program: str | None, named: list[str], answer: str | None
) -> None:
    assert after_applying(text, program, named) == answer


def test_each_answer_is_there_in_both_languages_and_fits_a_text() -> None:
    for told in ("no_word", "over_income", "other_parent"):
        for program in ("wic", "snap"):
            for language in ("en", "es"):
                assert len(answer_words(f"{program}_{told}", language)) <= 250
            assert program_of(f"{program}_{told}") == program
    assert program_of("any_no_word") is None
    assert program_of("lost_wic") is None
