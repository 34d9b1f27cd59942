"""A text is kept though the casebook is away, and found though its webhook never came (2.3, and 5.2 rows 3, 4, 7)."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.errors import BadSetting, Unavailable
from bot.inbox import reconcile
from bot.inbox.spool import Spool
from bot.messages import Inbound
from bot.provider import CannotList
from bot.testing import PHONE, Stage, open_stage, stage_settings
from casebook import tables
from casebook.crypto import KeyRing, Unreadable

TEXT = Inbound("sms", "twilio", "SM1", PHONE, "me cortaron la luz 😀", media=1, media_kind="photo")


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(15):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.05)


class Away:
    """Takes the casebook away and gives it back."""

    def __init__(self, stage: Stage) -> None:
        self._casebook, self._write = stage.house.casebook, stage.house.casebook.write

    def go(self) -> None:
        async def refuse(_work: object) -> None:
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

        self._casebook.write = refuse  # type: ignore[method-assign,assignment]

    def come_back(self) -> None:
        self._casebook.write = self._write  # type: ignore[method-assign]


async def worked(stage: Stage) -> list[str]:
    keys = stage.house.casebook.keys
    rows = sorted(await stage.rows(tables.inbox), key=lambda row: row.seq)
    words = {row.id: keys.open("message.body", row.id, row.body_sealed) for row in await stage.rows(tables.message)}
    return [words[row.message] for row in rows if row.processed_at is not None]


async def test_a_text_is_taken_while_the_casebook_is_away_and_worked_when_it_is_back(stage: Stage) -> None:
    away = Away(stage)
    away.go()
    for number in range(3):
        assert await stage.text(f"text {number}") == 200
    assert len(list(stage.house.settings.spool_dir.glob("*.text"))) == 3
    assert not await stage.house.spooling.empty()
    draining = asyncio.create_task(stage.house.spooling.run())
    away.come_back()
    await until(stage.house.spooling.empty)

    async def all_worked() -> bool:
        return await worked(stage) == ["text 0", "text 1", "text 2"]

    await until(all_worked)
    draining.cancel()


async def test_no_text_overtakes_those_that_wait_on_disk(stage: Stage) -> None:
    away = Away(stage)
    away.go()
    await stage.text("first")
    away.come_back()
    await stage.text("second")  # the casebook is back, but the first is not in yet
    assert await stage.rows(tables.inbox) == []
    assert await stage.house.spooling.drain() == 2

    async def in_order() -> bool:
        return await worked(stage) == ["first", "second"]

    await until(in_order)


async def test_a_repeated_webhook_is_one_text_also_by_way_of_the_disk(stage: Stage) -> None:
    away = Away(stage)
    fields = stage.provider.written(PHONE, "hola")
    away.go()
    assert {await stage.provider.post("/sms/twilio", fields) for _ in range(3)} == {200}
    away.come_back()
    await stage.house.spooling.drain()
    assert await stage.provider.post("/sms/twilio", fields) == 200
    assert len(await stage.rows(tables.inbox)) == 1


async def test_with_disk_and_casebook_away_the_provider_is_asked_to_keep_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.3: 503, which `#rc=5&rp=all` makes the provider try again; a status too."""
    away = Away(stage)
    monkeypatch.setattr("bot.inbox.spool.os.fsync", _full)
    away.go()
    fields = stage.provider.written(PHONE, "hola")
    assert await stage.provider.post("/sms/twilio", fields) == 503
    status = {"MessageSid": "SM1", "MessageStatus": "sent"}
    assert await stage.provider.post("/sms/twilio/status?outbox=1", status) == 503
    monkeypatch.undo()
    away.come_back()
    assert await stage.provider.post("/sms/twilio", fields) == 200
    await stage.answers(1)


async def test_texts_on_disk_survive_a_restart_and_are_sealed(tmp_path: Path) -> None:
    settings = stage_settings(tmp_path)
    async with open_stage(settings) as stage:
        Away(stage).go()
        await stage.text("my landlord Mr Zyxwv")
    kept = b"".join(path.read_bytes() for path in settings.spool_dir.glob("*"))
    assert kept
    assert not [secret for secret in (PHONE, PHONE[-10:], "Zyxwv", "landlord") if secret.encode() in kept]
    async with open_stage(settings) as stage:
        assert await stage.house.spooling.drain() == 1
        await stage.answers(1)
    assert list(settings.spool_dir.glob("*")) == []


def test_a_text_comes_back_from_disk_as_it_was(tmp_path: Path) -> None:
    spool = Spool.open(tmp_path / "spool", KeyRing.parse(KeyRing.generate()))
    spool.keep(TEXT)
    spool.keep(TEXT)
    first, second = spool.waiting()
    assert spool.read(first) == spool.read(second) == TEXT
    first.rename(second)
    with pytest.raises(Unreadable):  # sealed to its place in the order
        spool.read(second)


def test_a_start_fails_clearly_when_the_spool_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("a file, not a folder")
    with pytest.raises(BadSetting, match="ONEDOOR_SPOOL_DIR"):
        Spool.open(tmp_path / "spool", KeyRing.parse(KeyRing.generate()))


def test_a_full_spool_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.spool.MOST", 1)
    spool = Spool.open(tmp_path, KeyRing.parse(KeyRing.generate()))
    spool.keep(TEXT)
    with pytest.raises(Unavailable):
        spool.keep(TEXT)


async def test_a_file_that_cannot_be_read_is_set_aside_and_told_and_holds_up_nobody(stage: Stage) -> None:
    stage.house.settings.spool_dir.joinpath("0.text").write_bytes(b"\x01\x02junk that nobody sealed")
    stage.house.spooling._full.set()
    await stage.text("after it")
    assert await stage.house.spooling.drain() == 1
    await stage.answers(1)
    stage.house.settings.spool_dir.joinpath("1.text").write_bytes(b"")
    stage.house.spooling._full.set()
    assert await stage.house.spooling.drain() == 0
    assert [path.name for path in stage.house.settings.spool_dir.glob("*.refused")] != []
    assert {row.kind for row in await stage.rows(tables.alert)} == {"spool_refused"}


async def test_a_locked_database_is_waited_for_by_way_of_the_disk(tmp_path: Path) -> None:
    """A real lock of SQLite: somebody holds the writer's place for longer than we wait."""
    async with open_stage(stage_settings(tmp_path)) as stage:
        stage.house.casebook.write_now(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout=200"))
        with closing(sqlite3.connect(tmp_path / "casebook.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert await stage.text("hola") == 200
            other.execute("ROLLBACK")
        await stage.house.spooling.drain()
        assert len(await stage.rows(tables.inbox)) == 1


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is believed without giving the webhook a minute."""
    monkeypatch.setattr(reconcile, "WEBHOOK_FIRST", timedelta(seconds=-2))


@pytest.mark.usefixtures("at_once")
async def test_rule_2_3_a_text_whose_webhook_never_came_is_found_in_the_list(stage: Stage) -> None:
    await stage.text("this one came")
    stage.provider.written(PHONE, "this one did not")
    twilio = stage.house.providers[0]
    assert await stage.house.reconcile.read(twilio) == 1
    assert await stage.house.reconcile.read(twilio) == 0

    async def both() -> bool:
        return await worked(stage) == ["this one came", "this one did not"]

    await until(both)
    assert {row.kind for row in await stage.rows(tables.alert)} == {"texts_were_missing"}


@pytest.mark.usefixtures("at_once")
async def test_a_webhook_that_comes_after_the_list_changes_nothing(stage: Stage) -> None:
    fields = stage.provider.written(PHONE, "late webhook")
    await stage.house.reconcile.read(stage.house.providers[0])
    assert await stage.provider.post("/sms/twilio", fields) == 200
    assert len(await stage.rows(tables.inbox)) == 1


async def test_a_text_of_this_minute_is_left_to_its_webhook(stage: Stage) -> None:
    stage.provider.written(PHONE, "just now")
    assert await stage.house.reconcile.read(stage.house.providers[0]) == 0


@pytest.mark.usefixtures("at_once")
async def test_what_was_before_our_first_start_is_not_ours(tmp_path: Path) -> None:
    async with open_stage(stage_settings(tmp_path)) as stage:
        stage.house.reconcile._began += timedelta(hours=1)
        stage.provider.written(PHONE, "of another time")
        assert await stage.house.reconcile.read(stage.house.providers[0]) == 0


@pytest.mark.usefixtures("at_once")
async def test_how_far_the_list_was_read_survives_a_restart(tmp_path: Path) -> None:
    settings = stage_settings(tmp_path)
    async with open_stage(settings) as stage:
        await stage.house.reconcile.read(stage.house.providers[0])
    async with open_stage(settings) as stage:
        stage.house.reconcile._began += timedelta(hours=1)  # the gateway was away for an hour
        stage.provider.written(PHONE, "while it was away")
        assert await stage.house.reconcile.read(stage.house.providers[0]) == 1


@pytest.mark.usefixtures("at_once")
async def test_rule_2_1_a_lost_status_is_caught_up_with(stage: Stage) -> None:
    stage.provider.silent = True
    await stage.text("hi")
    await stage.answers(1)

    async def sent() -> bool:
        return {row.state for row in await stage.rows(tables.outbox)} == {"sent"}

    await until(sent)
    (row,) = await stage.rows(tables.outbox)
    message = stage.provider._messages[row.provider_id]
    stage.provider._messages[row.provider_id] = message.__class__(
        message.sid, message.phone, message.body, message.at, "out", "undelivered", code=30005
    )
    await stage.house.reconcile.read(stage.house.providers[0])
    (row,) = await stage.rows(tables.outbox)
    assert (row.delivery, row.error_code) == ("undelivered", 30005)
    assert "undelivered" in {row.kind for row in await stage.rows(tables.alert)}


async def test_a_provider_whose_list_is_away_is_asked_again(stage: Stage) -> None:
    stage.provider.token = "changed"
    with pytest.raises(CannotList):
        await stage.house.reconcile.read(stage.house.providers[0])
    assert await stage.rows(tables.phone_watch) == []


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")
