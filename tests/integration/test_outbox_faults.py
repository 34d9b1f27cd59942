"""What becomes of texts that wait for the provider while the world goes on."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.errors import SendFailed
from bot.testing import Stage
from casebook import tables
from casebook.queries import texts


class Away:
    """A provider that takes nothing until it is told to; `tried` is set at the first try."""

    def __init__(self) -> None:
        self.tried = asyncio.Event()
        self.back = asyncio.Event()
        self.sent: list[str] = []

    async def send(self, to: str, text: str, outbox: str) -> str:
        self.tried.set()
        if not self.back.is_set():
            raise SendFailed("away", permanent=False)
        self.sent.append(text)
        return f"SM{len(self.sent)}"


async def until(ask: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await ask():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


async def states(stage: Stage) -> list[str]:
    return [row.state for row in sorted(await stage.rows(tables.outbox), key=lambda row: row.seq)]


async def test_after_stop_nothing_that_waited_is_sent_but_the_confirmation(stage: Stage) -> None:
    away = Away()
    stage.house.outbox._sender = away
    await stage.text("we need diapers")
    await away.tried.wait()
    await stage.text("please stop texting me")

    async def stopped() -> bool:
        return (await stage.conversation()).opted_out_at is not None

    await until(stopped)
    away.back.set()

    async def confirmed() -> bool:
        return (await states(stage))[-1] == "sent"

    await until(confirmed)
    *waited, confirmation = await states(stage)
    assert (set(waited), confirmation) == ({"dropped"}, "sent")
    assert len(away.sent) == 1


async def test_a_text_that_a_status_proved_sent_is_no_dead_letter(stage: Stage) -> None:
    await stage.text("we need diapers")

    async def sent() -> bool:
        return set(await states(stage)) == {"sent"}

    await until(sent)
    row = (await stage.rows(tables.outbox))[0]
    await stage.house.casebook.write(
        lambda connection: texts.give_up(connection, row.message, row.conversation, None, stopped=False)
    )
    assert set(await states(stage)) == {"sent"}
    assert await stage.rows(tables.alert) == []


async def test_a_number_stopped_at_the_carrier_gets_nothing_that_waits(stage: Stage) -> None:
    away = Away()
    stage.house.outbox._sender = away
    await stage.text("we need diapers")
    await stage.text("and formula")

    async def waits() -> bool:
        return len(await states(stage)) >= 2

    await until(waits)
    row = min(await stage.rows(tables.outbox), key=lambda row: row.seq)
    await stage.house.casebook.write(
        lambda connection: texts.give_up(connection, row.message, row.conversation, 21610, stopped=True)
    )
    first, *rest = await states(stage)
    assert (first, set(rest)) == ("dead", {"dropped"})
