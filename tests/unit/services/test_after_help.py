"""What families say after the first help: what became of a door, good news, a no, what is kept, who comes."""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from services.casework.awaited import asks_after_person
from services.casework.became_of import became_of
from services.casework.good_news import News, good_news
from services.casework.kept_of_us import kept_asked
from services.casework.kinds_aside import another_asked, put_aside
from services.casework.still_wanted import past
from services.casework.taken_back import clear_no, is_pressing, must_wait, no_and_more, takes_back
from services.library.root import ROOT
from tests.unit.services.test_casework_cards import offer
from tests.unit.services.test_what_was_named import KEYS, LISTED, doors, ids

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "after_help.yml").read_text(encoding="utf-8"))


def cases(name: str) -> Any:
    return pytest.mark.parametrize("case", CASES[name], ids=lambda case: case["text"])


@cases("became")
def test_what_became_of_a_door_is_heard_with_the_door(case: dict[str, Any]) -> None:
    found = became_of(case["text"], LISTED, doors, case["language"])
    assert (found.fault if found else None) == case["fault"]
    if found:
        assert sorted(ids(list(found.doors))) == sorted(case["doors"])
        assert found.wished == case.get("wished", found.wished)


@cases("news")
def test_good_news_is_heard_with_the_door_and_what_is_told_beside_it(case: dict[str, Any]) -> None:
    found = good_news(case["text"], doors, case["language"], asked=case.get("asked", False))
    assert (found.outcome if found else None) == case["outcome"]
    if found:
        assert found.door == (KEYS[case["door"]] if case["door"] else None)
        assert found.rest == case.get("rest", "")
        assert found.said == case.get("said", found.said)


@cases("news")
def test_what_is_cut_out_as_news_is_the_same_news_and_nothing_else(case: dict[str, Any]) -> None:
    found = good_news(case["text"], doors, case["language"], asked=case.get("asked", False))
    again = good_news(found.said, doors, case["language"], asked=case.get("asked", False)) if found else None
    assert found is None or (again is not None and (again.outcome, again.door, again.rest) == (*_of(found), ""))


def _of(news: News) -> tuple[str, str | None]:
    return news.outcome, news.door


@cases("kept")
def test_who_asks_what_is_kept_hears_it_and_nobody_else(case: dict[str, Any]) -> None:
    found = kept_asked(case["text"])
    assert (list(found.of) if found else None) == case["of"]
    assert found is None or found.others == case["others"]


@cases("another")
def test_another_of_a_kind_is_asked_for(case: dict[str, Any]) -> None:
    found = another_asked(case["text"], case["language"], case.get("home"))
    assert (list(found.things) if found else None) == case["things"]


@cases("aside")
def test_a_kind_is_put_aside_and_a_lack_is_not(case: dict[str, Any]) -> None:
    assert put_aside(case["text"], case["language"], case.get("offered", [])) == case["things"]


@cases("taken_back")
def test_a_yes_is_taken_back(case: dict[str, Any]) -> None:
    assert takes_back(case["text"]) == case["back"]


@cases("no")
def test_a_no_in_a_longer_sentence_is_one(case: dict[str, Any]) -> None:
    assert clear_no(case["text"]) == case["is"]


@cases("awaited")
def test_who_waits_for_a_person_is_heard(case: dict[str, Any]) -> None:
    assert asks_after_person(case["text"], called=case["called"]) == case["is"]


def test_a_question_behind_a_no_is_kept() -> None:
    assert no_and_more("no dont tell them. what do you have saved about me?") == (
        "no dont tell them.",
        "what do you have saved about me?",
    )
    assert no_and_more("no dont tell them") is None


def test_whether_to_wait_and_a_date_that_is_near() -> None:
    assert must_wait("should i just wait for them")
    assert must_wait("tengo que esperar a que me llamen?")
    assert not must_wait("The hip is done.")
    assert is_pressing("they gave me a notice to quit")
    assert not is_pressing("my son does not talk yet")


def test_what_is_to_be_done_before_a_cut_is_not_said_after_it() -> None:
    light = replace(offer(), next_step="Call 1-800-286-2828 before the shut-off date and ask for a payment program.")
    assert past([light], "they cut my lights off yesterday")[0].next_step == (
        "Call 1-800-286-2828 and ask for a payment program."
    )
    assert past([light], "my light bill is behind") == [light]
