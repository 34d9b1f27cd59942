"""What staff say messages mean: kept sealed, approved once, gone with the family."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.console.testing import Bench
from casebook import tables
from casebook.learning_records import Heard
from casebook.queries import markings

WORDS = "the fridge is empty and my son Jayden is 3"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench.at(tmp_path)
    yield made
    made.casebook.close()


async def told(bench: Bench, text: str = WORDS, *labels: list[Any]) -> Heard:
    talk = await bench.hears(text, reading={"labels": list(labels), "handed_over": None})
    heard = await bench.casebook.read(partial(markings.heard, keys=bench.casebook.keys))
    return next(each for each in heard if each.conversation == talk and each.text == text)


async def mark(bench: Bench, message: str, staff: str, *labels: str) -> bool:
    how = partial(markings.mark, keys=bench.casebook.keys, message_id=message, staff_id=staff)
    return await bench.casebook.write(partial(how, labels=labels, language="en"))


def held_by(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("casebook.db*"))


async def settle(bench: Bench, message: str, staff: str, example: str | None) -> bool:
    how = partial(markings.settle, keys=bench.casebook.keys, message_id=message, staff_id=staff, example=example)
    return await bench.casebook.write(how)


async def read(bench: Bench, what: Any) -> Any:
    return await bench.casebook.read(partial(what, keys=bench.casebook.keys))


async def test_a_message_is_heard_with_what_the_assistant_read_in_it(bench: Bench) -> None:
    heard = await told(bench, WORDS, ["food_need", 0.41])
    assert heard.read_as == (("food_need", 0.41),)
    assert heard.marked_as == ()


async def test_a_marking_waits_for_approval_and_only_approved_words_are_learned(bench: Bench) -> None:
    ana, lee = await bench.hire("Ana Ruiz"), await bench.hire("Lee Park", "lead")
    heard = await told(bench)
    assert await mark(bench, heard.message, ana, "food_need", "household_goods_need")
    (waiting,) = await read(bench, markings.open_markings)
    assert (waiting.text, waiting.labels, waiting.marked_by) == (
        WORDS,
        ("food_need", "household_goods_need"),
        "Ana Ruiz",
    )
    assert await read(bench, markings.examples) == []
    assert await settle(bench, heard.message, lee, "the fridge is empty and my son is 3")
    (example,) = await read(bench, markings.examples)
    assert (example.text, example.labels) == ("the fridge is empty and my son is 3", waiting.labels)
    assert await read(bench, markings.open_markings) == []


async def test_of_two_who_settle_only_the_first_one_does(bench: Bench) -> None:
    ana, lee = await bench.hire("Ana Ruiz"), await bench.hire("Lee Park", "lead")
    heard = await told(bench)
    await mark(bench, heard.message, ana, "food_need")
    assert await settle(bench, heard.message, lee, None)
    assert not await settle(bench, heard.message, lee, WORDS)
    assert await read(bench, markings.examples) == []


async def test_a_new_label_takes_the_approval_of_the_old_one_away(bench: Bench) -> None:
    ana = await bench.hire("Ana Ruiz")
    heard = await told(bench)
    await mark(bench, heard.message, ana, "food_need")
    await settle(bench, heard.message, ana, "the fridge is empty")
    await mark(bench, heard.message, ana, "social_support")
    assert await read(bench, markings.examples) == []
    (waiting,) = await read(bench, markings.open_markings)
    assert waiting.labels == ("social_support",)


async def test_nothing_but_a_familys_message_can_be_marked(bench: Bench) -> None:
    assert not await mark(bench, "0" * 32, await bench.hire("Ana Ruiz"), "food_need")


async def test_neither_labels_nor_learned_words_lie_open_on_the_disk(bench: Bench, tmp_path: Path) -> None:
    ana = await bench.hire("Ana Ruiz")
    heard = await told(bench, WORDS, ["housing_need", 0.9])
    await mark(bench, heard.message, ana, "food_need")
    await settle(bench, heard.message, ana, "nothing is left to eat")
    assert not [word for word in (b"nothing is", b"food_need", b"housing_need") if word in held_by(tmp_path)]


async def test_what_a_family_said_is_not_learned_once_it_is_deleted(bench: Bench) -> None:
    ana = await bench.hire("Ana Ruiz")
    heard = await told(bench)
    await mark(bench, heard.message, ana, "food_need")
    await settle(bench, heard.message, ana, "the fridge is empty")

    def erase(connection: Any) -> None:
        connection.execute(delete(tables.inbox).where(tables.inbox.c.message == heard.message))
        connection.execute(delete(tables.message).where(tables.message.c.id == heard.message))

    await bench.casebook.write(erase)
    assert await read(bench, markings.examples) == []
    assert await bench.casebook.read(lambda c: c.execute(select(tables.marking)).first()) is None
