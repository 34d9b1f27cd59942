"""How answers to judged questions are scored, and that the questions are fit to be asked."""

import pytest

from benchmarks.search.judged import first_is_right, fresh, held_out, judged, ndcg

GRADES = {"best": 3, "good": 2, "fair": 1}


@pytest.mark.parametrize(
    ("answers", "score"),
    [(["best", "good", "fair"], 1.0), (["x", "y", "z"], 0.0), (["x", "best", "good"], 0.63), ([], 0.0)],
)
def test_a_list_is_scored_by_how_early_the_best_come(answers: list[str], score: float) -> None:
    assert ndcg(answers, GRADES) == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize(("answers", "right"), [(["best"], True), (["good", "best"], False), ([], False)])
def test_only_the_best_grade_is_right(answers: list[str], right: bool) -> None:
    assert first_is_right(answers, GRADES) is right


def test_there_are_150_questions_each_in_both_languages() -> None:
    everything = [*judged("starter"), *judged("baltimore"), *held_out("starter"), *held_out("baltimore")]
    for language in ("en", "es"):
        assert sum(each.language == language for each in everything) >= 150


def test_40_questions_that_nobody_tunes_on_are_about_other_things() -> None:
    asked = [each for name in ("starter", "baltimore") for each in (*judged(name), *fresh(name))]
    kept = [*held_out("starter"), *held_out("baltimore")]
    assert all(sum(each.language == language for each in kept) >= 40 for language in ("en", "es"))
    assert {each.question.text for each in kept}.isdisjoint(each.question.text for each in asked)


def test_where_the_best_that_was_judged_is_a_2_it_is_right() -> None:
    assert first_is_right(["good"], {"good": 2, "fair": 1})
    assert not first_is_right(["fair"], {"good": 2, "fair": 1})


@pytest.mark.parametrize("directory", ["starter", "baltimore"])
def test_every_question_has_a_place_and_a_good_answer(directory: str) -> None:
    asked = [*judged(directory), *fresh(directory), *held_out(directory)]
    assert not [each.question.text for each in asked if each.question.place is None or max(each.grades.values()) < 2]
