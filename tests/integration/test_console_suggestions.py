"""Suggested help beside the composer: for the last message, near the family, in its language."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.console.testing import Bench
from casebook.care.changes import FindNeed, TellFacts
from services.directory.question import Found, Question

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio
FOOD = {"labels": [["food_need", 0.9]], "handed_over": None}


class Pantries:
    """A directory with one pantry, that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def find(self, question: Question) -> list[Found]:
        self.asked.append(question)
        summary = "Comida gratis." if question.language == "es" else "Free food."
        return [
            Found(
                service_id="1", name="Corner Pantry", organization="Corner", summary=summary, next_step=None,
                phone="860-555-0144", sms=None, url=None, address=None, town="Hartford", miles=1.2, reach="local",
                hours_state="unknown", why=("need",), verified_on=None,
            )
        ]  # fmt: skip


@pytest.fixture
def pantries() -> Pantries:
    return Pantries()


@pytest_asyncio.fixture
async def desk(tmp_path: Path, pantries: Pantries) -> AsyncIterator[TalkDesk]:
    bench = Bench.at(tmp_path)
    bench.find = pantries.find
    async with open_desk(tmp_path, bench) as opened:
        yield opened


async def test_help_for_the_last_message_is_worded_for_the_family(desk: TalkDesk, pantries: Pantries) -> None:
    talk = await desk.bench.hears("no tengo comida", language="es", reading=FOOD, queue_reason="asked")
    await desk.keep(talk, TellFacts({"place": "06106", "child_age_months": 20}))
    shown = await desk.page(talk, "/suggestions")
    assert "Corner Pantry" in shown
    assert "Comida gratis." in shown
    assert "860-555-0144" in shown
    assert "not checked by a person yet" in shown
    asked = pantries.asked[0]
    assert (asked.need, asked.age_months, asked.language) == ("food_need", 20, "es")
    assert asked.place is not None
    assert asked.place.town == "Hartford"


async def test_what_staff_say_that_a_message_means_counts_more(desk: TalkDesk, pantries: Pantries) -> None:
    talk = await desk.bench.hears("we are short", reading=FOOD, queue_reason="asked")
    await desk.ana.open(at(talk, "/lines/1/labels"))
    await desk.ana.post(at(talk, "/lines/1/labels"), main="housing_need")
    await desk.page(talk, "/suggestions")
    assert {asked.need for asked in pantries.asked} == {"housing_need"}


async def test_a_message_without_a_need_gets_help_for_the_newest_need(desk: TalkDesk, pantries: Pantries) -> None:
    talk = await desk.bench.hears("thank you", queue_reason="asked")
    await desk.keep(talk, FindNeed("housing_need", "said"))
    await desk.keep(talk, FindNeed("food_need", "said"), FindNeed("legal_need", "said", False))
    await desk.page(talk, "/suggestions")
    assert pantries.asked[0].need == "food_need"
    assert "legal_need" not in {asked.need for asked in pantries.asked}


async def test_without_a_need_nothing_is_suggested(desk: TalkDesk, pantries: Pantries) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    assert "No need is known yet" in await desk.page(talk, "/suggestions")
    assert pantries.asked == []


async def test_looking_for_help_is_reading_the_record(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.page(talk, "/suggestions")
    assert await desk.audited(talk) == ["read"]
    assert (await desk.ana.open(at("0" * 32, "/suggestions"))).status == 404
