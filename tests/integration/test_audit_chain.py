"""The audit's chain: it holds, and every way of tampering with it is found, on both databases."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, inspect, text

from bot.cli import main
from casebook import chain
from casebook.chain import Head, Verdict
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.migrations.run import HERE
from casebook.queries.rows import audit

DROP = {
    "sqlite": ("DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_undeleted"),
    "postgresql": ("DROP TRIGGER audit_only_added ON audit",),
}


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def casebook(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Casebook]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'casebook.db'}"
    else:
        url = request.getfixturevalue("postgres")
        empty(url)
    opened = Casebook(url, KeyRing.parse(KeyRing.generate()))
    yield opened
    opened.close()


def empty(url: str) -> None:
    """The server is shared by the session's tests: each begins with nothing in it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


async def noted(casebook: Casebook, actions: list[str]) -> None:
    for action in actions:
        await casebook.write(partial(audit, actor="bot", action=action, subject=None))


async def checked(casebook: Casebook, anchor: Head | None = None) -> Verdict:
    return await casebook.read(partial(chain.verify, key=casebook.keys.audit_key, anchor=anchor))


async def tampered(casebook: Casebook, *statements: str) -> None:
    """Somebody with the database in their hands, who takes the lock off first."""

    def work(connection: Any) -> None:
        for statement in (*DROP[connection.dialect.name], *statements):
            connection.execute(text(statement))

    await casebook.write(work)


async def test_an_untouched_chain_holds_and_has_a_head(casebook: Casebook) -> None:
    assert await checked(casebook) == Verdict(0, None, None)
    await noted(casebook, ["read", "take", "reply"])
    verdict = await checked(casebook)
    assert verdict.whole
    assert (verdict.rows, verdict.head and verdict.head.seq) == (3, 3)


async def test_many_who_write_at_once_make_one_chain(casebook: Casebook) -> None:
    def twice(connection: Any, number: int) -> None:
        audit(connection, "bot", f"one{number}", None)
        audit(connection, "bot", f"two{number}", None, "detail")

    await asyncio.gather(*(casebook.write(partial(twice, number=number)) for number in range(200)))
    verdict = await checked(casebook)
    assert (verdict.whole, verdict.rows) == (True, 400)


async def test_a_work_that_fails_leaves_no_row_and_no_gap(casebook: Casebook) -> None:
    def broken(connection: Any) -> None:
        audit(connection, "bot", "never", None)
        raise ValueError("a fault of ours")

    works = [casebook.write(broken), casebook.write(partial(audit, actor="bot", action="kept", subject=None))]
    await asyncio.gather(*works, return_exceptions=True)
    verdict = await checked(casebook)
    assert (verdict.whole, verdict.rows, verdict.head and verdict.head.seq) == (True, 1, 1)


async def test_the_database_itself_refuses_to_change_or_delete_a_row(casebook: Casebook) -> None:
    await noted(casebook, ["read"])
    for statement in ("UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="the audit is only added to"):
            await casebook.write(lambda connection, said=statement: connection.execute(text(said)))


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE seq = 2", 2),
        ("UPDATE audit SET detail = 'x' WHERE seq = 4", 4),
        ("UPDATE audit SET hash = NULL WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 2),
        ("DELETE FROM audit WHERE seq = 3", 4),
        ("UPDATE audit SET seq = 9 WHERE seq = 2", 3),
        ("INSERT INTO audit (seq, at, actor, action, hash) VALUES (6, '2026-01-01', 'bot', 'made up', 'x')", 6),
    ],
)
async def test_each_change_is_found_at_its_row(casebook: Casebook, statement: str, first: int) -> None:
    await noted(casebook, list("abcde"))
    await tampered(casebook, statement)
    verdict = await checked(casebook)
    assert (verdict.whole, verdict.broken) == (False, first)


async def test_a_cut_end_is_seen_against_an_anchor_that_was_kept_elsewhere(casebook: Casebook) -> None:
    await noted(casebook, list("abc"))
    anchor = (await checked(casebook)).head
    await noted(casebook, list("de"))
    assert (await checked(casebook, anchor)).anchor_holds
    await tampered(casebook, "DELETE FROM audit WHERE seq > 2")
    assert (await checked(casebook)).whole  # by itself a shorter chain looks whole
    assert (await checked(casebook, anchor)).anchor_holds is False


async def test_without_the_key_nobody_makes_a_chain_that_fits(casebook: Casebook) -> None:
    await noted(casebook, list("ab"))
    other = KeyRing.parse(KeyRing.generate()).audit_key
    assert (await casebook.read(partial(chain.verify, key=other))).broken == 1


def to_version(connection: Connection, keys: KeyRing, version: str) -> None:
    """Bring an empty database to an older schema, as it was when that was the newest."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes |= {"connection": connection, "keys": keys}
    command.upgrade(config, version)


def test_rows_from_before_the_chain_are_chained_by_the_migration(tmp_path: Path) -> None:
    url, keys = f"sqlite:///{tmp_path / 'casebook.db'}", KeyRing.parse(KeyRing.generate())
    engine = create_engine(url)
    with engine.begin() as connection:
        to_version(connection, keys, "0005")
        for statement in (
            "INSERT INTO audit (seq, at, actor, action) VALUES (3, '2026-01-02 03:04:05.000006', 'bot', 'crisis')",
            "INSERT INTO audit (seq, at, actor, action) VALUES (7, '2026-01-02 03:04:06', 'staff:1', 'read')",
        ):
            connection.execute(text(statement))
    engine.dispose()
    casebook = Casebook(url, keys)
    verdict = casebook.write_now(partial(chain.verify, key=keys.audit_key))
    assert (verdict.whole, verdict.rows, verdict.head and verdict.head.seq) == (True, 2, 7)
    casebook.write_now(partial(audit, actor="bot", action="read", subject=None))
    assert casebook.write_now(partial(chain.verify, key=keys.audit_key)).rows == 3
    assert "family_merge" in casebook.write_now(lambda connection: inspect(connection).get_table_names())
    casebook.close()


def test_the_command_names_the_head_and_the_first_broken_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONEDOOR_KEYS", KeyRing.generate())
    for name, value in (
        ("PUBLIC_URL", "https://onedoor.example.org"),
        *(("TWILIO_ACCOUNT_SID", "AC0"), ("TWILIO_AUTH_TOKEN", "secret"), ("SMS_NUMBER", "+18605550100")),
        ("DATA_DIR", str(tmp_path)),
    ):
        monkeypatch.setenv(f"ONEDOOR_{name}", value)
    assert main(["staff", "add", "ana@example.org"]) == 0
    assert main(["staff", "add", "ben@example.org"]) == 0
    capsys.readouterr()
    assert main(["audit", "verify", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["broken"]) == (2, None)
    assert main(["audit", "verify", "--anchor", told["head"]]) == 0
    assert told["head"] in capsys.readouterr().out
    assert main(["audit", "verify", "--anchor", f"2:{'0' * 64}"]) == 1
    assert main(["audit", "verify", "--anchor", "yesterday"]) == 2
    engine = create_engine(f"sqlite:///{tmp_path / 'casebook.db'}")
    with engine.begin() as connection:
        for statement in (*DROP["sqlite"], "UPDATE audit SET actor = 'nobody' WHERE seq = 1"):
            connection.execute(text(statement))
    engine.dispose()
    capsys.readouterr()
    assert main(["audit", "verify"]) == 1
    assert "Row 1 does not fit" in capsys.readouterr().out
