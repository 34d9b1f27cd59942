"""What is told of places in a talk: that none refused takes back only what was noted."""

from typing import Any

import pytest

from bot.turn.care import cared_for
from bot.turn.named import Talk
from bot.turn.no_refusal import no_refusal
from tests.unit.bot.test_old_numbers import LATER, pending


def talk(text: str, *reported: str) -> Talk:
    slots: dict[str, Any] = {"shown": ["program:wic"], "listed": ["program:wic"], "reported": list(reported)}
    return Talk(text, "en", slots, None, list)


@pytest.mark.parametrize("text", ["i never called them", "they didnt say that", "no los he llamado todavia"])
def test_who_never_called_takes_back_what_was_noted_and_else_nothing(text: str) -> None:
    noted = no_refusal(talk(text, "program:wic"))
    assert noted is not None
    assert noted["entities"]["fault"] == "not_so"
    assert no_refusal(talk(text)) is None
    assert no_refusal(talk(text, "had:snap", "kind:cribs")) is None  # no door that is noted as wrong


def test_that_nobody_refused_is_a_no_where_nothing_was_noted() -> None:
    found = no_refusal(talk("they didnt say no"))
    assert found is not None
    assert found["intent"] == "deny"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("wic told me its for kids with special needs, mine has down syndrome", None),
        ("wic told me its for kids with special needs, mine is fine", "not_for_us"),
        ("birth to three said its for kids with delays", None),
        ("wic is full can not take us", "full"),
        ("birth to three has a wait list and can not see him til june", "wait_list"),
        ("cuando llamo a wic no contestan", "no_answer"),
    ],
)
def test_what_became_of_a_program_that_was_named(text: str, fault: str | None) -> None:
    named = ["program:wic", "program:birth_to_three"]
    asked = pending(text, LATER, shown=named, listed=named, needs=["food_need"])
    found = cared_for(asked, Talk.of(asked, lambda _id: None))
    assert (found["entities"].get("fault") if found else None) == fault
