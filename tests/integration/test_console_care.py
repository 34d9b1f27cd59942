"""A family's care at the desk: a step, a ride before a visit, a referral with the yes that was given to a person."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.console.testing import Bench, Browser
from casebook import tables as house
from casebook.care import reading, tables
from casebook.care.records import FamilyRecord
from casebook.queries.rows import now


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def ana(bench: Bench) -> AsyncIterator[Browser]:
    async with TestServer(bench.app()) as server:
        await bench.hire("Ana Ruiz")
        browser = Browser(bench, server)
        await browser.sign_in("Ana Ruiz")
        yield browser
        await browser.client.close()


async def record(bench: Bench, talk: str) -> FamilyRecord:
    query = select(house.conversation.c.family).where(house.conversation.c.id == talk)
    family = await bench.casebook.read(lambda c: str(c.execute(query).scalar_one()))
    return await bench.casebook.read(lambda c: reading.read(c, bench.casebook.keys, family))


async def test_a_step_is_added_and_done(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("we need a ride")
    await ana.open(f"/staff/conversations/{talk}/care")
    added = await ana.post(f"/staff/conversations/{talk}/care/steps", text="Call MTM", who="Ana", by="2030-01-05")
    assert added.status == 303
    page = await (await ana.open(f"/staff/conversations/{talk}/care")).text()
    assert "Call MTM" in page
    [item] = (await record(bench, talk)).plan
    await ana.post(f"/staff/conversations/{talk}/care/settle", id=item.id, state="done")
    assert (await record(bench, talk)).plan[0].state == "done"


async def test_a_family_is_asked_about_a_ride_the_afternoon_before_its_visit(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("we need a ride")
    await ana.open(f"/staff/conversations/{talk}/care")
    day = (now() + timedelta(days=5)).date()
    await ana.post(f"/staff/conversations/{talk}/care/appointment", day=day.isoformat())
    [later] = (await record(bench, talk)).follow_ups
    assert later.kind == "appointment"
    assert later.due_at.date() == day - timedelta(days=1)
    assert later.due_at.hour in (19, 20)  # three in the afternoon in Connecticut
    past = await ana.post(f"/staff/conversations/{talk}/care/appointment", day="2020-01-01")
    assert past.status == 422


async def test_a_referral_needs_the_familys_yes_and_stands_once(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("my son does not talk yet")
    await ana.open(f"/staff/conversations/{talk}/care")
    where, form = (
        f"/staff/conversations/{talk}/care/refer",
        {"program": "birth_to_three", "need": "developmental_concern"},
    )
    assert (await ana.post(where, **form, wording="")).status == 422
    assert (await ana.post(where, **form, wording="I asked by phone, she said yes")).status == 303
    assert (await ana.post(where, **form, wording="again")).status == 409
    kept = await record(bench, talk)
    assert [each.state for each in kept.referrals] == ["requested"]
    assert "she said yes" in kept.sharings[0].wording
    moves = await bench.casebook.read(lambda c: list(c.execute(select(tables.referral_move.c.actor)).scalars()))
    assert moves[0].startswith("staff:")
