"""The stand-in provider: when a turn's answer is whole."""

import sqlite3
from pathlib import Path

import pytest

from benchmarks.provider import Answering, Provider

PHONE = "+12005550100"


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    """Two texts of one turn wait to be sent; an earlier one has gone, another family's waits too."""
    path = tmp_path / "casebook.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE outbox (message TEXT, conversation TEXT, state TEXT)")
        rows = [("m0", "c", "sent"), ("m1", "c", "waiting"), ("m2", "c", "waiting"), ("m3", "other", "waiting")]
        connection.executemany("INSERT INTO outbox VALUES (?, ?, ?)", rows)
    connection.close()
    return path


def took(provider: Provider, turn: Answering, message: str, body: str) -> None:
    provider.note(turn, {"Body": body, "StatusCallback": f"http://127.0.0.1:1/sms/twilio/status?outbox={message}"})


async def test_an_answer_is_whole_when_every_text_of_its_turn_has_come(casebook: Path) -> None:
    provider = Provider("AC", casebook, apologies=("sorry",))
    turn = provider.expect(PHONE)
    took(provider, turn, "m1", "one")
    assert not turn.whole.done()
    took(provider, turn, "m2", "two")
    heard = turn.whole.result()
    assert heard.true
    assert 0 < heard.first <= heard.last
    provider.close()


async def test_an_apology_is_no_true_answer(casebook: Path) -> None:
    provider = Provider("AC", casebook, apologies=("sorry",))
    turn = provider.expect(PHONE)
    took(provider, turn, "m3", "so sorry, later")
    assert not turn.whole.result().true
    provider.close()
