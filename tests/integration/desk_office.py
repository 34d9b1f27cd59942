"""A desk with people at it, on a Tuesday at one in the afternoon in Connecticut; for tests of the queue."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import time_machine
from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from bot.console.testing import Bench, Browser
from casebook import tables
from casebook.queries import transcripts
from casebook.queries.rows import now
from casebook.records import Line

TUESDAY = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
PEOPLE = (("Ana Ruiz", "coordinator"), ("Ben Cole", "coordinator"), ("Lea Stone", "lead"))


@dataclass(slots=True)
class Office:
    """A served console; `at` are browsers by first name in which people are signed in, `ids` their accounts."""

    bench: Bench
    server: TestServer
    clock: Any
    at: dict[str, Browser] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    async def waits(self, reason: str = "asked", minutes: float = 0, **more: Any) -> str:
        """A family of its own waits for so many minutes, for a reason."""
        address = more.pop("address", f"+1860555{200 + len(await self.rows(tables.conversation)):04}")
        talk = await self.bench.hears(more.pop("text", "hello"), address=address, queue_reason=reason, **more)
        if minutes:
            await self.change(talk, queued_at=now() - timedelta(minutes=minutes))
        return talk

    async def change(self, talk: str, **values: Any) -> None:
        """Time has passed in a conversation, or something else has come."""
        made = update(tables.conversation).where(tables.conversation.c.id == talk).values(**values)
        await self.bench.casebook.write(lambda connection: connection.execute(made))

    async def do(self, who: str, talk: str, deed: str, **fields: str) -> int:
        """Somebody presses a button of the conversation's page; answers the status."""
        answer = await self.at[who].post(f"/staff/conversations/{talk}/{deed}", by_script=True, **fields)
        return answer.status

    async def page(self, who: str, path: str = "") -> str:
        """What somebody sees."""
        return await (await self.at[who].open(f"/staff{path}")).text()

    async def socket(self, who: str, talk: str = "") -> ClientWebSocketResponse:
        """The socket of an open page."""
        query = f"?conversation={talk}" if talk else ""
        return await self.at[who].client.ws_connect(f"/staff/socket{query}", headers={"Origin": self.bench.public_url})

    async def row(self, talk: str) -> Any:
        """The conversation's row."""
        return next(row for row in await self.rows(tables.conversation) if row.id == talk)

    async def rows(self, table: Any) -> Sequence[Any]:
        """Every row of a table."""
        return await self.bench.casebook.read(lambda connection: connection.execute(select(table)).all())

    async def lines(self, talk: str) -> list[Line]:
        """What was said, notes too."""
        read = partial(transcripts.lines, keys=self.bench.casebook.keys, conversation_id=talk, notes=True)
        return await self.bench.casebook.read(read)

    async def audited(self, subject: str) -> list[str]:
        """What was done with something, in order."""
        return [row.action for row in await self.rows(tables.audit) if row.subject == subject and row.action != "read"]


@asynccontextmanager
async def open_office(folder: Path, people: Sequence[tuple[str, str]] = PEOPLE) -> AsyncIterator[Office]:
    """Everybody has signed in."""
    async with AsyncExitStack() as stack:
        clock = stack.enter_context(time_machine.travel(TUESDAY, tick=False))
        bench = Bench.at(folder)
        stack.callback(bench.casebook.close)
        server = await stack.enter_async_context(TestServer(bench.app()))
        office = Office(bench, server, clock)
        for name, role in people:
            first = name.split()[0].lower()
            office.ids[first] = await bench.hire(name, role)
            office.at[first] = Browser(bench, server)
            stack.push_async_callback(office.at[first].client.close)
            await office.at[first].sign_in(name)
        yield office
