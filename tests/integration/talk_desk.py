"""A desk with signed-in people for the tests of a conversation's page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer
from sqlalchemy import Row, Table, select

from bot.console.testing import Bench, Browser
from casebook import tables
from casebook.care import applying
from casebook.care.changes import Change, Place
from casebook.queries import transcripts


@dataclass(slots=True)
class TalkDesk:
    """A bench whose pages are served; `ana` and `ben` are coordinators with a browser each."""

    bench: Bench
    server: TestServer
    ana: Browser
    ben: Browser
    ids: dict[str, str]

    async def page(self, talk: str, more: str = "", who: Browser | None = None) -> str:
        return await (await (who or self.ana).open(at(talk, more))).text()

    async def rows(self, table: Table) -> list[Row[Any]]:
        return await self.bench.casebook.read(lambda connection: list(connection.execute(select(table))))

    async def said(self, talk: str) -> list[tuple[str, str]]:
        read = partial(transcripts.lines, keys=self.bench.casebook.keys, conversation_id=talk, notes=True)
        return [(line.sender, line.text) for line in await self.bench.casebook.read(read)]

    async def audited(self, talk: str) -> list[str]:
        return [row.action for row in await self.rows(tables.audit) if row.subject == talk]

    async def family(self, talk: str) -> str:
        found = select(tables.conversation.c.family).where(tables.conversation.c.id == talk)
        return str(await self.bench.casebook.read(lambda connection: connection.execute(found).scalar_one()))

    async def keep(self, talk: str, *made: Change) -> None:
        """Changes of the record of a conversation's family."""
        where = Place(await self.family(talk), talk, "staff:test")
        keys = self.bench.casebook.keys
        await self.bench.casebook.write(lambda connection: applying.apply(connection, keys, where, made))

    async def change(self, table: Table, talk: str, **values: Any) -> None:
        """Columns of a conversation or of rows that belong to it."""
        column = table.c.id if table is tables.conversation else table.c.conversation
        await self.bench.casebook.write(
            lambda connection: connection.execute(table.update().where(column == talk).values(**values))
        )


def at(talk: str, more: str = "") -> str:
    """The address of a conversation's page."""
    return f"/staff/conversations/{talk}{more}"


@asynccontextmanager
async def open_desk(folder: Path, bench: Bench | None = None) -> AsyncIterator[TalkDesk]:
    """The desk on a casebook of its own, or on a given bench."""
    bench = bench or Bench.at(folder)
    ids = {"ana": await bench.hire("Ana Ruiz"), "ben": await bench.hire("Ben Cole")}
    server = TestServer(bench.app())
    async with server:
        ana, ben = Browser(bench, server), Browser(bench, server)
        await ana.sign_in("Ana Ruiz")
        await ben.sign_in("Ben Cole")
        yield TalkDesk(bench, server, ana, ben, ids)
        await ana.client.close()
        await ben.client.close()
    bench.casebook.close()
