"""A family's own wish to be put forward, its yes and no, and what it leaves for a person. Cases: tests/cases/asides."""

from typing import Any

import pytest

from services.casework.consent import begins_with_yes, consent
from services.casework.left_words import left_for_person
from services.casework.referring import referral_asked
from services.library.documents import document
from services.library.root import ROOT

CASES = document(ROOT / "tests" / "cases" / "asides" / "referring.yml")
ANSWERS = [(text, kind) for kind in ("yes", "no", "neither") for text in CASES[kind]]


def by_text(case: dict[str, Any]) -> str:
    return str(case["text"])


@pytest.mark.parametrize("case", CASES["requests"], ids=by_text)
def test_a_wish_to_be_put_forward_is_heard_with_what_it_names(case: dict[str, Any]) -> None:
    asked = referral_asked(case["text"], alone=True)
    assert asked is not None
    assert {name: getattr(asked, name) or None for name in ("door", "program", "named")} == {
        name: case.get(name) for name in ("door", "program", "named")
    }


@pytest.mark.parametrize("text", CASES["others"])
def test_what_is_no_such_wish_is_left_alone(text: str) -> None:
    assert referral_asked(text, alone=True) is None


def test_send_it_is_a_wish_only_where_nothing_was_asked() -> None:
    assert referral_asked("send it please", alone=True) is not None
    assert referral_asked("send it please", alone=False) is None


@pytest.mark.parametrize(("text", "kind"), ANSWERS)
def test_a_yes_is_a_yes_a_no_a_no_and_a_doubt_neither(text: str, kind: str) -> None:
    assert (consent(text) or "neither") == kind
    assert kind == "yes" or not begins_with_yes(text)


@pytest.mark.parametrize("text", CASES["left"])
def test_a_name_a_time_and_a_number_are_left_for_the_person(text: str) -> None:
    assert left_for_person(text)


@pytest.mark.parametrize("text", CASES["not_left"])
def test_a_need_or_a_place_is_not(text: str) -> None:
    assert not left_for_person(text)
