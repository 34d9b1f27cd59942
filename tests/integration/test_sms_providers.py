"""What every provider's adapter promises, against a stand-in over HTTP, and the signed ways in (2.2, 2.3, 2.7)."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.channels.sms.fake import FakeProvider
from bot.channels.sms.telnyx.adapter import Telnyx
from bot.channels.sms.telnyx.fake import FakeTelnyx
from bot.channels.sms.twilio.adapter import Twilio
from bot.provider import CannotList, Provider
from bot.rasa_process import free_port
from bot.testing import ACCOUNT, NUMBER, PHONE, TOKEN, Stage, open_stage, stage_settings
from casebook import tables
from casebook.queries.rows import now

OUTBOX = "0123456789abcdef" * 2


@dataclass(frozen=True, slots=True)
class Line:
    """An adapter, its stand-in, and how this one is told to go wrong in each way."""

    adapter: Provider
    fake: Any
    wrong: dict[str, Any]

    def got(self) -> list[str]:
        """The texts that the phone has got."""
        if isinstance(self.fake, FakeProvider):
            return [each.body for each in self.fake.messages(PHONE) if each.direction == "out"]
        return [each["text"] for each in self.fake.sent(PHONE)]


@pytest.fixture(params=["twilio", "telnyx"])
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    """A provider and its stand-in on a socket of their own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    if request.param == "twilio":
        fake: Any = FakeProvider(ACCOUNT, TOKEN, NUMBER, address)
        fake.silent = True
        adapter: Provider = Twilio(address, ACCOUNT, [TOKEN], NUMBER, address)
        wrong: dict[str, Any] = {
            "stopped": 21610,
            "bad": 21211,
            "busy": 20429,
            "ours": 20003,
            "lost": "lost",
            "down": "503",
        }
    else:
        fake = FakeTelnyx("key", NUMBER, address)
        adapter = Telnyx(address, "key", base64.b64encode(fake.public).decode(), NUMBER, address)
        wrong = {"stopped": (409, 40300), "bad": (422, 40310), "busy": (429, 10011), "ours": (401, 10009)}
        wrong["down"] = (503, 10007)
    app = web.Application()
    app.add_routes(fake.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield Line(adapter, fake, wrong | {"lost": "lost"})
    await adapter.close()
    await runner.cleanup()
    await fake.close()


async def test_a_text_is_taken_with_its_id(line: Line) -> None:
    sent = await line.adapter.send(PHONE, "¿Qué necesita? 😀", OUTBOX)
    assert sent.verdict == "accepted"
    assert sent.provider_id
    assert line.got() == ["¿Qué necesita? 😀"]


@pytest.mark.parametrize(
    ("fault", "verdict", "stopped", "ours"),
    [
        ("stopped", "permanent", True, False),
        ("bad", "permanent", False, False),
        ("busy", "retry", False, False),
        ("ours", "retry", False, True),
        ("down", "unknown", False, False),
        ("lost", "unknown", False, False),
    ],
)
async def test_each_way_to_fail_has_its_verdict(
    line: Line, fault: str, verdict: str, stopped: bool, ours: bool
) -> None:
    line.fake.faults.append(line.wrong[fault])
    sent = await line.adapter.send(PHONE, "hi", OUTBOX)
    assert (sent.verdict, sent.stopped, sent.ours) == (verdict, stopped, ours)


async def test_a_provider_that_is_not_there_has_nothing_of_it(line: Line) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    gone = Twilio(nowhere, ACCOUNT, [TOKEN], NUMBER, nowhere)
    try:
        assert (await gone.send(PHONE, "hi", OUTBOX)).verdict == "retry"
        with pytest.raises(CannotList) as raised:
            await gone.list_since(now())
        assert not raised.value.permanent
    finally:
        await gone.close()


async def test_the_list_holds_both_directions_oldest_first(line: Line) -> None:
    began = now() - timedelta(seconds=1)
    line.fake.written(PHONE, "hola")
    await line.adapter.send(PHONE, "heard: hola", OUTBOX)
    line.fake.written(PHONE, "gracias")
    line.fake.written("+18605550199", "another family")
    listed = await line.adapter.list_since(began, PHONE)
    assert sorted(each.direction for each in listed) == ["in", "in", "out"]
    assert [each.text for each in listed if each.direction == "in"] == ["hola", "gracias"]
    assert len(await line.adapter.list_since(began)) == 4
    assert await line.adapter.list_since(now() + timedelta(hours=1)) == []


async def test_a_long_list_is_read_to_its_end(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.sms.twilio.adapter.PAGE", 50)
    for number in range(120):
        line.fake.written(PHONE, f"text {number}")
    began = now() - timedelta(minutes=1)
    assert [each.text for each in await line.adapter.list_since(began)] == [f"text {number}" for number in range(120)]


async def test_a_text_that_was_taken_without_an_answer_stands_in_the_list(line: Line) -> None:
    line.fake.faults.append(line.wrong["lost"])
    assert (await line.adapter.send(PHONE, "hi", OUTBOX)).verdict == "unknown"
    (listed,) = await line.adapter.list_since(now() - timedelta(minutes=1), PHONE)
    assert listed.outbox == OUTBOX or listed.text == "hi"


@pytest.fixture
async def telnyx_house(tmp_path: Path) -> AsyncIterator[tuple[Stage, FakeTelnyx]]:
    """A house that sends by Telnyx and may still get texts from Twilio."""
    settings = stage_settings(tmp_path)
    fake = FakeTelnyx("key", NUMBER, settings.public_url)
    more = {
        "ONEDOOR_SMS_PROVIDER": "telnyx",
        "ONEDOOR_TELNYX_API": f"{settings.public_url}/telnyx",
        "ONEDOOR_TELNYX_API_KEY": "key",
        "ONEDOOR_TELNYX_PUBLIC_KEY": base64.b64encode(fake.public).decode(),
    }
    settings = stage_settings(tmp_path, port=settings.port, **more)
    async with open_stage(settings, more=fake.routes("/telnyx")) as stage:
        yield stage, fake
        await fake.close()


async def until(ask: Any) -> None:
    async with asyncio.timeout(10):
        while not await ask():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_rule_2_7_a_whole_talk_by_telnyx(telnyx_house: tuple[Stage, FakeTelnyx]) -> None:
    stage, fake = telnyx_house
    assert await fake.post("/sms/telnyx", "message.received", fake.written(PHONE, "diapers")) == 200

    async def answered() -> bool:
        return bool(fake.sent(PHONE))

    await until(answered)
    (record,) = fake.sent(PHONE)
    assert record["text"].endswith("heard: diapers")
    path = record["webhook_url"].removeprefix(stage.address)
    status = {"id": record["uuid"], "to": [{"phone_number": PHONE, "status": "delivered"}], "tags": []}
    assert await fake.post(path, "message.finalized", status) == 204
    (row,) = await stage.rows(tables.outbox)
    assert (row.provider_id, row.delivery) == (record["uuid"], "delivered")


async def test_telnyx_may_post_everything_to_one_address(telnyx_house: tuple[Stage, FakeTelnyx]) -> None:
    stage, fake = telnyx_house
    await fake.post("/sms/telnyx", "message.received", fake.written(PHONE, "diapers"))

    async def sent() -> bool:
        return any(row.state == "sent" for row in await stage.rows(tables.outbox))

    await until(sent)
    (record,) = fake.sent(PHONE)
    status = {"id": record["uuid"], "to": [{"status": "delivered"}], "tags": record["tags"].split(",")}
    assert await fake.post("/sms/telnyx", "message.finalized", status) == 200
    assert (await stage.rows(tables.outbox))[0].delivery == "delivered"


async def test_rule_2_7_an_old_event_is_forbidden_and_a_repeated_one_is_taken_once(
    telnyx_house: tuple[Stage, FakeTelnyx],
) -> None:
    stage, fake = telnyx_house
    message = fake.written(PHONE, "diapers")
    assert await fake.post("/sms/telnyx", "message.received", message, at=time.time() - 301) == 403
    assert await stage.rows(tables.inbox) == []
    assert {await fake.post("/sms/telnyx", "message.received", message) for _ in range(3)} == {200}
    assert len(await stage.rows(tables.inbox)) == 1


async def test_rule_2_7_telnyx_own_stop_words_are_not_answered_twice(telnyx_house: tuple[Stage, FakeTelnyx]) -> None:
    stage, fake = telnyx_house
    await fake.post("/sms/telnyx", "message.received", fake.written(PHONE, "Stop All"))

    async def stopped() -> bool:
        return (await stage.conversation()).opted_out_at is not None

    await until(stopped)
    assert fake.sent(PHONE) == []


async def test_while_providers_change_texts_of_the_other_still_come_in(telnyx_house: tuple[Stage, FakeTelnyx]) -> None:
    stage, fake = telnyx_house
    assert await stage.text("diapers") == 200  # by Twilio's webhook

    async def answered() -> bool:
        return bool(fake.sent(PHONE))

    await until(answered)


async def post(stage: Stage, fields: dict[str, str], token: str = TOKEN, host: str | None = None) -> int:
    form = MultiDict(fields)
    signature = RequestValidator(token).compute_signature((host or stage.address) + "/sms/twilio", form)
    headers = {"X-Twilio-Signature": signature, "Host": "evil.example"} if host else {"X-Twilio-Signature": signature}
    async with stage.session.post("/sms/twilio", data=form, headers=headers) as response:
        return response.status


FIELDS = {"AccountSid": ACCOUNT, "From": PHONE, "To": NUMBER, "NumMedia": "0", "MessageSid": "SM1", "Body": "hi"}


async def test_rule_2_2_a_host_in_the_request_changes_nothing(stage: Stage) -> None:
    assert await post(stage, FIELDS, host="http://evil.example") == 403
    assert await stage.rows(tables.inbox) == []


async def test_rule_2_2_both_tokens_are_believed_while_they_are_changed(tmp_path: Path) -> None:
    async with open_stage(stage_settings(tmp_path, ONEDOOR_TWILIO_AUTH_TOKEN_OLD="old")) as stage:
        assert await post(stage, FIELDS, token="old") == 200
        assert await post(stage, FIELDS | {"MessageSid": "SM2"}, token=TOKEN) == 200
        assert await post(stage, FIELDS | {"MessageSid": "SM3"}, token="older") == 403
        assert len(await stage.rows(tables.inbox)) == 2


async def test_rule_2_2_a_replayed_webhook_is_harmless_for_ever(stage: Stage) -> None:
    assert await post(stage, FIELDS) == 200
    await stage.answers(1)
    before = len(stage.got())
    assert {await post(stage, FIELDS) for _ in range(5)} == {200}
    await asyncio.sleep(0.2)
    assert len(await stage.rows(tables.inbox)) == 1
    assert len(stage.got()) == before


async def test_rule_2_3_the_webhook_is_answered_with_empty_twiml(stage: Stage) -> None:
    form = MultiDict(FIELDS)
    signature = RequestValidator(TOKEN).compute_signature(stage.address + "/sms/twilio", form)
    async with stage.session.post("/sms/twilio", data=form, headers={"X-Twilio-Signature": signature}) as response:
        assert response.content_type == "text/xml"
        assert (await response.text()).endswith("<Response/>")
