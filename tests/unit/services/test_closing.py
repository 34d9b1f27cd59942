"""A family that only thanks, agrees or says goodbye waits for no answer; anything beside that is a message like any."""

from pathlib import Path

import pytest
import yaml

from services.casework.closing import closing

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "desk" / "closings.yml").read_text("utf-8"))
BY_WORDS = [each for each in CASES if not each.get("label")]


def test_there_are_cases_of_both_kinds_in_both_languages() -> None:
    for language in ("en", "es"):
        kinds = [each["closing"] for each in CASES if each["language"] == language]
        assert min(kinds.count(True), kinds.count(False)) >= 10


@pytest.mark.parametrize("case", BY_WORDS, ids=lambda case: f"{case['text']} {case.get('asked', '')}")
def test_words_alone_tell_where_no_label_is_known(case: dict[str, object]) -> None:
    assert closing(str(case["text"]), asked=bool(case.get("asked"))) is case["closing"]


@pytest.mark.parametrize("case", [each for each in CASES if each.get("label")], ids=lambda case: str(case["text"]))
def test_words_that_nobody_listed_count_where_the_network_is_sure(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert not closing(text, asked=False)
    assert closing(text, asked=False, scores={"thanks": 0.6, "affirm": 0.32})
    assert not closing(text, asked=True, scores={"thanks": 0.6, "affirm": 0.32})
    assert not closing(text, asked=False, scores={"thanks": 0.6, "food_need": 0.3})


def test_what_the_assistant_read_counts_where_little_else_stands_in_the_message() -> None:
    assert closing("bless ya heart", asked=False, labels=["thanks", "goodbye"])
    assert closing("see ya round", asked=True, labels=["goodbye"])
    assert not closing("bless ya heart", asked=True, labels=["thanks"])
    assert not closing("my heart thanks you", asked=False, labels=["thanks", "food_need"])
    assert not closing("thank you and my sister says so as well", asked=False, labels=["thanks"])
    assert not closing("thanks, where there", asked=False, labels=["thanks"])


@pytest.mark.parametrize("text", ["so much", "for now", "por ahora", "señora", "..."])
def test_words_that_may_stand_beside_say_nothing_alone(text: str) -> None:
    assert not closing(text, asked=False)


@pytest.mark.parametrize("text", ["thanks?", "gracias, ¿y ahora", "ok 5", "thanks 🚑"])
def test_a_question_a_number_or_a_sign_that_we_do_not_know_is_answered_whatever_the_labels_say(text: str) -> None:
    assert not closing(text, asked=False, labels=["thanks"], scores={"thanks": 1.0})
