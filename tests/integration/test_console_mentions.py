"""Notes that name a colleague: told once, in a list, until the note was seen."""

import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.console.testing import Browser
from casebook.care import erasing
from casebook.console_records import Staff
from casebook.console_tables import mention
from casebook.queries import mentions

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[TalkDesk]:
    async with open_desk(tmp_path) as opened:
        yield opened


async def unseen(browser: Browser) -> int:
    return int((await (await browser.open("/staff/mentions/count")).json())["unseen"])


PEOPLE = [
    Staff("1", "ana@example.org", "Ana Ruiz", "coordinator"),
    Staff("2", "anab@example.org", "Ana Ruiz Báez", "coordinator"),
    Staff("3", "ben@example.org", "Ben Cole", "lead"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ben Cole please call", {"3"}),
        ("@ben, please", {"3"}),
        ("@Ana please", set()),  # two have this first name
        ("@Ana Ruiz please", {"1"}),
        ("@Ana Ruiz Báez please", {"2"}),
        ("@ana ruiz and @BEN COLE.", {"1", "3"}),
        ("write to x@ben.example", set()),
        ("@Bennet", set()),
        ("no one", set()),
    ],
)
async def test_who_is_named_in_a_note(text: str, named: set[str]) -> None:
    assert {each.id for each in mentions.named(text, PEOPLE)} == named


async def test_a_named_colleague_is_told_until_the_conversation_was_opened(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.post(at(talk, "/note"), note="@Ben Cole, can you look at this?")
    assert (await unseen(desk.ben), await unseen(desk.ana)) == (1, 0)
    page = await (await desk.ben.open("/staff/mentions")).text()
    assert "Ana Ruiz named you in a note" in page
    assert f'href="{at(talk)}#line-2"' in page
    assert "can you look" not in page
    assert await unseen(desk.ben) == 1  # the list alone is not the note
    await desk.ben.open(at(talk))
    assert await unseen(desk.ben) == 0
    assert "Ana Ruiz named you" in await (await desk.ben.open("/staff/mentions")).text()
    assert "mention" in await desk.audited(talk)


async def test_nobody_is_told_of_naming_themselves_or_by_an_editor_or_someone_who_left(desk: TalkDesk) -> None:
    await desk.bench.hire("Edi Moss", "editor")
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.post(at(talk, "/note"), note="@Ana Ruiz and @Edi Moss")
    assert await desk.rows(mention) == []


async def test_the_page_offers_colleagues_names_but_not_my_own(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    page = await desk.page(talk)
    assert 'data-names="[&#34;Ben Cole&#34;]"' in page


async def test_a_mention_goes_with_its_family(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.post(at(talk, "/note"), note="@Ben Cole")
    erase = partial(erasing.erase, keys=desk.bench.casebook.keys, family=await desk.family(talk), actor="test")
    await desk.bench.casebook.write(erase)
    assert await desk.rows(mention) == []
