"""Referrals at the desk: who waits is seen, a link is made, a move needs its reason and reaches the family."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.console.testing import Bench, Browser
from casebook import tables as house
from casebook.care import applying, reading, tables
from casebook.care.changes import Place
from casebook.queries.rows import now
from services.referrals.opening import Proposal, agreed

sys.path.insert(0, str(Path(__file__).parent))


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


async def referred(bench: Bench) -> str:
    talk = await bench.hears("my son does not talk yet")
    query = select(house.conversation.c.family).where(house.conversation.c.id == talk)
    family = await bench.casebook.read(lambda c: str(c.execute(query).scalar_one()))
    told = {"contact": {"channel": "sms"}, "place": "Hartford", "need": "developmental_concern"}
    proposal = Proposal("program:birth_to_three", "Birth to Three", "developmental_concern", told)
    made = agreed(proposal, "your phone number", "en", "sms", talk, now())
    await bench.casebook.write(lambda c: applying.apply(c, bench.casebook.keys, Place(family, talk), made))
    query = select(tables.referral.c.id)
    return await bench.casebook.read(lambda c: str(c.execute(query).scalar_one()))


async def test_an_open_referral_stands_in_the_list(bench: Bench, ana: Browser) -> None:
    await referred(bench)
    page = await (await ana.open("/staff/referrals")).text()
    assert "Birth to Three" in page
    assert "Nobody has it yet" in page


async def test_a_link_is_shown_once(bench: Bench, ana: Browser) -> None:
    referral = await referred(bench)
    await ana.open(f"/staff/referrals/{referral}")
    page = await (await ana.post(f"/staff/referrals/{referral}/link")).text()
    assert f"{bench.public_url}/r/" in page
    assert "/r/" not in await (await ana.open(f"/staff/referrals/{referral}")).text()


async def test_a_move_is_kept_with_who_made_it_and_the_family_will_hear(bench: Bench, ana: Browser) -> None:
    referral = await referred(bench)
    await ana.open(f"/staff/referrals/{referral}")
    assert (await ana.post(f"/staff/referrals/{referral}/move", to="accepted")).status == 303
    found = await bench.casebook.read(lambda c: reading.referral(c, bench.casebook.keys, referral))
    assert found is not None
    assert found[1].moves[-1].actor.startswith("staff:")
    kinds = select(tables.follow_up.c.kind)
    assert "accepted" in await bench.casebook.read(lambda c: set(c.execute(kinds).scalars()))


async def test_a_no_without_a_reason_is_refused(bench: Bench, ana: Browser) -> None:
    referral = await referred(bench)
    await ana.open(f"/staff/referrals/{referral}")
    assert (await ana.post(f"/staff/referrals/{referral}/move", to="rejected")).status == 422
    assert (await ana.post(f"/staff/referrals/{referral}/move", to="on-hold", reason="other")).status == 409
    assert (await ana.post(f"/staff/referrals/{referral}/move", to="rejected", reason="full")).status == 303


async def test_opening_a_referral_is_written_in_the_audit(bench: Bench, ana: Browser) -> None:
    referral = await referred(bench)
    await ana.open(f"/staff/referrals/{referral}")
    query = select(house.audit.c.action, house.audit.c.detail)
    assert ("read", "referral") in [tuple(row) for row in await bench.casebook.read(lambda c: c.execute(query).all())]
