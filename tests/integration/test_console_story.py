"""The story and the record beside a conversation, as a coordinator sees them."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import update

from casebook import tables
from casebook.care.changes import FindNeed, TellFacts
from casebook.records import Say

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[TalkDesk]:
    async with open_desk(tmp_path) as opened:
        yield opened


async def test_all_addresses_of_a_family_stand_beside_each_other_and_lead_to_each_other(desk: TalkDesk) -> None:
    phone = await desk.bench.hears("no food", queue_reason="asked")
    web = await desk.bench.hears("y la renta", address="secret-token", channel="web", language="es")
    family = await desk.family(phone)
    move = update(tables.conversation).where(tables.conversation.c.id == web).values(family=family)
    await desk.bench.casebook.write(lambda connection: connection.execute(move))
    page = await desk.page(phone)
    assert f'href="{at(web)}"' in page
    assert "y la renta" in page  # what it wrote last, wherever it wrote it
    assert "secret-token" not in page
    other = await desk.page(web)
    assert f'href="{at(phone)}"' in other
    assert "(860) 555-0101" in other


async def test_the_story_follows_along(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    assert "Food" not in await desk.page(talk)
    await desk.keep(talk, FindNeed("food_need", "said", True), TellFacts({"place": "Windham"}))
    news = await (await desk.ana.open(at(talk, "/news?after=1"))).json()
    assert "Food" in news["fragments"]["story"]
    assert "Windham" in news["fragments"]["story"]


async def test_what_the_family_was_told_of_is_named(desk: TalkDesk) -> None:
    cards = {"cards": [{"key": "service:1", "name": "Foodshare"}], "cards_at": [0, 2]}
    talk = await desk.bench.hears("no food", Say("Here.", extras=cards), channel="web", queue_reason="asked")
    assert "Foodshare" in await desk.page(talk)
