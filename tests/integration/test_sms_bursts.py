"""Texts that come together are read together; danger and STOP wait for nobody; two machines do not talk for ever."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.channels.sms.scripted import Scripted
from bot.testing import PHONE, Stage
from bot.turn.assistant import Answer
from casebook import tables


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


async def worked(stage: Stage, count: int) -> None:
    async def enough() -> bool:
        return sum(row.processed_at is not None for row in await stage.rows(tables.inbox)) >= count

    await until(enough)


def asked(stage: Stage) -> list[str]:
    return [request["text"] for request in stage.assistant.asked]


def slow(stage: Stage, seconds: float) -> None:
    """The assistant takes so long for a turn."""
    turn = stage.assistant.turn

    async def later(request) -> Answer:
        await asyncio.sleep(seconds)
        return await turn(request)

    stage.assistant.turn = later  # type: ignore[method-assign]


async def test_a_lone_text_is_answered_at_once(stage: Stage) -> None:
    began = asyncio.get_running_loop().time()
    await stage.text("we need diapers")
    await stage.answers(1)
    assert asyncio.get_running_loop().time() - began < 1


async def test_three_texts_at_once_get_one_answer(stage: Stage) -> None:
    slow(stage, 0.2)
    for words in ("hi", "my son is 3", "he doesnt talk yet"):
        await stage.text(words)
        await asyncio.sleep(0.05)
    await worked(stage, 3)
    assert asked(stage) == ["hi\nmy son is 3\nhe doesnt talk yet"]
    assert len(await stage.answers(1)) == 1
    outcomes = [row.outcome for row in sorted(await stage.rows(tables.inbox), key=lambda row: row.seq)]
    assert outcomes == ["joined", "joined", "answered"]


async def test_texts_within_five_seconds_after_the_first_are_read_together(stage: Stage) -> None:
    await stage.text("hi")
    await stage.answers(1)
    await asyncio.sleep(1)
    await stage.text("my son is 3")
    await asyncio.sleep(1.5)
    await stage.text("he doesnt talk yet")
    await worked(stage, 3)
    assert asked(stage) == ["hi", "my son is 3\nhe doesnt talk yet"]


async def test_a_text_that_must_go_on_is_waited_for(stage: Stage) -> None:
    await stage.text("my son is 3 and")
    await asyncio.sleep(0.6)
    assert asked(stage) == []
    await stage.text("he doesnt talk yet")
    await worked(stage, 2)
    assert asked(stage) == ["my son is 3 and\nhe doesnt talk yet"]


async def test_danger_in_a_burst_is_answered_at_once(stage: Stage) -> None:
    await stage.text("hi")
    await stage.answers(1)
    await asyncio.sleep(0.8)
    await stage.text("im so tired of all this and")  # waited for, were it alone
    await asyncio.sleep(0.2)
    began = asyncio.get_running_loop().time()
    await stage.text("i want to kill myself")
    await stage.answers(2)
    assert asyncio.get_running_loop().time() - began < 1
    assert "988" in stage.got()[-1].body
    assert (await stage.conversation()).queue_reason == "crisis_self_harm"


async def test_danger_does_not_wait_for_an_assistant_that_is_slow(stage: Stage) -> None:
    slow(stage, 5)
    await stage.text("we need food")
    await asyncio.sleep(0.3)
    began = asyncio.get_running_loop().time()
    await stage.text("he has a gun and says he will kill us")
    await stage.answers(1)
    assert asyncio.get_running_loop().time() - began < 1
    assert "911" in stage.got()[0].body


async def test_a_danger_told_in_two_texts_is_found_in_both_together(stage: Stage) -> None:
    slow(stage, 0.2)
    await stage.text("sometimes i just want to")
    await stage.text("kill myself")
    await worked(stage, 2)
    assert (await stage.conversation()).queue_reason == "crisis_self_harm"


async def test_stop_in_a_burst_is_honoured_at_once_and_what_stood_before_it_is_left(stage: Stage) -> None:
    slow(stage, 3)
    await stage.text("we need food")
    await asyncio.sleep(0.2)
    began = asyncio.get_running_loop().time()
    await stage.text("no never mind, stop texting me")
    await worked(stage, 2)
    assert asyncio.get_running_loop().time() - began < 1
    assert (await stage.conversation()).opted_out_at is not None
    assert asked(stage) == []


async def test_a_choice_is_not_mixed_with_words(stage: Stage) -> None:
    slow(stage, 0.1)
    await stage.text("skip")
    await stage.text("we need food")
    await worked(stage, 2)
    assert [request["choice"] is not None for request in stage.assistant.asked] == [True, False]


async def test_a_photo_and_words_are_one_message(stage: Stage) -> None:
    slow(stage, 0.5)
    await stage.text("we need help")
    await asyncio.sleep(0.2)  # while this one is answered, the other two come
    await stage.text("", media=1)
    await stage.text("this is our light bill")
    await worked(stage, 3)
    answer = (await stage.answers(1))[-1]
    assert "can't see or hear what you sent" in answer
    assert answer.endswith("this is our light bill")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("image/jpeg", "photo"), ("audio/amr", "voice message"), ("video/mp4", "video"), ("text/vcard", "files")],
)
async def test_photos_and_voice_without_words_are_answered_kindly(stage: Stage, kind: str, words: str) -> None:
    await stage.provider.text_from(PHONE, "", 1, kind)
    assert words in (await stage.answers(1))[0]


async def test_a_burst_survives_a_crash_and_is_read_together(stage: Stage) -> None:
    slow(stage, 60)
    for words in ("hi", "we need food"):
        await stage.text(words)
    await asyncio.sleep(0.3)
    await stage.house.turns.close()
    stage.assistant.turn = type(stage.assistant).turn.__get__(stage.assistant)  # type: ignore[method-assign]
    await stage.house.turns.recover()
    await worked(stage, 2)
    assert asked(stage) == ["hi\nwe need food"]


async def test_two_machines_do_not_talk_for_ever(stage: Stage) -> None:
    for number in range(12):
        await stage.text(f"We got your message. Ticket #{number}")
        await worked(stage, number + 1)
        await asyncio.sleep(0.05)
    row = await stage.conversation()
    assert (row.owner, row.queue_reason) == ("queue", "loop")
    assert "loop" in {alert.kind for alert in await stage.rows(tables.alert)}
    assert "loop_cut" in {entry.action for entry in await stage.rows(tables.audit)}
    assert len(stage.got()) < 9
    before = len(stage.got())
    await stage.text("hi this is really me, we need diapers")
    await stage.answers(before + 1)


async def test_an_absence_notice_is_not_answered_and_staff_see_why(stage: Stage) -> None:
    await stage.text("I'm driving right now with Do Not Disturb turned on.")
    await worked(stage, 1)
    await stage.text("Liked “Text PERSON to reach one, STOP to end”")
    await worked(stage, 2)
    assert stage.got() == []
    assert [row.outcome for row in await stage.rows(tables.inbox)] == ["automatic", "automatic"]
    assert {row.detail for row in await stage.rows(tables.audit)} == {"automatic reply"}
    assert (await stage.conversation()).opted_out_at is None


async def test_a_long_answer_is_read_on_when_the_family_asks(stage: Stage) -> None:
    long = " ".join(f"Place number {number} is open on weekdays and has food for families." for number in range(1, 40))
    stage.assistant.script = lambda request: Answer((_reply(long),), {"turns": 1, "slots": {}})
    await stage.text("we need food")
    texts = await stage.answers(2)
    assert texts[-1].endswith("Reply: 1 Read the rest")
    for word in ("MORE", "1"):
        await asyncio.sleep(0.6)
        before = len(stage.got())
        await stage.text(word)
        texts = await stage.answers(before + 1)
    assert len(stage.assistant.asked) == 1
    everything = " ".join(text.replace("\nReply: 1 Read the rest", "") for text in texts)
    assert all(f"Place number {number} is" in everything for number in range(1, 30))


async def test_while_the_provider_is_away_bursts_still_end(stage: Stage) -> None:
    stage.house.outbox.provider = Scripted()
    await stage.text("we need food")
    await stage.text("and rent")
    await worked(stage, 2)


def _reply(text: str):
    from bot.turn.assistant import Reply

    return Reply(text)
