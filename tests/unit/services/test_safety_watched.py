"""A phone that somebody at home reads: it is heard, and from then on only plain words are said of it."""

from pathlib import Path

import pytest
import yaml

from services.library.documents import document
from services.library.root import CONTENT
from services.safety import stands, watched

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "watched.yml").read_text("utf-8"))
PAGE = document(CONTENT / "safety" / "watched.yml")
ASKED_FOR = ("number", "number_held", "shelter", "leave")  # who asks for the number gets it, without a name


@pytest.mark.parametrize("text", CASES["tells"])
def test_who_reads_the_phone_is_heard(text: str) -> None:
    assert watched.tells(text)


@pytest.mark.parametrize("text", CASES["tells_not"])
def test_a_phone_that_nobody_else_reads_is_not(text: str) -> None:
    assert not watched.tells(text)


@pytest.mark.parametrize("text", CASES["plain"])
def test_a_wish_for_no_such_texts_is_one_for_plain_words_and_is_asked_about(text: str) -> None:
    assert watched.wants_it_plain(text)
    assert watched.ends_these_texts(text)


@pytest.mark.parametrize("text", CASES["not_plain"])
def test_a_wish_for_no_texts_at_all_is_no_such_wish(text: str) -> None:
    assert not watched.ends_these_texts(text)


@pytest.mark.parametrize("text", CASES["leaves"])
def test_a_goodbye_because_of_who_is_there_is_heard(text: str) -> None:
    assert watched.leaves(text)


@pytest.mark.parametrize("text", CASES["not_leaves"])
def test_a_goodbye_alone_and_who_is_there_alone_are_no_such_goodbye(text: str) -> None:
    assert not watched.leaves(text)


@pytest.mark.parametrize("text", CASES["cries"])
def test_a_goodbye_that_calls_for_help_or_is_one_for_good_is_heard(text: str) -> None:
    assert watched.cries(text)


@pytest.mark.parametrize("text", CASES["no_cries"])
def test_a_goodbye_alone_and_a_call_without_one_are_no_such_goodbye(text: str) -> None:
    assert not watched.cries(text)


@pytest.mark.parametrize(("text", "named"), CASES["for_help"])
def test_ordinary_help_asked_for_by_its_name_has_no_plain_words_of_the_danger(text: str, named: list[str]) -> None:
    assert watched.answer(text, "crisis_violence", "en", named) is None


@pytest.mark.parametrize(("text", "named", "id"), CASES["still_of_it"])
def test_what_is_asked_of_the_danger_has_them_whatever_it_names(text: str, named: list[str], id: str) -> None:
    said = watched.answer(text, "crisis_violence", "en", named)
    assert said == next(each["say"]["en"] for each in PAGE["says"] if each["id"] == id)


@pytest.mark.parametrize(("text", "id"), CASES["answers"])
def test_what_is_asked_then_has_plain_words(text: str, id: str | None) -> None:
    said = watched.answer(text, "crisis_violence", "en")
    assert said == next((each["say"]["en"] for each in PAGE["says"] if each["id"] == id), None)


def test_the_number_is_that_of_the_danger() -> None:
    assert "888-774-2900" in str(watched.answer("which number do i call", "crisis_violence", "en"))
    assert "888-774-2900" not in str(watched.answer("which number do i call", "sold_or_forced", "en"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_plain_text_names_a_line_or_violence_but_the_number_that_was_asked_for(language: str) -> None:
    texts = [each["say"][language] for each in PAGE["says"] if each["id"] not in ASKED_FOR]
    texts += [PAGE[name][language] for name in ("kept", "alarm", "alarm_body", "else", "ok", "which_ask")]
    words = ("violen", "abuse", "maltrat", "shelter", "refugio", "hotline", "danger", "peligro", "988")
    assert not [text for text in texts if watched.gives_away(text) or any(each in text.lower() for each in words)]


def test_what_holds_no_word_asks_nothing() -> None:
    assert not stands.is_question("👍👍")
    assert not watched.tells("👍👍")


@pytest.mark.parametrize("text", CASES["nobody_writes"])
def test_who_asks_that_nobody_writes_is_heard(text: str) -> None:
    assert watched.wants_nobody(text)


@pytest.mark.parametrize("text", CASES["somebody_may_write"])
def test_who_asks_whether_somebody_writes_or_speaks_of_others_takes_nothing_back(text: str) -> None:
    assert not watched.wants_nobody(text)


def test_that_nobody_writes_is_only_said_where_it_was_asked_for() -> None:
    asked = "is somebody gonna write me or not. yes or no"
    assert "Maybe" in str(watched.answer(asked, "crisis_violence", "en"))
    assert str(watched.answer(asked, "crisis_violence", "en", nobody=True)).startswith("No.")
