"""The editor's pages: entries by staleness, one entry beside its feed, reports, duplicates, what was not found."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import Connection

from bot.console.directory_form import BadValue, as_text, values_of
from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from resources_db.keeping import duplicates, editing, worklists

ON_A_PAGE = 50
HOME = ZoneInfo("America/New_York")


async def show(console: Console, visit: Visit) -> web.Response:
    """Entries, the reported and longest unchecked first; `q` narrows by words of the name."""
    words, number = visit.request.query.get("q", "")[:100], _number(visit.request.query.get("page", "1"))
    start = (min(number, 10_000) - 1) * ON_A_PAGE
    entries, total = await _read(console, lambda c: worklists.stale(c, words=words, limit=ON_A_PAGE, offset=start))
    last = max(1, -(-total // ON_A_PAGE))
    follows = number + 1 if number < last else None
    shown = {"entries": entries, "total": total, "words": words, "last": last, "next": follows}
    return page(console, visit, "directory.html", 200, **shown)


async def show_entry(console: Console, visit: Visit) -> web.Response:
    """One entry: what we show beside what its feed says, its reports and its history; to coordinators less."""
    return await _entry(console, visit)


async def correct(console: Console, visit: Visit) -> web.Response:
    """Keep what the editor changed."""
    try:
        values = values_of(visit.form)
    except BadValue as error:
        return await _entry(console, visit, problem=error.field, status=422)
    key, by = visit.form.get("id", ""), visit.staff.name
    await _write(console, lambda c: editing.correct(c, key, values, by))
    return _to_entry(key)


async def take_back(console: Console, visit: Visit) -> web.Response:
    """Let the feed speak again."""
    key, name, by = visit.form.get("id", ""), visit.form.get("field", ""), visit.staff.name
    if not await _write(console, lambda c: editing.take_back(c, key, name, by)):
        return refused(console, visit, "refused_entry", 404)
    return _to_entry(key)


async def verify(console: Console, visit: Visit) -> web.Response:
    """Everything about the entry was checked today."""
    key, by = visit.form.get("id", ""), visit.staff.name
    if not await _write(console, lambda c: editing.verify(c, key, by, _today())):
        return refused(console, visit, "refused_entry", 404)
    return _to_entry(key)


async def report(console: Console, visit: Visit) -> web.Response:
    """A coordinator says that something about an entry is wrong."""
    key, what, note = visit.form.get("id", ""), visit.form.get("what", ""), visit.form.get("note", "")[:300] or None
    if not await _write(console, lambda c: worklists.tell(c, key, what, "coordinator", note)):
        return refused(console, visit, "refused_entry", 404)
    return _to_entry(key)


async def show_reports(console: Console, visit: Visit) -> web.Response:
    """What families and coordinators said, oldest first."""
    return page(console, visit, "directory_reports.html", reports=await _read(console, worklists.open_reports))


async def settle(console: Console, visit: Visit) -> web.Response:
    """A report is dealt with."""
    number, by = _number(visit.form.get("report", "")), visit.staff.name
    if not await _write(console, lambda c: worklists.settle(c, number, by, "done")):
        return refused(console, visit, "refused_entry", 404)
    return _see("/staff/directory/reports")


async def show_duplicates(console: Console, visit: Visit) -> web.Response:
    """Pairs that may be one, the likeliest first."""
    return page(console, visit, "directory_duplicates.html", pairs=await _read(console, duplicates.proposals))


async def decide(console: Console, visit: Visit) -> web.Response:
    """Two entries are one, or they are not."""
    stays, other, by = visit.form.get("stays", ""), visit.form.get("other", ""), visit.staff.name
    verdict: duplicates.Verdict = "merged" if visit.form.get("verdict") == "merged" else "different"
    if not await _write(console, lambda c: duplicates.decide(c, stays, other, verdict, by, _today())):
        return refused(console, visit, "refused_entry", 409)
    return _see("/staff/directory/duplicates")


async def show_missing(console: Console, visit: Visit) -> web.Response:
    """What families asked for and we did not have."""
    return page(console, visit, "directory_missing.html", gaps=await _read(console, worklists.all_missing))


async def _entry(console: Console, visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    key = visit.form.get("id") or visit.request.query.get("id", "")
    found = await _read(console, lambda c: editing.entry(c, key))
    if found is None:
        return refused(console, visit, "refused_entry", 404)
    edits = visit.staff.role != "coordinator"
    if not edits:
        found = replace(found, sealed=())
    reports = await _read(console, lambda c: worklists.open_reports(c, key))
    given = {field.name: visit.form.get(field.name, as_text(field.value)) for field in found.fields}
    values = {
        "entry": found,
        "reports": reports,
        "given": given,
        "problem": problem,
        "as_text": as_text,
        "edits": edits,
    }
    return page(console, visit, "directory_entry.html", status, **values)


def _to_entry(key: str) -> web.Response:
    return _see(f"/staff/directory/entry?id={quote(key)}")


def _see(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})


def _number(words: str) -> int:
    return min(int(words), 1_000_000_000) if words.isascii() and words.isdigit() and int(words) else 1


def _today() -> date:
    return datetime.now(HOME).date()


async def _read[T](console: Console, ask: Callable[[Connection], T]) -> T:
    def work() -> T:
        with _database(console).reading() as connection:
            return ask(connection)

    return await asyncio.to_thread(work)


async def _write[T](console: Console, do: Callable[[Connection], T]) -> T:
    def work() -> T:
        with _database(console).writing() as connection:
            return do(connection)

    return await asyncio.to_thread(work)


def _database(console: Console) -> Any:
    if console.directory is None:
        raise web.HTTPNotFound
    return console.directory
