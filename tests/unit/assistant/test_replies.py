"""Buttons as the gateway hands them back, and the version that our patches were read against."""

import pytest

from assistant import patches
from assistant.replies import read_payload


def test_a_payload_becomes_a_choice() -> None:
    choice = read_payload('/inform{"town": "Hartford"}')
    assert choice is not None
    assert (choice.intent, choice.entities) == ("inform", {"town": "Hartford"})
    assert read_payload("/affirm").intent == "affirm"  # type: ignore[union-attr]


@pytest.mark.parametrize("payload", ["plain words", "", '/inform{"town":'])
def test_a_payload_that_is_none_gives_no_choice(payload: str) -> None:
    assert read_payload(payload) is None


def test_another_rasa_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches, "CHECKED", "3.6.0")
    with pytest.raises(SystemExit, match=r"checked with rasa 3\.6\.0, found 3\.6\.21"):
        patches.prepare()
