"""Follow-ups go out once, by day, two times at most, and end with STOP; a family's answer moves the referral on."""

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path

from bot.testing import Stage, open_stage, stage_settings
from bot.turn.assistant import Answer, Reply
from casebook import tables as house
from casebook.care import tables
from casebook.records import NOBODY_WRITES

sys.path.insert(0, str(Path(__file__).parent))
from care import NOON, Home


async def test_a_follow_up_is_asked_when_it_is_due_and_not_before(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    assert await home.look(days=3) == 0
    assert await home.look(days=4) == 1
    asked = (await stage.answers(2))[-1]
    assert "Did Birth to Three get in touch with you?" in asked
    assert "1 Yes, they did" not in asked or "Reply" in asked


async def test_a_name_that_gives_something_away_is_not_texted(stage: Stage) -> None:
    home = await Home.make(stage)
    referral = await home.refer()
    await stage.house.casebook.write(
        lambda c: c.execute(tables.referral.update().where(tables.referral.c.id == referral).values(need="legal_need"))
    )
    await home.look(days=4)
    asked = (await stage.answers(2))[-1]
    assert "the program you chose" in asked
    assert "Birth to Three" not in asked


async def test_nothing_begins_at_night(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    night = (NOON + timedelta(days=5)).replace(hour=5)  # midnight or one o'clock in Connecticut
    assert await home.look(at=night) == 0
    assert await home.look(days=5) == 1


async def test_two_tries_then_a_person(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    assert [await home.look(days=days) for days in (4, 7, 10)] == [1, 1, 0]
    assert (await home.states())["reached"] == "person"
    talk = await stage.conversation()
    assert (talk.owner, talk.queue_reason) == ("queue", "no_answer")


async def test_looks_at_the_same_moment_ask_once(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    asked = await asyncio.gather(*(home.look(days=4) for _ in range(8)))
    assert sum(asked) == 1
    await stage.answers(2)
    await asyncio.sleep(0.2)
    assert len(stage.got()) == 2


async def test_stop_ends_all_that_we_would_ask(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    await stage.text("PARAR")  # the carrier does not answer this one, we do
    await stage.answers(2)
    assert await home.look(days=200) == 0
    assert set((await home.states()).values()) == {"dropped"}


async def test_on_a_phone_to_which_nobody_may_write_nothing_is_asked_and_a_person_looks(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    await stage.house.casebook.write(
        lambda c: c.execute(house.conversation.update().values(crisis_answers=json.dumps({NOBODY_WRITES: 1})))
    )
    before = len(stage.got())
    assert await home.look(days=4) == 0
    assert len(stage.got()) == before
    talk = await stage.conversation()
    assert (talk.owner, talk.queue_reason) == ("queue", "no_answer")


async def test_nothing_is_asked_while_a_person_has_the_conversation(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    talk = stage.house.casebook
    table = tables.metadata.tables["conversation"]
    await talk.write(lambda c: c.execute(table.update().values(owner="person")))
    assert await home.look(days=4) == 0
    await talk.write(lambda c: c.execute(table.update().values(owner="bot")))
    assert await home.look(days=4) == 1


async def test_the_talk_goes_on_with_the_question_open(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    await home.look(days=4)
    await stage.answers(2)
    stage.assistant.script = lambda _request: Answer((Reply("Good."),), {"slots": {}})
    await stage.text("yes they called")
    await stage.answers(3)
    state = stage.assistant.asked[-1]["state"]
    assert state["loop"] == {"name": "follow_up_form", "requested_slot": "outcome"}
    assert state["slots"]["follow_up"].startswith("reached:")


async def test_a_number_sent_back_is_the_choice(stage: Stage) -> None:
    home = await Home.make(stage)
    await home.refer()
    await home.look(days=4)
    await stage.answers(2)
    await stage.text("2")
    await stage.answers(3)
    assert stage.assistant.asked[-1]["choice"] == {"intent": "follow_up_answer", "entities": {"outcome": "not_yet"}}


async def test_a_question_that_was_committed_goes_out_after_a_restart_once(tmp_path: Path) -> None:
    settings = stage_settings(tmp_path)
    async with open_stage(settings) as stage:
        home = await Home.make(stage)
        await home.refer()
        stage.house.outreach._wake_outbox = lambda _conversation: None  # it dies before anything is sent
        assert await home.look(days=4) == 1
        assert len(stage.got()) == 1
    async with open_stage(settings) as again:
        await again.house.outbox.recover()
        [text] = await again.answers(1)
        assert "get in touch" in text
        assert await Home(again, home.where).look(days=4) == 0
