"""Erasing a family leaves nothing of it but a STOP and codes in the audit."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.inbox import reconcile
from bot.testing import PHONE, Stage
from bot.turn.assistant import Answer, Reply
from casebook import tables as house
from casebook.care import erasing, exporting, tables
from services.casework import current  # noqa: F401  # the desk that actions reach

sys.path.insert(0, str(Path(__file__).parent))
from care import Home

# Of what was erased the ids with the carrier stay, as keyed hashes, for some days.
KEPT = {"audit", "staff", "staff_session", "casebook_version", "alembic_version", "erased_text", "phone_watch"}


async def left(stage: Stage) -> dict[str, int]:
    """Rows by table, those of the house itself left out."""
    counts = {}
    for table in house.metadata.sorted_tables:
        query = select(func.count()).select_from(table)
        number = await stage.house.casebook.read(lambda c, query=query: c.execute(query).scalar_one())
        if number and table.name not in KEPT:
            counts[table.name] = number
    return counts


async def erase(stage: Stage, home: Home) -> None:
    casebook = stage.house.casebook
    await casebook.write(lambda c: erasing.erase(c, casebook.keys, home.where.family, "command"))


async def test_nothing_is_left_of_a_family(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.link(await home.refer())
    await home.plan_link("his teacher")
    await home.look(days=4)
    await stage.answers(2)
    await erase(stage, home)
    assert await left(stage) == {}


async def test_a_stop_outlives_its_family_without_its_number(stage: Stage) -> None:
    home = await Home.make(stage)
    await stage.text("PARAR")
    await stage.answers(2)
    await erase(stage, home)
    assert await left(stage) == {"family": 1, "conversation": 1}
    talk, casebook = await stage.conversation(), stage.house.casebook
    assert talk.opted_out_at is not None
    assert casebook.keys.open("conversation.address", talk.id, talk.address_sealed) == ""


async def test_the_family_hears_that_it_is_done_and_then_that_goes_too(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()

    def forget(request: dict[str, object]) -> Answer:
        stage.house.actions.desks[str(request["turn"])].forget = True
        return Answer((Reply("Done. It is all erased."),), {"slots": {}})

    stage.assistant.script = forget
    await stage.text("yes, erase it all")
    assert "erased" in (await stage.answers(2))[-1]
    assert (await left(stage))["message"] == 1
    assert "referral" not in await left(stage)
    await home.look(days=1)
    assert await left(stage) == {}


async def test_neither_the_carriers_list_nor_a_webhook_sent_again_brings_back_what_was_erased(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile, "WEBHOOK_FIRST", timedelta(seconds=-2))
    home = await Home.make(stage)
    fields = stage.provider.written(PHONE, "no diapers, my son is 2")
    assert await stage.provider.post("/sms/twilio", fields) == 200
    await stage.answers(2)
    await erase(stage, home)
    assert await stage.house.reconcile.read(stage.house.providers[0]) == 0
    assert await stage.provider.post("/sms/twilio", fields) == 200
    assert await left(stage) == {}
    await stage.text("hello")  # a new text is taken in
    assert (await left(stage))["inbox"] == 1


async def test_who_writes_again_is_not_erased_a_second_time(stage: Stage) -> None:
    home = await Home.make(stage)

    def forget(request: dict[str, object]) -> Answer:
        stage.house.actions.desks[str(request["turn"])].forget = True
        return Answer((Reply("Done. It is all erased."),), {"slots": {}})

    stage.assistant.script, before = forget, stage.assistant.script
    await stage.text("yes, erase it all")
    await stage.answers(2)
    stage.assistant.script = before
    await stage.text("hello again")
    await stage.answers(3)
    await home.look(days=1)
    assert (await left(stage))["message"] >= 2


async def test_a_family_is_found_by_its_phone_and_by_its_ids(stage: Stage) -> None:
    home = await Home.make(stage)
    keys = stage.house.casebook.keys
    for reference in (PHONE, home.where.family, str(home.where.conversation)):
        found = await stage.house.casebook.read(lambda c, r=reference: exporting.find_family(c, keys, r))
        assert found == home.where.family
    assert await stage.house.casebook.read(lambda c: exporting.find_family(c, keys, "+18605550000")) is None


def test_every_table_that_hangs_on_a_family_is_known_to_erasing() -> None:
    hanging = {
        table.name
        for table in house.metadata.sorted_tables
        if any(key.column.table.name in ("family", "conversation", "message", "referral") for key in table.foreign_keys)
    }
    covered = {table.name for table, _ in erasing._rows_of("f", ["c"])} | {"conversation"}
    assert hanging <= covered
    assert tables.share_link.name in covered
