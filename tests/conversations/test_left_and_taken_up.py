"""A talk of questions that was left: three weeks later, or on the other channel. Nothing is lost, nothing is pushed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import yaml
from families import Browser, Family, Phone
from sqlalchemy import update

from bot.run import Running
from casebook.care import reading, tables
from casebook.care.records import FamilyRecord, Screening
from casebook.queries.rows import now
from services.library.root import ROOT
from services.screening.progress import from_json

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "care" / "left.yml").read_text(encoding="utf-8"))
WEEKS = timedelta(days=22)


@pytest.fixture(params=CASES, ids=lambda case: case["language"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def hears(family: Family, words: str, expected: str) -> None:
    heard = await family.say(words)
    assert expected in "\n".join(heard.texts), heard.texts


async def one_answer(family: Family, case: dict[str, Any]) -> None:
    """The talk is begun and its first question answered."""
    await family.say(case["begin"])
    await hears(family, case["yes"], case["first"])
    await hears(family, case["answer"], case["asked"])


async def record(house: Running, family: Family) -> FamilyRecord:
    talk, casebook = await family.held(), house.house.casebook
    return await casebook.read(lambda c: reading.read(c, casebook.keys, talk.family))


async def left_for_three_weeks(house: Running, phone: Phone) -> None:
    """As if it was so long ago; what we would send by ourselves in that time is looked for, day by day."""
    family = (await phone.held()).family
    old = update(tables.screening).where(tables.screening.c.family == family).values(updated_at=now() - WEEKS)
    await house.house.casebook.write(lambda c: c.execute(old))
    for day in range(23):
        await house.house.outreach.look(now().replace(hour=17) + timedelta(days=day))
    assert await phone.more() == []


def answers(screening: Screening) -> dict[str, tuple[str, ...]]:
    return {each.item: each.codes for each in from_json(screening.progress).answers}


async def test_after_three_weeks_the_family_chooses_and_its_answers_are_still_there(
    house: Running, case: dict[str, Any]
) -> None:
    phone = Phone(house)
    await one_answer(phone, case)
    await left_for_three_weeks(house, phone)
    heard = await phone.say(case["again"])
    assert case["weeks"] in "\n".join(heard.texts)
    assert heard.choices == [case["anew"], case["go_on"]]
    await hears(phone, "2", case["asked"])
    (kept,) = (await record(house, phone)).screenings
    assert (kept.state, answers(kept)) == ("open", {"food": ("sometimes",)})


async def test_after_three_weeks_the_family_may_begin_anew_and_what_it_said_stays(
    house: Running, case: dict[str, Any]
) -> None:
    phone = Phone(house)
    await one_answer(phone, case)
    await left_for_three_weeks(house, phone)
    await hears(phone, case["again"], case["weeks"])
    await hears(phone, "1", case["first"])
    before, anew = sorted((await record(house, phone)).screenings, key=lambda each: each.started_at)
    assert (before.state, answers(before)) == ("stopped", {"food": ("sometimes",)})
    assert (anew.state, answers(anew)) == ("open", {})


async def test_an_answer_that_comes_three_weeks_late_is_not_taken_for_the_question_of_then(
    house: Running, case: dict[str, Any]
) -> None:
    phone = Phone(house)
    await one_answer(phone, case)
    await left_for_three_weeks(house, phone)
    await hears(phone, case["next"], case["weeks"])
    (kept,) = (await record(house, phone)).screenings
    assert answers(kept) == {"food": ("sometimes",)}


async def test_who_comes_back_with_a_need_is_helped_first(house: Running, case: dict[str, Any]) -> None:
    phone = Phone(house)
    await one_answer(phone, case)
    await left_for_three_weeks(house, phone)
    heard = await phone.say(case["need"])
    everything = "\n".join(heard.texts).casefold()
    assert case["helped"] in everything
    assert everything.index(case["helped"]) < everything.index(case["weeks"].casefold())


async def test_paused_on_the_page_it_goes_on_by_text(
    house: Running, session: aiohttp.ClientSession, case: dict[str, Any]
) -> None:
    page, phone = await Browser.open(house, session, case["language"]), Phone(house)
    await one_answer(page, case)
    await hears(page, case["pause"], case["paused"])
    await hears(phone, await page.code(), case["linked"])
    await hears(phone, case["again"], case["asked"])
    await hears(phone, case["next"], case["then"])
    (kept,) = (await record(house, phone)).screenings
    assert answers(kept) == {"food": ("sometimes",), "housing": ("fine",)}


async def test_paused_by_text_it_goes_on_at_the_page(
    house: Running, session: aiohttp.ClientSession, case: dict[str, Any]
) -> None:
    page, phone = await Browser.open(house, session, case["language"]), Phone(house)
    await one_answer(phone, case)
    await hears(phone, case["pause"], case["paused"])
    await hears(phone, await page.code(), case["linked"])
    assert (await page.hear()).texts  # which phone it was
    await hears(page, case["again"], case["asked"])
    await hears(page, case["next"], case["then"])
    (kept,) = (await record(house, page)).screenings
    assert answers(kept) == {"food": ("sometimes",), "housing": ("fine",)}
