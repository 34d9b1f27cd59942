"""Replies for later: once, by day, and not after STOP, a closing or a danger."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.console.words import typed_moment
from bot.outreach.planned import Planned
from casebook import tables
from casebook.care import erasing, exporting
from casebook.console_tables import scheduled
from casebook.queries import consents, transcripts
from casebook.queries.consents import Consent
from casebook.queries.rows import now
from casebook.records import NOBODY_WRITES

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio
HERE = ZoneInfo("America/New_York")


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[TalkDesk]:
    async with open_desk(tmp_path) as opened:
        yield opened


def local(days: int = 2, hour: int = 10) -> str:
    """A moment as a browser sends it: some days from now at an hour of Connecticut."""
    day = datetime.now(HERE).date() + timedelta(days=days)
    return f"{day.isoformat()}T{hour:02}:00"


def utc(typed: str) -> datetime:
    found = typed_moment(typed)
    assert found is not None
    return found


def watch(desk: TalkDesk) -> Planned:
    return Planned(desk.bench.casebook, desk.bench.live, desk.bench.woken.append)


async def planned(desk: TalkDesk, text: str = "I called them.", when: str = "", **hears: str) -> str:
    """A conversation of Ana's with a message that waits."""
    talk = await desk.bench.hears("hello", **({"queue_reason": "asked"} | hears))  # type: ignore[arg-type]
    await desk.ana.post(at(talk, "/take"))
    answer = await desk.ana.post(at(talk, "/later"), reply=text, at=when or local(), by_script=True)
    assert answer.status == 204
    return talk


async def states(desk: TalkDesk) -> list[str]:
    return [row.state for row in await desk.rows(scheduled)]


async def test_a_planned_message_stands_in_the_transcript_and_goes_out_once_when_it_is_time(desk: TalkDesk) -> None:
    talk = await planned(desk)
    page = await desk.page(talk)
    assert "Planned messages" in page
    assert "I called them." in page
    assert ("person", "I called them.") not in await desk.said(talk)
    looking = watch(desk)
    assert await looking.look(utc(local()) - timedelta(seconds=1)) == 0
    desk.bench.woken.clear()
    sent = await asyncio.gather(*(watch(desk).look(utc(local())) for _ in range(6)))
    assert sum(sent) == 1
    assert [line for line in await desk.said(talk) if line == ("person", "I called them.")] == [
        ("person", "I called them.")
    ]
    assert desk.bench.woken == [talk]
    assert await looking.look(utc(local(9))) == 0
    assert "Planned messages" not in await desk.page(talk)
    assert "Ana Ruiz" in await desk.page(talk)
    assert {"plan_message", "planned_message"} <= set(await desk.audited(talk))


async def test_the_words_are_sealed_while_they_wait(desk: TalkDesk) -> None:
    await planned(desk, "a very private word")
    [row] = await desk.rows(scheduled)
    assert b"private" not in row.body_sealed


async def test_a_text_for_the_night_waits_for_the_morning_and_the_page_says_so(desk: TalkDesk) -> None:
    talk = await planned(desk, when=local(2, 23))
    [row] = await desk.rows(scheduled)
    assert row.due_at.replace(tzinfo=UTC).astimezone(HERE).strftime("%H:%M") == "09:00"
    assert "9:00 AM" in await desk.page(talk)


async def test_a_watch_that_wakes_at_night_sends_no_text_but_a_page_may_show_it(desk: TalkDesk) -> None:
    await planned(desk)
    web = await planned(desk, "for the page", channel="web", address="token")
    night = utc(local(3, 2))
    assert await watch(desk).look(night) == 1
    assert ("person", "for the page") in await desk.said(web)
    assert sorted(await states(desk)) == ["sent", "waiting"]
    assert await watch(desk).look(utc(local(3, 9))) == 1


async def test_a_planned_text_can_be_taken_back_by_a_colleague(desk: TalkDesk) -> None:
    talk = await planned(desk)
    [row] = await desk.rows(scheduled)
    await desk.ben.open(at(talk))
    assert (await desk.ben.post(at(talk, f"/later/{row.id}/cancel"), by_script=True)).status == 204
    assert await watch(desk).look(utc(local(9))) == 0
    again = await desk.ben.post(at(talk, f"/later/{row.id}/cancel"), by_script=True)
    assert again.status == 409
    assert "cancelled already" in (await again.json())["problem"]
    assert "cancel_message" in await desk.audited(talk)


async def test_it_is_taken_back_only_from_its_own_conversation(desk: TalkDesk) -> None:
    await planned(desk)
    other = await desk.bench.hears("hi", address="+18605550199")
    [row] = await desk.rows(scheduled)
    assert (await desk.ana.post(at(other, f"/later/{row.id}/cancel"), by_script=True)).status == 409
    assert await states(desk) == ["waiting"]


async def test_stop_drops_what_is_planned_at_once(desk: TalkDesk) -> None:
    talk = await planned(desk)
    await desk.bench.hears("STOP", consent=False, even_if_owned=True)
    assert await states(desk) == ["dropped"]
    assert "Planned messages" not in await desk.page(talk)


async def test_a_stop_told_to_staff_drops_it_too(desk: TalkDesk) -> None:
    talk = await planned(desk)
    said, keys = Consent(granted=False, source="staff"), desk.bench.casebook.keys
    await desk.bench.casebook.write(
        partial(consents.stop, keys=keys, conversation_id=talk, said=said, actor="staff:test")
    )
    assert await states(desk) == ["dropped"]


async def test_closing_the_conversation_cancels_it_even_when_the_family_writes_again(desk: TalkDesk) -> None:
    talk = await planned(desk)
    await desk.ana.post(at(talk, "/close"))
    assert await states(desk) == ["cancelled"]
    await desk.bench.hears("one more thing")
    assert await watch(desk).look(utc(local(9))) == 0


async def test_handing_back_to_the_computer_helper_keeps_the_promise(desk: TalkDesk) -> None:
    talk = await planned(desk)
    await desk.ana.post(at(talk, "/hand-back"))
    assert await watch(desk).look(utc(local())) == 1
    assert ("person", "I called them.") in await desk.said(talk)


async def test_nothing_goes_to_a_phone_to_which_nobody_may_write_not_even_a_farewell(desk: TalkDesk) -> None:
    talk = await planned(desk)
    await desk.change(tables.conversation, talk, crisis_answers=json.dumps({"watched": 1, NOBODY_WRITES: 1}))
    before = await desk.said(talk)
    assert await watch(desk).look(utc(local())) == 0
    await desk.ana.post(at(talk, "/hand-back"))
    assert await watch(desk).look(utc(local())) == 0
    await desk.ana.post(at(talk, "/take"))
    await desk.ana.post(at(talk, "/close"))
    assert await desk.said(talk) == before  # nor a greeting
    [row] = await desk.rows(tables.conversation)
    assert NOBODY_WRITES in row.crisis_answers


async def test_while_danger_stands_nothing_of_before_goes_out(desk: TalkDesk) -> None:
    talk = await planned(desk)
    await desk.change(tables.conversation, talk, crisis="crisis_medical", crisis_at=now())
    assert await watch(desk).look(utc(local())) == 0
    await desk.change(tables.conversation, talk, crisis=None, crisis_at=None)
    assert await watch(desk).look(utc(local())) == 1


@pytest.mark.parametrize("when", ["", "soon", "2020-01-01T10:00", "2126-01-01T10:00", "2026-12-01T10:00+00:00"])
async def test_a_senseless_moment_plans_nothing_and_keeps_the_words(desk: TalkDesk, when: str) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    await desk.ana.post(at(talk, "/take"))
    answer = await desk.ana.post(at(talk, "/later"), reply="my words", at=when)
    assert answer.status == 422
    assert ">my words</textarea>" in await answer.text()
    assert await desk.rows(scheduled) == []


async def test_only_who_has_the_conversation_plans_and_nothing_with_an_open_place(desk: TalkDesk) -> None:
    talk = await desk.bench.hears("hello", queue_reason="asked")
    assert (await desk.ana.post(at(talk, "/later"), reply="x", at=local(), by_script=True)).status == 409
    await desk.ana.post(at(talk, "/take"))
    assert (await desk.ana.post(at(talk, "/later"), reply="by {date}", at=local(), by_script=True)).status == 422
    assert await desk.rows(scheduled) == []


async def test_the_story_says_what_is_promised(desk: TalkDesk) -> None:
    talk = await planned(desk)
    assert "A message on" in await desk.page(talk)


async def test_what_is_planned_is_part_of_a_familys_own_copy_and_goes_with_it(desk: TalkDesk) -> None:
    talk = await planned(desk)
    family, keys = await desk.family(talk), desk.bench.casebook.keys
    copy = await desk.bench.casebook.read(partial(exporting.export, keys=keys, family=family))
    assert copy["conversations"][0]["planned"][0]["text"] == "I called them."
    await desk.bench.casebook.write(partial(erasing.erase, keys=keys, family=family, actor="test"))
    assert await desk.rows(scheduled) == []


async def test_a_planned_line_is_the_persons_own_for_the_family(desk: TalkDesk) -> None:
    await planned(desk, channel="web", address="token")
    await watch(desk).look(utc(local()))
    keys = desk.bench.casebook.keys
    seen = await desk.bench.casebook.read(
        lambda connection: transcripts.by_address(connection, keys, "web", "token", 0)
    )
    assert seen is not None
    assert (seen.lines[-1].sender, seen.lines[-1].author) == ("person", "Ana Ruiz")
    query = select(tables.outbox.c.message)
    assert await desk.bench.casebook.read(lambda connection: list(connection.execute(query))) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2026-12-01T10:00", datetime(2026, 12, 1, 15, 0)),
        ("2026-07-01T10:00", datetime(2026, 7, 1, 14, 0)),
        ("2026-12-01", datetime(2026, 12, 1, 5, 0)),
        ("nonsense", None),
    ],
)
async def test_a_typed_moment_is_that_of_connecticut(typed: str, found: datetime | None) -> None:
    assert typed_moment(typed) == found
