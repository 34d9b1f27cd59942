"""`onedoor label`, and `onedoor train --learn` as far as its file."""

import argparse
import asyncio
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import delete, select

from bot.commands import label as command
from bot.console.testing import Bench
from bot.errors import Refused
from bot.setup.learned import refresh
from casebook import tables
from casebook.crypto import KeyRing
from casebook.database import Casebook

WORDS = "we ran out of food and my son Jayden is hungry"
type Run = Callable[..., Any]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    keys = KeyRing.generate()
    site = {
        "ONEDOOR_PUBLIC_URL": "https://help.example.org",
        "ONEDOOR_DATA_DIR": str(tmp_path),
        "ONEDOOR_KEYS": keys,
        "ONEDOOR_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "ONEDOOR_TWILIO_AUTH_TOKEN": "token",
        "ONEDOOR_SMS_NUMBER": "+18605550100",
    }
    for name, value in site.items():
        monkeypatch.setenv(name, value)
    made = Bench(Casebook(f"sqlite:///{tmp_path / 'casebook.db'}", KeyRing.parse(keys)))
    asyncio.run(_peopled(made))
    yield made
    made.casebook.close()


async def _peopled(bench: Bench) -> None:
    for name, role in (("Ana Ruiz", "coordinator"), ("Eve Stone", "editor"), ("Lee Park", "lead")):
        await bench.hire(name, role)
    await bench.hears(WORDS, reading={"labels": [["social_support", 0.3]], "handed_over": None})
    await bench.hears("thank you", reading={"labels": [["thanks", 0.99]], "handed_over": None})


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*arguments: str) -> Any:
        parser = argparse.ArgumentParser()
        command.add_parser(parser.add_subparsers(required=True))
        options = parser.parse_args(["label", *arguments, "--json"])
        assert options.run(options) == 0
        return json.loads(capsys.readouterr().out)

    return runs


def unclear(run: Run) -> dict[str, Any]:
    (found,) = run("unclear", "--by", "ana@example.org")
    return dict(found)


def test_only_what_was_unclear_is_listed_and_the_reading_is_in_the_audit(bench: Bench, run: Run) -> None:
    found = unclear(run)
    assert (found["text"], found["why"], found["read_as"]) == (WORDS, ["unsure"], "social_support 0.30")
    actions = bench.casebook.write_now(lambda c: list(c.execute(select(tables.audit.c.action)).scalars()))
    assert "read" in actions


def test_a_label_is_learned_once_approved_without_the_name(bench: Bench, run: Run, tmp_path: Path) -> None:
    message = unclear(run)["message"]
    run("set", message, "food_need", "--by", "ana@example.org")
    (waiting,) = run("review", "--by", "eve@example.org")
    assert waiting["example"] == "we ran out of food and my son is hungry"
    run("approve", message, "--by", "eve@example.org")
    assert refresh(bench.casebook, tmp_path / "learned") == 1
    page = yaml.safe_load((tmp_path / "learned" / "en" / "learned.yml").read_text())
    assert page["nlu"] == [{"intent": "food_need", "examples": f"- {waiting['example']}\n"}]


def test_what_was_deleted_is_not_learned(bench: Bench, run: Run, tmp_path: Path) -> None:
    message = unclear(run)["message"]
    run("set", message, "food_need", "--by", "ana@example.org")
    run("approve", message, "--by", "lee@example.org")
    refresh(bench.casebook, tmp_path / "learned")

    bench.casebook.write_now(partial(_erase, message))
    assert refresh(bench.casebook, tmp_path / "learned") == 0
    assert not (tmp_path / "learned").exists()


def _erase(message: str, connection: Any) -> None:
    connection.execute(delete(tables.inbox).where(tables.inbox.c.message == message))
    connection.execute(delete(tables.message).where(tables.message.c.id == message))


@pytest.mark.parametrize(
    ("deed", "who"),
    [("unclear", "eve"), ("review", "ana"), ("unclear", "nobody")],
    ids=["an editor reads no families", "a coordinator approves nothing", "a stranger may do nothing"],
)
def test_each_deed_asks_for_its_role(bench: Bench, run: Run, deed: str, who: str) -> None:
    with pytest.raises(Refused, match="no open account"):
        run(deed, "--by", f"{who}@example.org")


def test_an_unknown_label_or_message_is_refused_by_name(bench: Bench, run: Run) -> None:
    with pytest.raises(Refused, match="hunger"):
        run("set", unclear(run)["message"], "hunger", "--by", "ana@example.org")
    with pytest.raises(Refused, match="ffff"):
        run("set", "ffff", "food_need", "--by", "ana@example.org")
    with pytest.raises(Refused, match="waits for approval"):
        run("approve", "ffff", "--by", "lee@example.org")


def test_a_message_that_may_hold_a_name_cannot_be_approved(bench: Bench, run: Run) -> None:
    asyncio.run(bench.hears("Zylphianne wants a crib", reading={"labels": [], "handed_over": None}))
    message = next(row["message"] for row in run("unclear", "--by", "lee@example.org") if "crib" in row["text"])
    run("set", message, "household_goods_need", "--by", "lee@example.org")
    with pytest.raises(Refused, match="cannot be taken out"):
        run("approve", message, "--by", "lee@example.org")
