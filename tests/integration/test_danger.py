"""Danger on its way through the house: answered once in each wording, seen by a person, and over when it is over."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.testing import Stage
from bot.turn.assistant import Answer, Reply
from casebook import tables
from casebook.queries import desk
from casebook.queries.rows import now
from casebook.records import NOBODY_WRITES
from services import safety
from services.safety.testing import DOUBTFUL

LOST = {"crisis_self_harm": DOUBTFUL}


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


async def worked(stage: Stage, *texts: str) -> list[str]:
    """What a phone gets for these texts, one worked after the other."""
    before = len(stage.got())
    for text in texts:
        count = len(await stage.rows(tables.inbox)) + 1
        await stage.text(text)
        await until(lambda count=count: _done(stage, count))  # type: ignore[misc]
    await until(lambda: _sent(stage))
    return _without_who_we_are([message.body for message in stage.got()[before:]])


def _without_who_we_are(texts: list[str]) -> list[str]:
    """The texts without what we are, which stands once behind a first danger; how to say SAFE goes with the danger."""
    kept: list[str] = []
    for text in texts:
        first, _, rest = text.partition("\n")
        behind = len(kept) == 1 and first.startswith(("I'm OneDoor", "Soy OneDoor")) and "\n" not in rest
        if not behind:
            kept.append(text)
        elif rest:
            kept[-1] = f"{kept[-1]}\n{rest}"
    return kept


async def _done(stage: Stage, count: int) -> bool:
    return sum(row.processed_at is not None for row in await stage.rows(tables.inbox)) >= count


async def _sent(stage: Stage) -> bool:
    return all(row.state != "waiting" for row in await stage.rows(tables.outbox))


async def reasons(stage: Stage, action: str) -> list[str]:
    return [row.detail for row in await stage.rows(tables.audit) if row.action == action]


async def later(stage: Stage, **columns: Any) -> None:
    change = update(tables.conversation).values(**columns)
    await stage.house.casebook.write(lambda connection: connection.execute(change))


def network(stage: Stage, **scores: dict[str, float]) -> None:
    """A network that gives these scores to the message of that name, and none to others."""
    stage.house.decide.hears.score = lambda text: scores.get(text.casefold().replace(" ", "_"), {})


async def test_no_words_come_twice_and_after_the_third_a_person_reads_alone(stage: Stage) -> None:
    heard = await worked(stage, *["i want to kill myself"] * 5)
    assert len(heard) == len(set(heard)) == 3
    assert all("988" in text for text in heard)
    assert "can't say when" in heard[2]
    row = await stage.conversation()
    assert (row.owner, row.queue_reason, row.queue_priority) == ("queue", "crisis_self_harm", 9)
    assert len(await reasons(stage, "crisis")) == 5


async def test_who_asks_what_to_do_hears_each_step_once_and_then_a_person_reads_alone(stage: Stage) -> None:
    heard = await worked(stage, "my husband hits me", *["what do i do"] * 7)
    assert len(heard) == len(set(heard)) == 6  # the alarm, three steps, who is awake, what we are
    assert "door that leads out" in heard[1]
    assert "can't say when" in heard[-1]
    assert stage.assistant.asked == []
    row = await stage.conversation()
    assert (row.queue_reason, row.queue_priority) == ("crisis_violence", 9)


async def test_a_danger_taken_back_is_over_and_known_no_more(stage: Stage) -> None:
    heard = await worked(stage, "my husband hits me", "you got me wrong, i meant the rent")
    assert "wrong way" in heard[-1]
    row = await stage.conversation()
    assert (row.crisis, row.crisis_answers, row.queue_reason) == (None, "{}", "said_safe")
    assert await reasons(stage, "told_not_so") == ["crisis_violence"]


async def test_what_was_said_of_somebody_else_is_marked_until_it_is_told_of_the_family(stage: Stage) -> None:
    await worked(stage, "her husband beats her", "its not me its my sister")
    assert "of_another" in (await stage.conversation()).crisis_answers
    await worked(stage, "my husband hits me too")
    assert "of_another" not in (await stage.conversation()).crisis_answers


async def test_what_was_told_before_is_read_with_the_next_message(stage: Stage) -> None:
    heard = await worked(stage, "im 7 months pregnant and need a crib", "hartford", "im seeing spots and lights")
    assert "In pregnancy" in heard[-1]
    row = await stage.conversation()
    assert (row.crisis, row.queue_reason) == ("crisis_medical", "crisis_medical")
    assert any("birth_signs" in reason for reason in await reasons(stage, "crisis"))


async def test_a_wish_to_die_that_is_played_down_rings_again_and_stays(stage: Stage) -> None:
    heard = await worked(stage, "my son says he wants to die", "we are safe, he just says it for attention")
    assert "always taken seriously" in heard[-1]
    assert len(await reasons(stage, "crisis")) == 2
    row = await stage.conversation()
    assert (row.crisis, row.queue_reason, row.queue_priority) == ("crisis_self_harm", "crisis_self_harm", 9)
    await worked(stage, "SAFE")
    assert (await stage.conversation()).queue_reason == "said_safe"


async def test_another_danger_gets_its_own_line_and_none_comes_back_in_the_same_words(stage: Stage) -> None:
    heard = await worked(stage, "i want to kill myself", "she took all the pills", "i want to kill myself")
    assert "911" in heard[1]
    assert "1-800-222-1222" in heard[1]
    assert len(set(heard)) == 3


async def test_the_audit_holds_the_reason_and_never_the_words(stage: Stage) -> None:
    network(stage, nobody_home={"crisis_medical": 0.93})
    await worked(stage, "my husband hits me", "nobody home")
    by_phrase, by_network = await reasons(stage, "crisis")
    assert by_phrase.startswith("crisis_violence pattern ")
    assert "husband" not in by_phrase
    assert by_network == "crisis_medical classifier 0.93"


async def test_what_the_network_hears_of_a_body_is_of_it_also_where_a_hint_of_the_hour_of_violence_is_told(
    stage: Stage,
) -> None:
    network(stage, nobody_is_here_with_me={"crisis_medical": 0.93})
    heard = await worked(stage, "my husband hits me", "nobody is here with me")
    assert (await stage.conversation()).crisis == "crisis_medical"
    assert "another grown-up" not in heard[-1]
    assert "911" in heard[-1]


async def test_who_says_that_it_is_safe_gets_ordinary_help_and_a_person_still_looks(stage: Stage) -> None:
    heard = await worked(stage, "he hits me", "SAFE", "diapers")
    assert "reply SAFE" in heard[0]
    assert sum("anything else" in each for each in heard[1:-1]) == 1
    assert "heard: diapers" in heard[-1]
    row = await stage.conversation()
    assert (row.crisis_at, row.crisis, row.queue_reason, row.owner) == (None, None, "said_safe", "queue")
    assert await reasons(stage, "told_safe") == ["crisis_violence"]


@pytest.mark.parametrize(
    "text", ["he is hitting me. i want to talk to a person", "me está pegando. quiero hablar con una persona"]
)
async def test_who_asks_for_a_person_in_an_alarm_is_in_danger_however_often_it_is_sent(stage: Stage, text: str) -> None:
    await worked(stage, *[text] * 8)
    assert {row.outcome for row in await stage.rows(tables.inbox)} == {"crisis"}
    row = await stage.conversation()
    assert (row.queue_reason, row.queue_priority) == ("crisis_violence", 9)


async def test_what_was_needed_beside_a_danger_is_taken_up_once_the_family_is_safe(stage: Stage) -> None:
    only_diapers = [[0.0, 0.9], [0.0, 0.9]]
    stage.house.decide.hears.needs = lambda text: only_diapers if "diapers" in text else None
    heard = await worked(stage, "no diapers and he hits me", "he hits me again", "SAFE")
    assert "heard: no diapers" in heard[-1]
    assert stage.assistant.asked[-1]["chances"] == only_diapers


async def test_what_was_needed_beside_a_danger_and_a_person_is_taken_up_too(stage: Stage) -> None:
    only_diapers = [[0.0, 0.9], [0.0, 0.9]]
    stage.house.decide.hears.needs = lambda text: only_diapers if "diapers" in text else None
    heard = await worked(stage, "he hits me", "no diapers and he hits me. i want to talk to a person", "SAFE")
    assert "heard: no diapers" in heard[-1]


async def test_who_told_of_nothing_but_danger_hears_how_to_go_on_also_where_the_network_fails(stage: Stage) -> None:
    def broken(_text: str) -> None:
        raise RuntimeError

    stage.house.decide.hears.needs = broken
    heard = await worked(stage, "he hits me", "SAFE")
    assert "anything else" in heard[-1]
    assert stage.assistant.asked == []


async def test_ordinary_help_goes_on_in_danger_but_no_form(stage: Stage) -> None:
    stage.assistant.script = lambda _request: Answer(
        (Reply("How old?"),), {"slots": {"zip": "06106"}, "loop": {"name": "details_form"}, "events": []}
    )
    heard = await worked(stage, "food please", "he hits me", "diapers")
    assert "888-774-2900" in heard[1]
    state = stage.assistant.asked[-1]["state"]
    assert (state["slots"], state["loop"]) == ({"zip": "06106"}, None)


async def test_a_doubt_is_asked_about_and_yes_answers_what_was_written(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    heard = await worked(stage, "cant do this")
    assert "safe right now?" in heard[0]
    row = await stage.conversation()
    assert (row.owner, row.queue_reason, row.crisis_at) == ("queue", "worried", None)
    assert stage.assistant.asked == []
    assert "heard: cant do this" in (await worked(stage, "yes"))[0]
    row = await stage.conversation()
    assert (row.queue_reason, row.doubt) == ("said_safe", None)


@pytest.mark.parametrize("answer", ["nobody is safe", "No", "no sé"])
async def test_who_is_not_safe_is_in_danger(stage: Stage, answer: str) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    heard = await worked(stage, "cant do this", answer)
    assert "988" in heard[1]
    row = await stage.conversation()
    assert (row.queue_reason, row.queue_priority, row.doubt) == ("crisis_self_harm", 9, None)


async def test_a_second_doubt_is_danger(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL}, whatever={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "cant do this", "whatever")
    assert (await stage.conversation()).crisis == "crisis_self_harm"


async def test_a_doubt_is_asked_about_once_and_then_only_shown_to_a_person(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    heard = await worked(stage, "cant do this", "yes", "cant do this")
    assert heard[2].endswith("heard: cant do this")
    assert (await stage.conversation()).queue_reason == "worried"


async def test_silence_after_the_question_is_danger(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "cant do this")
    await stage.house.silence.look()
    assert (await stage.conversation()).crisis is None
    await later(stage, doubt_at=now() - safety.silence() - timedelta(seconds=1))
    await stage.house.silence.look()
    await stage.house.silence.look()
    row = await stage.conversation()
    assert (row.crisis, row.queue_reason, row.queue_priority) == ("crisis_self_harm", "crisis_self_harm", 9)
    await until(lambda: _sent(stage))
    assert [("not heard from you" in message.body) for message in stage.got()] == [False, True]
    assert await reasons(stage, "crisis") == ["crisis_self_harm silence"]


async def test_silence_on_a_phone_to_which_nobody_may_write_calls_a_person_without_a_text(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "cant do this")
    overdue = now() - safety.silence() - timedelta(seconds=1)
    await later(stage, doubt_at=overdue, crisis_answers=json.dumps({NOBODY_WRITES: 1}))
    await stage.house.silence.look()
    assert (await stage.conversation()).crisis == "crisis_self_harm"
    assert not any("not heard from you" in message.body for message in stage.got())


@pytest.mark.parametrize("reply", ["ok", "I dont want to talk about it", "1", "no quiero hablar de eso"])
async def test_an_evasive_reply_is_no_answer_and_the_question_still_waits(stage: Stage, reply: str) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "cant do this", reply)
    await later(stage, doubt_at=now() - safety.silence() - timedelta(seconds=1))
    await stage.house.silence.look()
    assert (await stage.conversation()).crisis == "crisis_self_harm"


async def test_who_answers_with_a_need_of_their_own_is_not_silent(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "cant do this", "we need diapers")
    await later(stage, doubt_at=now() - safety.silence() - timedelta(seconds=1))
    await stage.house.silence.look()
    assert (await stage.conversation()).crisis is None


@pytest.mark.parametrize("number", ["1", "2", "one", "uno"])
async def test_a_number_that_the_answer_names_never_ends_the_alarm(stage: Stage, number: str) -> None:
    heard = await worked(stage, "my daughter wants to die", number)
    assert "211" in heard[0]
    assert "1 We are safe" not in heard[0]
    assert "phone call" in heard[1] or "llamada" in heard[1]
    row = await stage.conversation()
    assert (row.crisis, row.queue_reason) == ("crisis_self_harm", "crisis_self_harm")


async def test_a_new_danger_gets_its_own_first_answer_however_many_another_one_had(stage: Stage) -> None:
    texts = ["he hits me", "he hits me again", "he hits me", "my toddler drank bleach", "i smell gas in the apartment"]
    heard = await worked(stage, *texts)
    assert "1-800-222-1222" in heard[3]
    assert heard[4].startswith("Get out now")
    assert len(set(heard)) == 5


async def test_the_last_words_of_a_danger_are_said_once(stage: Stage) -> None:
    heard = await worked(stage, *["he hits me"] * 4, *["my stepdad hits me"] * 4)
    assert len(heard) == len(set(heard)) == 6  # each danger ends with the line of its own


async def test_what_was_told_before_is_kept_where_the_next_message_shows_only_the_danger(stage: Stage) -> None:
    heard = await worked(stage, "i swallowed 30 pills because i want to die", "i want to die")
    assert all("emergency room" in text for text in heard)


async def test_a_phone_that_may_be_in_other_hands_gets_no_text_after_silence(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_violence": DOUBTFUL})
    await worked(stage, "cant do this")
    await later(stage, doubt_at=now() - safety.silence() - timedelta(seconds=1))
    await stage.house.silence.look()
    assert (await stage.conversation()).queue_priority == 9
    assert len(stage.got()) == 1


async def test_with_rasa_down_danger_and_doubt_are_answered(stage: Stage) -> None:
    stage.assistant.down = True
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    heard = await worked(stage, "cant do this", "no", "me quiero morir")
    assert "safe right now?" in heard[0]
    assert "988" in heard[1]
    assert "988" in heard[2]


async def test_with_the_network_broken_the_phrases_still_stand(stage: Stage) -> None:
    def broken(_text: str) -> dict[str, float]:
        raise RuntimeError

    stage.house.decide.hears.score = broken
    assert "988" in (await worked(stage, "i want to kill myself"))[0]


async def test_with_the_network_broken_here_rasa_reads_by_itself(stage: Stage) -> None:
    def broken(_text: str) -> None:
        raise FileNotFoundError("no model")

    stage.house.decide.hears.chances = broken
    assert await worked(stage, "we need food")
    assert stage.assistant.asked[-1]["chances"] is None
    assert (await stage.conversation()).owner == "bot"


async def test_a_doubt_from_a_stopped_number_is_shown_to_a_person_without_a_text(stage: Stage) -> None:
    network(stage, cant_do_this={"crisis_self_harm": DOUBTFUL})
    await worked(stage, "STOP")
    assert await worked(stage, "cant do this") == []
    assert (await stage.conversation()).queue_reason == "worried"


async def test_a_person_who_has_the_conversation_sees_danger_and_answers_it_after_the_first_line(stage: Stage) -> None:
    await worked(stage, "diapers")
    talk = (await stage.conversation()).id
    await stage.house.casebook.write(lambda connection: _hire(connection))
    assert await stage.house.casebook.write(lambda connection: desk.take(connection, talk, "s1"))
    heard = await worked(stage, "i want to kill myself", "i want to kill myself")
    assert len(heard) == 1
    row = await stage.conversation()
    assert (row.owner, row.queue_priority, row.crisis) == ("person", 9, "crisis_self_harm")


async def test_what_only_the_assistant_saw_is_answered_alike(stage: Stage) -> None:
    def sees(request: dict[str, Any]) -> Answer:
        stage.house.actions.desks[request["turn"]].crisis = "crisis_violence"
        return Answer((), {"slots": {}})

    stage.assistant.script = sees
    heard = await worked(stage, "xyzzy", "xyzzy")
    assert "888-774-2900" in heard[0]
    assert len(set(heard)) == 2
    assert await reasons(stage, "crisis") == ["crisis_violence assistant"] * 2


async def test_violence_stays_known_after_safe_and_after_another_danger(stage: Stage) -> None:
    await worked(stage, "he hits me", "SAFE", "my toddler drank bleach", "SAFE")
    assert "CT Safe Connect" in (await worked(stage, "where can i go with the kids"))[-1]
    assert (await stage.conversation()).queue_reason == "said_safe"


async def test_without_violence_told_a_place_to_go_is_an_ordinary_question(stage: Stage) -> None:
    assert "heard: where can i go" in (await worked(stage, "where can i go with the kids"))[-1]


@pytest.mark.parametrize(
    "text", ["im not gonna kill myself, i took the whole bottle", "he never hit me. he choked me today"]
)
async def test_a_denial_hides_no_new_danger(stage: Stage, text: str) -> None:
    await worked(stage, "he hits me")
    before = len(await reasons(stage, "crisis"))
    await worked(stage, text)
    assert len(await reasons(stage, "crisis")) == before + 1


async def test_a_stopped_number_hears_none_of_our_own_words(stage: Stage) -> None:
    await worked(stage, "he hits me", "STOP")
    assert await worked(stage, "he never hit me", "im with my sister", "where can i go with the kids") == []


async def test_a_danger_long_ago_is_answered_from_the_beginning(stage: Stage) -> None:
    first = await worked(stage, "he hits me")
    await later(stage, crisis_at=now() - timedelta(hours=13))
    assert await worked(stage, "he hits me") == first


def _hire(connection: Any) -> None:
    connection.execute(
        tables.staff.insert().values(
            id="s1", email="ana@example.org", name="Ana", role="coordinator", failed_logins=0, created_at=now()
        )
    )
