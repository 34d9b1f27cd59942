"""A text's way through the house: taken in once, answered in order, sent again when it may help, never lost."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from multidict import MultiDict

from bot.channels.sms.twilio.signature import HEADER, parse_form, sign
from bot.testing import ACCOUNT, NUMBER, PHONE, TOKEN, Stage, open_stage, stage_settings
from bot.turn.assistant import Answer
from casebook import tables

FORM = {"AccountSid": ACCOUNT, "From": PHONE, "To": NUMBER, "NumMedia": "0"}


async def post(stage: Stage, fields: dict[str, str], token: str = TOKEN, path: str = "/sms/twilio") -> int:
    form = MultiDict(fields)
    headers = {HEADER: sign(token, stage.address + path, form)}
    async with stage.session.post(path, data=form, headers=headers) as response:
        return response.status


async def until[T](ask: Callable[[], Awaitable[T]], seconds: float = 10) -> T:
    """What `ask` answers, once it is true."""
    async with asyncio.timeout(seconds):
        while not (answer := await ask()):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)
        return answer


async def processed(stage: Stage, count: int) -> None:
    async def enough() -> bool:
        return sum(row.processed_at is not None for row in await stage.rows(tables.inbox)) >= count

    await until(enough)


async def test_a_text_is_answered_and_says_what_we_are(stage: Stage) -> None:
    assert await stage.text("diapers") == 200
    first = (await stage.answers(1))[0]
    assert "not a person" in first
    assert first.endswith("heard: diapers")


async def test_the_first_contact_is_made_once(stage: Stage) -> None:
    await stage.text("one")
    await stage.answers(1)
    await stage.text("two")
    assert (await stage.answers(2))[1] == "heard: two"


async def test_a_wrong_signature_is_forbidden_and_leaves_nothing(stage: Stage) -> None:
    assert await post(stage, FORM | {"MessageSid": "SM1", "Body": "hi"}, token="wrong") == 403
    assert await stage.rows(tables.inbox) == []


async def test_a_repeated_webhook_is_taken_once(stage: Stage) -> None:
    fields = FORM | {"MessageSid": "SM1", "Body": "hi"}
    assert {await post(stage, fields) for _ in range(3)} == {200}
    assert len(await asyncio.gather(*(post(stage, fields) for _ in range(5)))) == 5
    await stage.answers(1)
    assert len(await stage.rows(tables.inbox)) == 1
    assert len(stage.assistant.asked) == 1


async def test_twenty_quick_texts_are_all_worked_in_order_and_not_each_answered(stage: Stage) -> None:
    for number in range(20):
        assert await stage.text(f"text {number}") == 200
    await processed(stage, 20)
    heard = [line for answer in stage.got() for line in answer.body.removeprefix("heard: ").splitlines()]
    asked = [line for request in stage.assistant.asked for line in request["text"].splitlines()]
    assert [line for line in asked if asked.count(line) == 1][-10:] == [f"text {number}" for number in range(10, 20)]
    assert len(stage.got()) < 8
    assert heard


@pytest.mark.parametrize(
    ("body", "media"),
    [("", 0), ("", 1), ("😀😀😀", 0), ("x" * 10_000, 0), ("a\x00b", 0), ("/restart", 0), ('/inform{"zip":"x"}', 0)],
)
async def test_odd_bodies_are_answered_kindly(stage: Stage, body: str, media: int) -> None:
    assert await stage.text(body, media=media) == 200
    assert (await stage.answers(1))[0]


async def test_bytes_that_are_no_utf8_are_taken(stage: Stage) -> None:
    body = b"MessageSid=SM77&From=%2B18605550123&To=%2B18605550100&Body=caf%E9+\xff&NumMedia=0"
    headers = {
        HEADER: sign(TOKEN, stage.address + "/sms/twilio", parse_form(body)),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    async with stage.session.post("/sms/twilio", data=body, headers=headers) as response:
        assert response.status == 200
    await stage.answers(1)


@pytest.mark.parametrize(
    "fields",
    [{"Body": "no id"}, {"MessageSid": "SM1", "Body": "no sender", "From": ""}, {"MessageSid": "a b", "Body": "x"},
     {"MessageSid": "SM1", "From": "not a phone"}],
)  # fmt: skip
async def test_a_signed_form_that_is_no_text_is_refused_clearly(stage: Stage, fields: dict[str, str]) -> None:
    assert await post(stage, FORM | fields) == 400


async def test_json_at_the_webhook_is_refused(stage: Stage) -> None:
    async with stage.session.post("/sms/twilio", json={"MessageSid": "SM1"}) as response:
        assert response.status == 415


async def test_stop_is_honoured_and_confirmed_once(stage: Stage) -> None:
    await stage.text("por favor no me escriban más")
    await stage.answers(1)
    assert (await stage.conversation()).opted_out_at is not None
    await stage.text("hello again")
    await processed(stage, 2)
    assert len(stage.got()) == 1
    assert stage.assistant.asked == []


async def test_what_the_carrier_answers_is_recorded_and_not_answered_twice(stage: Stage) -> None:
    await stage.text("STOP")
    await processed(stage, 1)
    assert (await stage.conversation()).opted_out_at is not None
    assert stage.got() == []
    await stage.text("START")
    await processed(stage, 2)
    assert (await stage.conversation()).opted_out_at is None
    assert len(await stage.rows(tables.consent)) == 2


async def test_a_crisis_is_answered_at_once_even_after_stop_and_calls_a_person(stage: Stage) -> None:
    await stage.text("STOP")
    await processed(stage, 1)
    await stage.text("i want to kill myself")
    assert "988" in (await stage.answers(1))[0]
    row = await stage.conversation()
    assert (row.owner, row.queue_reason, row.queue_priority) == ("queue", "crisis_self_harm", 9)


async def test_with_rasa_down_the_family_gets_a_true_sentence_and_a_person_sees_it(stage: Stage) -> None:
    stage.assistant.down = True
    await stage.text("me cortaron la luz y tengo un bebé")
    assert "Tengo un problema" in "\n".join(await stage.answers(2))
    assert (await stage.conversation()).queue_reason == "assistant_down"
    stage.assistant.down = False
    before = len(stage.got())
    await stage.text("sigo sin luz")
    await stage.answers(before + 1)
    assert (await stage.conversation()).owner == "bot"


async def test_a_restart_goes_on_where_the_last_run_stopped(tmp_path: Path) -> None:
    settings = stage_settings(tmp_path)
    async with open_stage(settings) as before:

        async def hang(_request: object) -> Answer:
            await asyncio.Event().wait()
            raise AssertionError

        before.assistant.turn = hang  # type: ignore[method-assign,assignment]
        assert await before.text("left over") == 200
        await asyncio.sleep(0.1)
        assert before.got() == []
    async with open_stage(settings) as after:
        await after.house.turns.recover()
        assert (await after.answers(1))[0].endswith("heard: left over")


async def test_a_late_status_never_moves_a_text_backwards(stage: Stage) -> None:
    await stage.text("hi")
    await stage.answers(1)

    async def delivered() -> bool:
        return all(row.delivery == "delivered" for row in await stage.rows(tables.outbox))

    await until(delivered)
    row = (await stage.rows(tables.outbox))[0]
    status = {"MessageSid": row.provider_id, "MessageStatus": "sent"}
    assert await post(stage, status, path=f"/sms/twilio/status?outbox={row.message}") == 204
    assert (await stage.rows(tables.outbox))[0].delivery == "delivered"


async def test_health_says_which_part_is_down(stage: Stage) -> None:
    stage.assistant.down = True
    async with stage.session.get("/healthz") as response:
        assert response.status == 200
        assert await response.json() == {
            "status": "degraded",
            "parts": {"casebook": "ok", "assistant": "down", "spool": "ok"},
        }


async def test_nothing_personal_stands_in_the_database_file(stage: Stage) -> None:
    await stage.text("my landlord Mr Zyxwv is evicting us")
    await stage.answers(1)
    data = b"".join(file.read_bytes() for file in stage.house.settings.data_dir.glob("casebook.db*"))
    assert data
    assert not [secret for secret in (PHONE, PHONE[-10:], "Zyxwv", "heard:") if secret.encode() in data]
