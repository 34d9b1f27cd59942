"""The search's encoder learns from graded questions which services answer them."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.tuning import judged, lessons
from assistant.tuning.arrays import start
from assistant.tuning.judged import Asked, Record, Told
from assistant.tuning.towers import Towers
from understanding.sentences import middles

KNOWN = {
    "a:pantry": Record("Food pantry. Groceries for families.", frozenset({"food"})),
    "a:meals": Record("Hot meals every evening.", frozenset({"food"})),
    "a:lawyer": Record("Lawyers for renters.", frozenset({"lawyer"})),
    "a:rent": Record("Help with back rent.", frozenset({"rent"})),
}
HUNGRY = Asked(("nothing to eat till friday",), ("a:pantry", "a:lawyer"), np.array([3.0, 0.0]))
SUED = Asked(("court papers from my landlord",), ("a:lawyer", "a:rent"), np.array([3.0, 1.0]))
FED = Asked(("a warm supper tonight",), ("a:meals",), np.array([2.0]))
EVERY = [HUNGRY, SUED, FED]


def lesson() -> lessons.Lesson:
    return lessons.of_records(EVERY, [each.texts for each in EVERY], KNOWN, np.random.default_rng(0))


def test_the_best_answer_is_wanted_most_and_each_question_wants_one_in_all() -> None:
    wanted = lesson().wanted
    assert np.allclose(wanted.sum(1), 1)
    assert wanted[1].max() == pytest.approx(7 / 8)


def test_what_nobody_read_for_a_question_is_held_against_it_unless_it_gives_the_same() -> None:
    made = lesson()
    unread = [made.said.index(lessons.as_said(KNOWN[key].said)) for key in ("a:meals", "a:rent")]
    assert made.apart[0, unread].tolist() == [lessons.NEVER, 0.0]


def test_a_question_in_both_languages_wants_the_same_in_each() -> None:
    made = lessons.of_records([SUED], [("court papers", "papeles de la corte")], KNOWN, np.random.default_rng(0))
    assert made.asked == [lessons.as_asked("court papers"), lessons.as_asked("papeles de la corte")]
    assert made.wanted[0].tolist() == made.wanted[1].tolist() == [7 / 8, 1 / 8]


def test_ways_of_telling_of_kin_are_not_held_against_one_another() -> None:
    food, fruit = Told("hungry", "food", frozenset({"food"})), Told("fruit", "fruit", frozenset({"fruit", "food"}))
    ride = Told("no car", "ride", frozenset({"ride"}))
    apart = lessons.of_things([food, fruit, ride], {"food": "food", "fruit": "fruit", "ride": "a ride"}).apart
    assert (apart == lessons.NEVER).tolist() == [[False, True, False], [True, False, False], [False] * 3]


def test_each_question_comes_once_in_an_epoch_and_those_that_share_records_together() -> None:
    found = list(lessons.batches(EVERY, 2, np.random.default_rng(1)))
    assert sorted(number for batch in found for number in batch) == [0, 1, 2]
    assert max(map(len, found)) == 2


def test_a_question_that_nothing_answers_teaches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [{"en": "food", "grades": {"pantry": 3}, "none": ["gone"]}, {"es": "nada", "grades": {}, "none": ["rent"]}]
    (tmp_path / "a.yml").write_text(yaml.safe_dump({"feed": "a", "questions": asked}), encoding="utf-8")
    monkeypatch.setattr(judged, "JUDGING", tmp_path)
    assert [(each.texts, each.records) for each in judged.asked(KNOWN)] == [(("food",), ("a:pantry",))]


def test_what_was_shown_is_told_apart_better_after_some_steps() -> None:
    towers, made = Towers(start(0), middles(), rate=1e-4), lesson()
    towers.begin((*made.asked, *made.said))
    losses = [towers.learn([made], 1e-4) for _ in range(8)]
    floor = float(-np.sum(made.wanted * np.log(made.wanted, where=made.wanted > 0, out=np.zeros_like(made.wanted))) / 3)
    assert losses[-1] - floor < (losses[0] - floor) / 2
