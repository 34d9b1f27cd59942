"""Who may be texted: STOP in any shape, the carrier's words, the way back, and the ledger of it all (2.4, 2.5)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import delete

from bot.testing import PHONE, Stage
from bot.turn.assistant import Answer, Reply
from casebook import tables
from casebook.queries import consents
from casebook.queries.consents import Consent


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


async def say(stage: Stage, words: str) -> None:
    """Text, and wait until it has been worked."""
    count = len(await stage.rows(tables.inbox)) + 1
    assert await stage.text(words) == 200

    async def worked() -> bool:
        rows = await stage.rows(tables.inbox)
        return len(rows) == count and all(row.processed_at for row in rows)

    await until(worked)
    await asyncio.sleep(0.15)  # for what may go out


async def ledger(stage: Stage) -> list[Consent]:
    talk, keys = await stage.conversation(), stage.house.casebook.keys
    return await stage.house.casebook.read(lambda c: consents.history(c, keys, talk.id))


async def stopped(stage: Stage) -> bool:
    return (await stage.conversation()).opted_out_at is not None


def texts(stage: Stage) -> list[str]:
    return [message.body for message in stage.got()]


@pytest.mark.parametrize(
    "words",
    ["no me escriban más", "please stop texting me", "take me off your list", "leave me alone", "borren mi número"],
)
async def test_rule_2_4_a_wish_of_any_shape_is_honoured_at_once_with_one_confirmation(stage: Stage, words: str) -> None:
    await say(stage, words)
    assert await stopped(stage)
    await say(stage, words)
    await say(stage, "hello?")
    (only,) = texts(stage)
    assert only.startswith("OneDoor: ")
    assert "START" in only or "INICIAR" in only


@pytest.mark.parametrize("word", ["STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", "OptOut"])
async def test_rule_2_4_what_the_carrier_answers_is_recorded_and_not_answered_twice(stage: Stage, word: str) -> None:
    await say(stage, word)
    assert await stopped(stage)
    assert texts(stage) == []
    (said,) = await ledger(stage)
    assert (said.granted, said.source, said.how, said.wording) == (False, "family", "carrier", word)


@pytest.mark.parametrize("word", ["HELP", "info"])
async def test_rule_2_4_help_that_the_carrier_answers_is_not_answered_twice(stage: Stage, word: str) -> None:
    await say(stage, word)
    assert texts(stage) == []
    assert not await stopped(stage)


@pytest.mark.parametrize("word", ["ALTO", "parar", "Basta", "cancelar", "no más"])
async def test_rule_2_4_spanish_words_that_no_carrier_knows_are_ours_to_confirm(stage: Stage, word: str) -> None:
    await say(stage, word)
    assert await stopped(stage)
    assert len(texts(stage)) == 1


async def test_rule_2_4_ayuda_is_ours_to_answer(stage: Stage) -> None:
    await say(stage, "AYUDA")
    assert "2-1-1" in texts(stage)[0]


async def test_rule_2_4_what_advanced_opt_out_answered_is_not_answered_twice(stage: Stage) -> None:
    fields = stage.provider.written(PHONE, "ALTO")
    assert await stage.provider.post("/sms/twilio", fields | {"OptOutType": "STOP"}) == 200
    await until(lambda: stopped(stage))
    await asyncio.sleep(0.2)
    assert texts(stage) == []


@pytest.mark.parametrize(
    "words",
    [
        "the bus stop is far",
        "he won't stop crying",
        "el dolor no para",
        "my ex wont stop texting me",
        "cancel my appointment",
    ],
)
async def test_stop_inside_a_sentence_about_something_else_stops_nothing(stage: Stage, words: str) -> None:
    await say(stage, words)
    assert not await stopped(stage)
    assert texts(stage)[-1].endswith(words)


async def test_rule_2_4_only_a_word_of_starting_brings_back(stage: Stage) -> None:
    await say(stage, "no me escriban más")
    for words in ("hola", "necesito comida", "ok", "HELP", "gracias", "2"):
        await say(stage, words)
        assert await stopped(stage), words
    assert len(texts(stage)) == 1
    await say(stage, "INICIAR")
    assert not await stopped(stage)
    assert "Volverá a recibir" in texts(stage)[-1]
    await say(stage, "necesito comida")
    assert texts(stage)[-1].endswith("necesito comida")


async def test_rule_2_4_yes_brings_back_only_who_had_stopped(stage: Stage) -> None:
    await say(stage, "we need food")
    fields = stage.provider.written(PHONE, "YES")
    await stage.provider.post("/sms/twilio", fields | {"OptOutType": "START"})
    before = len(texts(stage))
    await stage.answers(before + 1)
    assert texts(stage)[-1] == "heard: YES"  # to a question it is an answer
    await say(stage, "STOP")
    await say(stage, "yes")
    assert not await stopped(stage)


async def test_a_crisis_from_a_stopped_number_reaches_a_person(stage: Stage) -> None:
    await say(stage, "STOP")
    await say(stage, "he has a gun and says he will kill us")
    row = await stage.conversation()
    assert (row.owner, row.queue_reason, row.queue_priority) == ("queue", "crisis_violence", 9)
    assert await stopped(stage)
    assert stage.assistant.asked == []


async def test_rule_2_5_the_first_text_says_who_we_are_how_to_get_help_how_to_stop_and_what_it_costs(
    stage: Stage,
) -> None:
    await say(stage, "diapers")
    first = texts(stage)[0]
    assert all(needed in first for needed in ("OneDoor", "HELP", "STOP", "Msg & data rates may apply", "not a person"))
    await say(stage, "more")
    assert "rates" not in texts(stage)[-1]


async def test_rule_2_5_the_ledger_says_who_when_how_in_which_words_and_language(stage: Stage) -> None:
    await say(stage, "necesito pañales para mi bebé")
    await say(stage, "ya no quiero mensajes")
    await say(stage, "INICIAR")
    texted, no, yes = await ledger(stage)
    assert (texted.granted, texted.source, texted.how, texted.language) == (True, "family", "texted first", "es")
    assert texted.wording.startswith("Soy OneDoor")  # what was shown
    assert (no.granted, no.how, no.language, no.wording) == (False, "no_quiero_es/1", "es", "ya no quiero mensajes")
    assert (yes.granted, yes.how, yes.wording) == (True, "start/4", "INICIAR")
    assert [each.message is not None for each in (texted, no, yes)] == [True] * 3
    rows = await stage.rows(tables.consent)
    assert not [row for row in rows if row.wording_sealed and b"quiero" in row.wording_sealed]


async def test_a_no_outlives_the_conversation_that_it_was_said_in(stage: Stage) -> None:
    await say(stage, "stop texting me")
    talk = (await stage.conversation()).id

    def forget(connection) -> None:
        consent = tables.consent
        connection.execute(consent.update().where(consent.c.conversation == talk).values(conversation=None))
        for table in (tables.outbox, tables.inbox, tables.message):
            connection.execute(delete(table).where(table.c.conversation == talk))
        connection.execute(delete(tables.conversation).where(tables.conversation.c.id == talk))

    await stage.house.casebook.write(forget)
    await say(stage, "hello")
    assert await stopped(stage)
    assert len(texts(stage)) == 1


async def test_a_wish_that_only_the_assistant_hears_is_asked_about(stage: Stage) -> None:
    stage.assistant.script = _hears_stop(stage)
    await say(stage, "suena el teléfono toda la noche, quítenlo")
    assert not await stopped(stage)
    assert texts(stage)[-1].endswith("¿Quiere que ya no le mande más textos?\nResponda: 1 Sí, pare, 2 No, siga")
    await say(stage, "1")
    assert await stopped(stage)
    assert "Ya no recibirá más textos" in texts(stage)[-1]


async def test_who_was_asked_and_wants_to_go_on_goes_on(stage: Stage) -> None:
    stage.assistant.script = _hears_stop(stage)
    await say(stage, "i got your text")
    await say(stage, "no go on")
    assert not await stopped(stage)
    assert texts(stage)[-1] == "OK, I will keep texting you here. What do you need?"


async def test_a_wish_to_be_erased_too_calls_a_person(stage: Stage) -> None:
    await say(stage, "stop texting me and delete my information")
    assert await stopped(stage)
    assert (await stage.conversation()).queue_reason == "delete_data"


def _hears_stop(stage: Stage):
    def script(request) -> Answer:
        for desk in stage.house.actions.desks.values():
            desk.stop = True
        return Answer((Reply("You will get no more texts."),), {"turns": 1, "slots": {}})

    return script
