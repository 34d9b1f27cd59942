"""What the editor's pages share: reading and writing the directory off the event loop, and the audit of each act."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import refused
from bot.console.visit import Console, Visit
from casebook.queries.rows import audit

HOME = ZoneInfo("America/New_York")


async def read[T](console: Console, ask: Callable[[Connection], T]) -> T:
    """What a question finds in the directory."""

    def work() -> T:
        with _database(console).reading() as connection:
            return ask(connection)

    return await asyncio.to_thread(work)


async def act(
    console: Console, visit: Visit, do: Callable[[Connection], object], name: str, about: str, detail: str = ""
) -> bool:
    """Change the directory and, where anything was changed, write in the audit what was done to which entry."""

    def work() -> object:
        with _database(console).writing() as connection:
            return do(connection)

    done = bool(await asyncio.to_thread(work))
    if done:
        actor, action, told = f"staff:{visit.staff.id}", f"directory_{name}", f"{about} {detail}".strip()[:200]
        await console.casebook.write(partial(audit, actor=actor, action=action, subject=None, detail=told))
    return done


async def act_on_entry(
    console: Console, visit: Visit, do: Callable[[Connection], object], name: str, detail: str = ""
) -> web.Response:
    """Do something to the entry that the form names, and show it again; refused when there is nothing to do it to."""
    key = visit.form.get("id", "")
    done = await act(console, visit, do, name, key, detail)
    return to_entry(key) if done else refused(console, visit, "refused_entry", 404)


def to_entry(key: str) -> web.Response:
    """Back to an entry's page."""
    return see(f"/staff/directory/entry?id={quote(key)}")


def see(address: str) -> web.Response:
    """On to a page, after a form."""
    return web.Response(status=303, headers={"Location": address})


def number(words: str) -> int:
    """A number that a form or address gives; 1 when it gives none."""
    return min(int(words), 1_000_000_000) if words.isascii() and words.isdigit() and int(words) else 1


def today() -> date:
    """The day in Connecticut."""
    return datetime.now(HOME).date()


def _database(console: Console) -> Any:
    if console.directory is None:
        raise web.HTTPNotFound
    return console.directory
