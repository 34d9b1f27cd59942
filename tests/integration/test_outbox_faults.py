"""What becomes of texts that wait for the provider while the world goes on (research 2.1, 2.3, 2.4)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.channels.sms.scripted import Scripted
from bot.provider import Delivery, Listed, Sent
from bot.testing import PHONE, Stage
from casebook import tables
from casebook.queries import consents, texts
from casebook.queries.rows import now

AWAY = Sent("retry", why="away")
SILENT = Sent("unknown", why="no answer")
ERROR = Sent("unknown", answered=True, why="500")


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(12):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


async def states(stage: Stage) -> list[str]:
    return [row.state for row in sorted(await stage.rows(tables.outbox), key=lambda row: row.seq)]


async def all_sent(stage: Stage) -> bool:
    return bool(found := await states(stage)) and set(found) == {"sent"}


def stand_in(stage: Stage, *answers: Sent, listed: list[Listed] | None = None) -> Scripted:
    stage.house.outbox.provider = Scripted(answers, listed)
    return stage.house.outbox.provider


async def alerts(stage: Stage) -> set[str]:
    return {row.kind for row in await stage.rows(tables.alert)}


async def test_a_send_that_may_help_later_is_tried_again_in_order(stage: Stage) -> None:
    provider = stand_in(stage, Sent("retry", code=20429, why="busy"), AWAY)
    await stage.text("1")
    await stage.text("2")
    await until(lambda: all_sent(stage))
    seqs = [row.seq for row in sorted(await stage.rows(tables.outbox), key=lambda row: row.sent_at)]
    assert seqs == sorted(seqs)
    assert len(provider.sent) == len(seqs)


async def test_a_dead_letter_tells_staff(stage: Stage) -> None:
    stand_in(stage, Sent("permanent", code=21211, why="no such number"))
    await stage.text("hi")
    await until(lambda: _has(stage, "dead_letter"))


async def test_rule_2_4_a_number_stopped_at_the_carrier_is_stopped_here_for_good(stage: Stage) -> None:
    provider = stand_in(stage, Sent("permanent", code=21610, stopped=True, why="stopped"))
    await stage.text("hi")

    async def stopped() -> bool:
        return (await stage.conversation()).opted_out_at is not None

    await until(stopped)
    await stage.text("hello?")
    await asyncio.sleep(0.3)
    assert provider.sent == []
    (row,) = [row for row in await stage.rows(tables.consent) if not row.granted]
    assert (row.source, row.how) == ("carrier", "code 21610")
    assert "danger_not_reached" not in await alerts(stage)


async def test_where_a_family_in_danger_cannot_be_texted_a_person_hears_of_it(stage: Stage) -> None:
    stand_in(stage, Sent("permanent", code=21610, stopped=True, why="stopped"))
    await stage.text("i want to kill myself")
    await until(lambda: _has(stage, "danger_not_reached"))
    assert (await stage.conversation()).queue_reason == "crisis_self_harm"


async def test_a_fault_of_our_account_is_told_at_once_and_loses_nothing(stage: Stage) -> None:
    provider = stand_in(stage, Sent("retry", code=20003, ours=True, why="401"))
    await stage.text("hi")
    await until(lambda: _has(stage, "provider_refuses"))
    await until(lambda: all_sent(stage))
    assert provider.sent


async def test_rule_2_3_what_the_provider_asks_us_to_wait_holds_for_every_text(stage: Stage) -> None:
    provider = stand_in(stage, Sent("retry", code=20429, after=1.0, why="429"))
    await stage.text("hi")
    await provider.tried.wait()
    await asyncio.sleep(0.1)
    await stage.text("hi", phone="+18605550124")
    await asyncio.sleep(0.5)
    assert provider.sent == []
    await until(lambda: all_sent(stage))


def listed(stage: Stage, text: str, sid: str = "SMlisted", outbox: str | None = None) -> Listed:
    return Listed(sid, "out", PHONE, text, now(), "sent", outbox=outbox)


@pytest.mark.parametrize("doubt", [SILENT, ERROR])
async def test_rule_2_3_a_send_in_doubt_that_the_list_holds_is_not_repeated(stage: Stage, doubt: Sent) -> None:
    provider = stand_in(stage, doubt, listed=[])
    await stage.text("hi")
    await provider.tried.wait()
    row = (await stage.rows(tables.outbox))[0]
    said = await _words(stage, row.message)
    assert provider.listed is not None
    provider.listed.append(listed(stage, f"Sent from your trial account - {said}"))
    await until(lambda: all_sent(stage))
    assert provider.sent == []
    row = (await stage.rows(tables.outbox))[0]
    assert (row.provider_id, row.delivery, row.unsure_until) == ("SMlisted", "sent", None)


async def test_rule_2_3_a_send_in_doubt_that_the_list_does_not_hold_goes_again(stage: Stage) -> None:
    provider = stand_in(stage, ERROR, listed=[])
    await stage.text("hi")
    await until(lambda: all_sent(stage))
    assert len(provider.sent) == len(await states(stage))


async def test_a_provider_that_fell_silent_is_given_time_before_its_list_is_believed(stage: Stage) -> None:
    provider = stand_in(stage, SILENT, listed=[])
    await stage.text("hi")
    await provider.tried.wait()
    await asyncio.sleep(3)
    assert provider.sent == []
    await until(lambda: all_sent(stage))


async def test_rule_2_1_a_status_with_our_id_settles_a_doubt(stage: Stage) -> None:
    provider = stand_in(stage, SILENT, listed=[])
    await stage.text("hi")
    await provider.tried.wait()
    await asyncio.sleep(0.1)
    row = (await stage.rows(tables.outbox))[0]
    await stage.house.statuses.note(Delivery("twilio", row.message, "SMproof", "queued"))
    await until(lambda: all_sent(stage))
    assert provider.sent == []
    assert (await stage.rows(tables.outbox))[0].provider_id == "SMproof"


async def test_one_entry_of_the_list_proves_one_text_only(stage: Stage) -> None:
    provider = stand_in(stage, ERROR, ERROR, listed=[])
    stage.assistant.down = True  # the same true sentence goes out twice
    await stage.text("hola")
    await provider.tried.wait()
    await stage.text("qué más")
    assert provider.listed is not None
    for row in await stage.rows(tables.outbox):
        provider.listed.append(listed(stage, await _words(stage, row.message), "SM1"))
        break
    await until(lambda: all_sent(stage))
    assert sum(row.provider_id == "SM1" for row in await stage.rows(tables.outbox)) == 1


async def test_a_provider_without_a_list_gets_the_text_again_after_a_while(stage: Stage) -> None:
    provider = stand_in(stage, ERROR, listed=None)
    await stage.text("hi")
    await until(lambda: all_sent(stage))
    assert provider.sent


async def test_what_an_earlier_run_had_handed_over_is_found_in_the_list_at_a_start(stage: Stage) -> None:
    provider = stand_in(stage, listed=[])
    provider.door.clear()  # as if the process died between the provider's yes and our note of it
    await stage.text("hi")
    await provider.tried.wait()
    row = (await stage.rows(tables.outbox))[0]
    assert provider.listed is not None
    provider.listed.append(listed(stage, await _words(stage, row.message)))
    await stage.house.outbox.close()
    again = stand_in(stage, listed=provider.listed)
    await stage.house.outbox.recover()
    assert (await stage.rows(tables.outbox))[0].provider_id == "SMlisted"
    assert again.sent == []


async def test_rule_2_4_a_text_to_a_phone_out_of_reach_goes_again_and_then_a_person_is_told(stage: Stage) -> None:
    stage.provider.unreachable[PHONE] = 30003
    await stage.text("hi")

    async def due_again() -> bool:
        rows = await stage.rows(tables.outbox)
        return bool(rows) and all((row.state, row.resends) == ("waiting", 1) for row in rows)

    await until(due_again)
    row = (await stage.rows(tables.outbox))[0]
    assert row.not_before > now() + timedelta(minutes=10)
    assert await alerts(stage) == set()
    for number in (2, 3):
        await stage.house.casebook.write(lambda c, n=number: texts.accepted(c, row.message, f"SMagain{n}"))
        await stage.house.statuses.note(Delivery("twilio", row.message, f"SMagain{number}", "undelivered", 30003))
    assert "undelivered" in await alerts(stage)


async def test_late_news_of_an_earlier_try_is_not_taken_for_news_of_this_one(stage: Stage) -> None:
    stage.provider.unreachable[PHONE] = 30003
    await stage.text("hi")

    async def due_again() -> bool:
        return bool(rows := await stage.rows(tables.outbox)) and all(row.resends == 1 for row in rows)

    await until(due_again)
    row = (await stage.rows(tables.outbox))[0]
    await stage.house.statuses.note(Delivery("twilio", row.message, row.provider_id, "sent"))
    assert (await stage.rows(tables.outbox))[0].state == "waiting"


async def test_a_text_that_waits_for_the_phone_does_not_hold_up_the_next(stage: Stage) -> None:
    stage.provider.unreachable[PHONE] = 30003
    await stage.text("hi")

    async def due_again() -> bool:
        rows = await stage.rows(tables.outbox)
        return bool(rows) and all(row.resends == 1 for row in rows)

    await until(due_again)
    del stage.provider.unreachable[PHONE]
    before = len(stage.got())
    await stage.text("me again")
    await stage.answers(before + 1)


ORDERS = [
    ["sent", "delivered"],
    ["delivered", "sent"],
    ["delivered", "queued", "sent", "sending"],
    ["sent", "sent", "delivered"],
]


@pytest.mark.parametrize("order", ORDERS)
async def test_rule_2_1_statuses_in_any_order_end_the_same(stage: Stage, order: list[str]) -> None:
    stage.provider.silent = True
    await stage.text("hi")
    await stage.answers(1)
    await until(lambda: all_sent(stage))
    row = (await stage.rows(tables.outbox))[0]
    for status in order:
        await stage.house.statuses.note(Delivery("twilio", row.message, row.provider_id, status))  # type: ignore[arg-type]
    assert (await stage.rows(tables.outbox))[0].delivery == "delivered"


@pytest.mark.parametrize("end", ["delivered", "undelivered", "failed"])
async def test_rule_2_1_no_status_leaves_an_end(stage: Stage, end: str) -> None:
    stage.provider.silent = True
    await stage.text("hi")
    await stage.answers(1)
    await until(lambda: all_sent(stage))
    row = (await stage.rows(tables.outbox))[0]
    for status in (end, "queued", "sent", "failed", "delivered", "undelivered", "canceled"):
        await stage.house.statuses.note(Delivery("twilio", row.message, row.provider_id, status))  # type: ignore[arg-type]
    assert (await stage.rows(tables.outbox))[0].delivery == end


async def test_after_stop_nothing_that_waited_is_sent_but_the_confirmation(stage: Stage) -> None:
    provider = stand_in(stage, *[AWAY] * 2)
    await stage.text("we need diapers")
    await provider.tried.wait()
    await stage.text("please stop texting me")

    async def confirmed() -> bool:
        return (await states(stage))[-1] == "sent"

    await until(confirmed)
    *waited, confirmation = await states(stage)
    assert (set(waited), confirmation) == ({"dropped"}, "sent")
    (only,) = [text for _, text, _ in provider.sent]
    assert only.startswith("OneDoor: You will get no more texts from us.")


async def test_a_stop_by_staff_or_web_ends_texts_and_is_audited(stage: Stage) -> None:
    stand_in(stage, *[AWAY] * 9)
    await stage.text("hi")
    await until(lambda: _waiting(stage))
    talk, casebook = await stage.conversation(), stage.house.casebook
    said = consents.Consent(granted=False, source="staff", how="asked on the phone", wording="no more texts please")
    assert await casebook.write(lambda c: consents.stop(c, casebook.keys, talk.id, said, "staff:1"))
    assert not await casebook.write(lambda c: consents.stop(c, casebook.keys, talk.id, said, "staff:1"))
    assert set(await states(stage)) == {"dropped"}
    history = await casebook.read(lambda c: consents.history(c, casebook.keys, talk.id))
    assert [(each.granted, each.source) for each in history] == [(True, "family"), (False, "staff")]
    assert "stop_texts" in {row.action for row in await stage.rows(tables.audit)}


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.003, 0.006, 0.01, 0.02, 0.04])
async def test_race_no_send_begins_after_the_commit_of_a_stop(stage: Stage, pause: float) -> None:
    """2.4 and the race of a STOP between enqueue and send: at whatever moment it comes."""
    begun: list[tuple[float, str]] = []

    class Timed(Scripted):
        async def send(self, to: str, text: str, outbox: str) -> Sent:
            begun.append((asyncio.get_running_loop().time(), text))
            return await super().send(to, text, outbox)

    stage.house.outbox.provider = Timed()
    committed: list[float] = []
    write = stage.house.casebook.write

    async def timed(work):
        done = await write(work)
        if (await stage.conversation()).opted_out_at is not None and not committed:
            committed.append(asyncio.get_running_loop().time())
        return done

    await stage.text("hi")
    stage.house.turns._casebook.write = timed  # type: ignore[method-assign]
    await asyncio.sleep(pause)
    await stage.text("no me escriban más")

    async def confirmed() -> bool:
        return any("no recibirá más" in text or "no more texts" in text for _, text in begun)

    await until(confirmed)
    await asyncio.sleep(0.1)
    after = [text for at, text in begun if at > committed[0]]
    assert all("recibirá" in text or "no more texts" in text for text in after)
    assert len(after) == 1


async def test_race_a_text_that_was_read_before_a_stop_is_not_sent_after_it(stage: Stage) -> None:
    """The worst moment: the outbox has read a text as due, and the STOP is committed before it goes on."""
    provider = stand_in(stage)
    outbox, was_read, go_on = stage.house.outbox, asyncio.Event(), asyncio.Event()
    casebook = outbox._casebook

    class Slow:
        keys, write = casebook.keys, staticmethod(casebook.write)

        async def read(self, work):
            found = await casebook.read(work)
            if not isinstance(found, list) and found is not None and not go_on.is_set():
                was_read.set()
                await go_on.wait()
            return found

    outbox._casebook = Slow()  # type: ignore[assignment]
    await stage.text("we need diapers")
    await was_read.wait()
    await stage.text("stop texting me please")

    async def stopped() -> bool:
        return (await stage.conversation()).opted_out_at is not None

    await until(stopped)
    go_on.set()

    async def confirmed() -> bool:
        return (await states(stage))[-1] == "sent"

    await until(confirmed)
    assert await states(stage) == ["dropped", "sent"]
    assert len(provider.sent) == 1


async def test_a_text_that_a_status_proved_sent_is_no_dead_letter(stage: Stage) -> None:
    await stage.text("we need diapers")
    await until(lambda: all_sent(stage))
    row = (await stage.rows(tables.outbox))[0]
    await stage.house.casebook.write(lambda c: texts.give_up(c, row.message, row.conversation, None))
    assert set(await states(stage)) == {"sent"}
    assert await stage.rows(tables.alert) == []


async def _has(stage: Stage, kind: str) -> bool:
    return kind in await alerts(stage)


async def _waiting(stage: Stage) -> bool:
    return bool(found := await states(stage)) and set(found) == {"waiting"}


async def _words(stage: Stage, message: str) -> str:
    keys = stage.house.casebook.keys
    left = await stage.house.casebook.read(lambda c: texts.left_over(c, keys))
    rows = {each.message: each.text for each in left}
    if message in rows:
        return rows[message]
    row = next(row for row in await stage.rows(tables.message) if row.id == message)
    return keys.open("message.body", message, row.body_sealed)
