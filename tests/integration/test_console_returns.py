"""Who has a conversation and does not answer in time gives it back: once, with one true sentence and an alert."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.console.returns import Returns
from bot.console.testing import words
from bot.console.words import Words
from bot.testing import open_stage, stage_settings
from casebook import tables
from casebook.queries import desk, returns
from casebook.queries.rows import now
from services.texts.quiet_hours import next_allowed

sys.path.insert(0, str(Path(__file__).parent))
from desk_office import Office, open_office

pytestmark = pytest.mark.asyncio
SENTENCE = words()["family"]["gave_back"]
ADDRESS = "+18605550123"


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


def watch(office: Office) -> Returns:
    bench = office.bench
    return Returns(bench.casebook, bench.live, bench.woken.append, Words(words()))


async def look(office: Office, minutes: float = 0) -> int:
    return await watch(office).look(now() + timedelta(minutes=minutes))


async def told(office: Office, talk: str) -> list[str]:
    return [line.text for line in await office.lines(talk) if line.text in SENTENCE.values()]


@pytest.mark.parametrize("how", ["taken", "given"])
async def test_without_an_answer_in_time_it_goes_back_once_with_one_sentence_and_an_alert(
    office: Office, how: str
) -> None:
    talk = await office.waits(language="es")
    await (office.do("ben", talk, "take") if how == "taken" else office.do("ana", talk, "give", to=office.ids["ben"]))
    assert await look(office, 29) == 0
    assert await look(office, 30) == 1
    assert await look(office, 90) == 0  # another watch, as after a restart
    row = await office.row(talk)
    assert (row.owner, row.staff, row.queue_reason) == ("queue", None, "asked")
    assert await told(office, talk) == [SENTENCE["es"]]
    assert [(alert.kind, alert.conversation) for alert in await office.rows(tables.alert)] == [("not_answered", talk)]
    assert (await office.audited(talk))[-1] == "give_back"
    page = await office.page("ana")
    assert "Nobody answered in the promised time" in page
    assert "First answer" in page  # it waits since it came, and comes up by that


async def test_looks_at_the_same_moment_give_it_back_once(office: Office) -> None:
    talk = await office.waits()
    await office.do("ben", talk, "take")
    assert sum(await asyncio.gather(*(look(office, 60) for _ in range(6)))) == 1
    assert len(await told(office, talk)) == 1
    assert len(await office.rows(tables.alert)) == 1


async def test_a_reply_keeps_it_and_each_further_message_is_due_an_answer(office: Office) -> None:
    talk = await office.waits(address=ADDRESS)
    await office.do("ben", talk, "take")
    await office.do("ben", talk, "reply", reply="Hello.")
    assert await look(office, 600) == 0
    office.clock.shift(timedelta(minutes=20))
    await office.bench.hears("and then?", address=ADDRESS)
    assert await look(office, 29) == 0
    assert await look(office, 30) == 1


async def test_a_note_shows_that_somebody_is_at_work(office: Office) -> None:
    talk = await office.waits("crisis_medical", crisis="crisis_medical")
    await office.do("ben", talk, "take")
    office.clock.shift(timedelta(minutes=4))
    await office.do("ben", talk, "note", note="On the phone with her.")
    assert await look(office, 4) == 0  # five minutes are promised
    assert await look(office, 5) == 1


async def test_a_note_of_somebody_else_does_not(office: Office) -> None:
    talk = await office.waits()
    await office.do("ben", talk, "take")
    office.clock.shift(timedelta(minutes=20))
    await office.do("ana", talk, "note", note="Ben is out.")
    assert await look(office, 10) == 1


async def test_what_is_put_off_is_not_given_back(office: Office) -> None:
    talk = await office.waits()
    await office.do("ben", talk, "take")
    await office.do("ben", talk, "snooze", until="hour")
    assert await look(office, 59) == 0
    assert await look(office, 89) == 0
    assert await look(office, 90) == 1


async def test_nights_do_not_count_but_in_danger(office: Office) -> None:
    calm, crisis = await office.waits(), await office.waits("crisis_self_harm", crisis="crisis_self_harm")
    office.clock.shift(timedelta(hours=3, minutes=50))  # 16:50; the day ends at 17
    for who in ("ana", "ben"):
        await office.at[who].sign_in({"ana": "Ana Ruiz", "ben": "Ben Cole"}[who])
    for talk in (calm, crisis):
        await office.do("ben", talk, "take")
    assert await look(office, 60 * 8) == 1
    assert [(await office.row(talk)).owner for talk in (calm, crisis)] == ["person", "queue"]
    assert await look(office, 60 * 16 + 29) == 0  # 9:19
    assert await look(office, 60 * 16 + 30) == 1


@pytest.mark.parametrize(("minutes_ago", "at_once"), [(29, True), (31, False)])
async def test_rule_2_5_at_night_the_text_waits_for_the_morning_unless_the_family_wrote_just_now(
    office: Office, minutes_ago: int, at_once: bool
) -> None:
    office.clock.move_to(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))  # 3:00 in Connecticut
    for who, name in (("ana", "Ana Ruiz"), ("ben", "Ben Cole")):
        await office.at[who].sign_in(name)
    talk = await office.waits("crisis_medical", crisis="crisis_medical")
    office.clock.shift(timedelta(minutes=1))
    await office.do("ben", talk, "take")
    moment = now() + timedelta(minutes=minutes_ago - 1)
    assert await watch(office).look(moment) == 1
    [text] = [row for row in await office.rows(tables.outbox) if row.seq == (await office.lines(talk))[-1].seq]
    assert text.not_before == (moment if at_once else next_allowed(moment))
    await office.do("ana", talk, "take")  # somebody comes before the morning: the sentence is no longer true
    [text] = [row for row in await office.rows(tables.outbox) if row.message == text.message]
    assert text.state == "dropped"


async def test_nothing_goes_to_a_phone_that_may_be_in_other_hands_or_said_stop(office: Office) -> None:
    violence = await office.waits("crisis_violence", crisis="crisis_violence")
    stopped = await office.waits(text="STOP", consent=False)
    for talk in (violence, stopped):
        await office.do("ben", talk, "take")
    assert await look(office, 60) == 2
    assert [await told(office, talk) for talk in (violence, stopped)] == [[], []]
    assert len(await office.rows(tables.alert)) == 2


async def test_what_changed_since_it_was_read_is_left_alone(office: Office) -> None:
    talk = await office.waits()
    await office.do("ben", talk, "take")
    moment = now() + timedelta(minutes=60)
    [read] = await office.bench.casebook.read(partial(returns.held, at=moment))
    keys = office.bench.casebook.keys
    await office.bench.casebook.write(
        partial(desk.reply, keys=keys, conversation_id=talk, staff_id=office.ids["ben"], text="Here I am.")
    )
    back = partial(returns.give_back, keys=keys, read=read, at=moment, told="x", not_before=moment)
    assert await office.bench.casebook.write(back) is False
    assert (await office.row(talk)).owner == "person"


async def test_the_house_keeps_watch_and_a_second_one_on_its_casebook_does_not_do_it_again(tmp_path: Path) -> None:
    settings = stage_settings(tmp_path)
    async with open_stage(settings) as stage:
        await stage.text("hello")
        await stage.answers(1)
        talk = (await stage.conversation()).id
        casebook = stage.house.casebook
        hire = tables.staff.insert().values(
            id="b" * 32, email="b@example.org", name="Ben", role="coordinator", failed_logins=0, created_at=now()
        )
        await casebook.write(lambda connection: connection.execute(hire))
        await casebook.write(
            partial(desk.join, keys=casebook.keys, conversation_id=talk, staff_id="b" * 32, greeting="Hi")
        )
        assert "returns" in {watch.get_name() for watch in await watches(stage.house)}
        later = now() + timedelta(days=7)
        assert await stage.house.returns.look(later) == 1
    async with open_stage(settings) as stage:
        assert await stage.house.returns.look(later + timedelta(days=1)) == 0
        assert (await stage.conversation()).owner == "queue"


async def watches(house: object) -> list[asyncio.Task[None]]:
    async def at_once() -> None:
        return None

    await house.start(at_once)  # type: ignore[attr-defined]
    return list(house._watches)  # type: ignore[attr-defined]
