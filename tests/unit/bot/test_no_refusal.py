"""What is told of places in a talk: that none refused takes back only what was noted."""

from typing import Any

import pytest

from bot.turn.named import Talk
from bot.turn.no_refusal import no_refusal


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
