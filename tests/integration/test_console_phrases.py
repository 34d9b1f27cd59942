"""Phrases at the desk: in the family's language, filled from its record, never sent with an open place."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from casebook import tables
from casebook.care import tables as care
from casebook.care.changes import OpenReferral, TellFacts

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[TalkDesk]:
    async with open_desk(tmp_path) as opened:
        yield opened


async def phrase(desk: TalkDesk, talk: str, holds: str) -> dict[str, Any]:
    found = await (await desk.ana.open(at(talk, "/phrases"))).json()
    return next(each for each in found["phrases"] if holds in each["title"])


async def test_a_phrase_speaks_the_familys_language_and_shows_the_staffs_as_a_hint(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hola", language="es", queue_reason="asked")
    found = await phrase(desk, talk, "I have read")
    assert found["text"] == "Hola, soy Ana Ruiz. Ya leí lo que me escribió. Estoy buscando ayuda cerca de usted."
    assert found["hint"].startswith("Hi, I am Ana Ruiz.")
    assert found["open"] == []


async def test_the_program_and_its_number_come_from_the_newest_open_referral(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    before = await phrase(desk, talk, "Call the program")
    assert before["open"] == ["program", "phone"]
    await desk.keep(talk, OpenReferral("r" * 32, "food_need", "program:wic", "WIC", {}))
    after = await phrase(desk, talk, "Call the program")
    assert "WIC" in after["text"]
    assert after["open"] == []


async def test_a_name_of_the_family_stands_in_it_once_it_is_known(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.keep(talk, TellFacts({"family_name": "Mrs. Example"}))
    assert (await phrase(desk, talk, "I have read"))["text"].startswith("Hi Mrs. Example, I am Ana Ruiz.")


async def test_a_coordinator_writes_the_name_down_and_takes_it_away(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hola", language="es", queue_reason="asked")
    assert (await desk.ana.post(at(talk, "/name"), name="  Sra.   Díaz ", by_script=True)).status == 204
    assert "<dd>Sra. Díaz</dd>" in await desk.page(talk)
    assert (await phrase(desk, talk, "I have read"))["text"].startswith("Hola Sra. Díaz, soy Ana Ruiz.")
    [kept] = await desk.rows(care.facts)
    assert "Díaz".encode() not in kept.facts_sealed
    assert (await desk.ana.post(at(talk, "/name"), name=" ", by_script=True)).status == 204
    assert "Sra. Díaz" not in await desk.page(talk)
    assert (await phrase(desk, talk, "I have read"))["text"].startswith("Hola, soy Ana Ruiz.")
    written = [row for row in await desk.rows(tables.audit) if row.action == "family_name"]
    assert [(row.subject, row.detail) for row in written] == [(talk, "kept"), (talk, "taken away")]


@pytest.mark.parametrize("name", ["x" * 61, "{time}"])
async def test_what_is_no_name_is_not_kept(desk: TalkDesk, name: str) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    assert (await desk.ana.post(at(talk, "/name"), name=name, by_script=True)).status == 422
    assert (await desk.ana.post(at("0" * 32, "/name"), name="Ms. Díaz", by_script=True)).status == 404
    assert await desk.rows(care.facts) == []


async def test_a_reply_with_an_open_place_is_not_sent_and_is_told_which(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.post(at(talk, "/take"))
    before = await desk.said(talk)
    answer = await desk.ana.post(at(talk, "/reply"), reply="I write by {date} at {time}.", by_script=True)
    assert answer.status == 422
    assert "{date}, {time}" in (await answer.json())["problem"]
    assert await desk.said(talk) == before
    assert (await desk.ana.post(at(talk, "/reply"), reply="A {smile} by Friday.", by_script=True)).status == 204


async def test_a_note_may_speak_of_an_open_place(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    assert (await desk.ana.post(at(talk, "/note"), note="what is {date}?", by_script=True)).status == 204


async def test_asking_for_phrases_is_reading_the_record(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.open(at(talk, "/phrases"))
    assert await desk.audited(talk) == ["read"]
    assert (await desk.ana.open(at("0" * 32, "/phrases"))).status == 404
