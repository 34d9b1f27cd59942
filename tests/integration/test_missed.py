"""What a family wrote while Rasa was down is answered when Rasa is back: with its next text, or by itself, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.errors import AssistantFailed
from bot.testing import Stage
from bot.turn.assistant import Answer
from bot.turn.came_back import is_due
from casebook import tables
from casebook.queries.rows import now

SOON, TOMORROW = timedelta(minutes=5), timedelta(hours=30)
BACK = "Sorry for the wait"


async def missed(stage: Stage, *texts: str) -> int:
    """A family that wrote while Rasa was down; answers how many texts it got."""
    stage.assistant.down = True
    for text in texts:
        before = len(stage.got())
        await stage.text(text)
        await stage.answers(before + 1)
    stage.assistant.down = False
    return len(stage.got())


async def outcomes(stage: Stage) -> list[str | None]:
    return [row.outcome for row in sorted(await stage.rows(tables.inbox), key=lambda row: row.seq)]


async def test_with_the_next_text_what_was_missed_is_read_too(stage: Stage) -> None:
    got = await missed(stage, "the lights are off and i have a baby", "we are in waterbury")
    await stage.text("hello?")
    answer = "\n".join((await stage.answers(got + 1))[got:])
    assert "the lights are off" in answer
    assert "waterbury" in answer
    assert "hello?" in answer
    assert BACK in answer
    assert await outcomes(stage) == ["joined", "joined", "answered"]
    assert (await stage.conversation()).owner == "bot"


async def test_by_itself_it_is_answered_once(stage: Stage) -> None:
    got = await missed(stage, "the lights are off and i have a baby")
    assert await stage.house.came_back.look(now()) == 0  # the family may still be writing
    assert await stage.house.came_back.look(now() + SOON) == 1
    answer = "\n".join((await stage.answers(got + 1))[got:])
    assert BACK in answer
    assert "the lights are off" in answer
    assert await stage.house.came_back.look(now() + SOON) == 0
    assert (await stage.conversation()).owner == "bot"


async def test_whoever_was_missed_twice_waits_for_a_person_until_both_are_read(stage: Stage) -> None:
    got = await missed(stage, "the lights are off", "we have no food")
    first = min(await stage.rows(tables.inbox), key=lambda row: row.seq).message
    await stage.house.casebook.write(  # read again alone, as when the second came just then
        lambda c: c.execute(tables.inbox.update().where(tables.inbox.c.message == first).values(processed_at=None))
    )
    await stage.house.turns.recover()
    await stage.answers(got + 1)
    talk = await stage.conversation()
    assert (talk.owner, talk.queue_reason) == ("queue", "assistant_down")
    assert await stage.house.came_back.look(now() + SOON) == 1
    assert "we have no food" in "\n".join((await stage.answers(got + 2))[got:])
    assert (await stage.conversation()).owner == "bot"


async def test_while_rasa_is_down_nothing_is_tried(stage: Stage) -> None:
    got = await missed(stage, "the lights are off")
    stage.assistant.down = True
    assert await stage.house.came_back.look(now() + SOON) == 0
    assert len(stage.got()) == got


async def test_after_a_day_a_person_has_answered(stage: Stage) -> None:
    await missed(stage, "the lights are off")
    assert await stage.house.came_back.look(now() + TOMORROW) == 0


async def test_what_fails_a_second_time_is_left_to_the_person_who_was_called(stage: Stage) -> None:
    got = await missed(stage, "the lights are off")

    async def breaks(_request: object) -> None:
        raise ValueError

    stage.assistant.turn = breaks  # type: ignore[method-assign,assignment]
    assert await stage.house.came_back.look(now() + SOON) == 1
    for _ in range(100):
        if await outcomes(stage) == ["given_up"]:
            break
    assert len(stage.got()) == got  # the family was told before
    assert (await stage.conversation()).queue_reason == "assistant_down"
    assert await stage.house.came_back.look(now() + SOON) == 0


async def test_what_was_missed_before_a_danger_is_read_once_the_family_is_safe(stage: Stage) -> None:
    got = await missed(stage, "the lights are off and i have a baby")
    await stage.text("he is outside with a gun")
    got = len(await stage.answers(got + 1))
    assert await stage.house.came_back.look(now() + SOON) == 0  # in danger nothing else is talked about
    await stage.text("SAFE")
    got = len(await stage.answers(got + 2))
    assert await stage.house.came_back.look(now() + SOON) == 1
    answer = "\n".join((await stage.answers(got + 1))[got:])
    assert "the lights are off" in answer


async def test_who_wrote_stop_gets_no_late_answer(stage: Stage) -> None:
    got = await missed(stage, "the lights are off")
    await stage.text("please stop texting me")
    await stage.answers(got + 1)
    assert await stage.house.came_back.look(now() + SOON) == 0


@pytest.mark.parametrize(
    ("wrote", "at", "due"),
    [
        ("2026-11-29 14:00:00", "2026-11-29 14:00:30", False),
        ("2026-11-29 14:00:00", "2026-11-29 14:02:00", True),
        ("2026-11-30 03:00:00", "2026-11-30 03:10:00", True),  # at ten in the evening, just asked
        ("2026-11-30 01:00:00", "2026-11-30 05:00:00", False),  # after midnight, asked at eight
        ("2026-11-30 01:00:00", "2026-11-30 14:30:00", True),
    ],
)
def test_a_late_answer_waits_for_the_day(wrote: str, at: str, due: bool) -> None:
    assert is_due(datetime.fromisoformat(wrote), datetime.fromisoformat(at)) is due


async def test_a_message_of_which_only_a_part_could_be_read_is_read_again_as_a_whole(stage: Stage) -> None:
    read = stage.assistant.script

    def dies(request: dict[str, Any]) -> Answer:
        if len(stage.assistant.asked) > 1:
            raise AssistantFailed("killed")
        return read(request)

    stage.assistant.script = dies
    await stage.text("quiero hablar con una persona. ¿qué papeles piden para el WIC?")
    heard = await stage.answers(1)
    assert len(stage.assistant.asked) == 2  # it was read in parts
    assert not any("heard:" in said for said in heard)
    talk = await stage.conversation()
    assert (talk.state_sealed, talk.queue_reason) == (None, "assistant_down")
    assert await outcomes(stage) == ["assistant_down"]


async def test_of_what_was_missed_no_town_is_kept_before_it_is_read(stage: Stage) -> None:
    got = await missed(stage, "we live in waterbury", "we have snap already, and need diapers in waterbury")
    assert (await stage.conversation()).state_sealed is None
    await stage.text("hello?")
    await stage.answers(got + 1)
    assert (await stage.conversation()).state_sealed is not None


async def test_the_operators_hear_once_of_a_message_of_which_no_part_could_be_read(stage: Stage) -> None:
    await missed(stage, "quiero hablar con una persona. ¿qué papeles piden para el WIC?")
    assert [row.kind for row in await stage.rows(tables.alert)] == ["assistant_down"]
    assert (await stage.conversation()).queue_reason == "asked"


@pytest.mark.parametrize("by_itself", [True, False])
async def test_what_stood_beside_a_wish_for_a_person_is_read_when_rasa_is_back(stage: Stage, by_itself: bool) -> None:
    await missed(stage, "quiero hablar con una persona. ¿qué papeles piden para el WIC?")
    got = len(await stage.answers(2))  # who we are, and the trouble
    if by_itself:
        assert await stage.house.came_back.look(now() + SOON) == 1
    else:
        await stage.text("hello?")
    answer = "\n".join((await stage.answers(got + 1))[got:])
    assert "wic" in answer.casefold()  # its words, or the known answer that they ask for
    assert (await stage.conversation()).queue_reason == "asked"
