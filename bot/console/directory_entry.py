"""The page of one entry: what families are told, what its feed says, and what an editor does about it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from bot.console.directory_data import act, act_on_entry, read, to_entry, today
from bot.console.directory_form import BadValue, as_text, given_of, values_of
from bot.console.directory_told import told_of
from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from resources_db.keeping import closing, editing, entries, needs, worklists
from resources_db.needs import NEEDS

LONGEST_WHY = 300


async def show(console: Console, visit: Visit) -> web.Response:
    """One entry: what we show beside what its feed says, its reports and its history; to coordinators less."""
    return await _page(console, visit)


async def correct(console: Console, visit: Visit) -> web.Response:
    """Keep what the editor changed."""
    key, by = visit.form.get("id", ""), visit.staff.name
    found = await read(console, lambda c: entries.entry(c, key))
    if found is None:
        return refused(console, visit, "refused_entry", 404)
    try:
        values = values_of(visit.form, found.all_fields)
    except BadValue as error:
        return await _page(console, visit, error, 422)
    changed = ", ".join(values)
    await act(console, visit, lambda c: editing.correct(c, key, values, by), "correct", key, changed)
    return to_entry(key)


async def take_back(console: Console, visit: Visit) -> web.Response:
    """Let the feed speak again."""
    key, name, by = visit.form.get("id", ""), visit.form.get("field", ""), visit.staff.name
    return await act_on_entry(console, visit, lambda c: editing.take_back(c, key, name, by), "take_back", name)


async def verify(console: Console, visit: Visit) -> web.Response:
    """Everything about the entry was checked today."""
    key, by = visit.form.get("id", ""), visit.staff.name
    return await act_on_entry(console, visit, lambda c: editing.verify(c, key, by, today()), "verify")


async def report(console: Console, visit: Visit) -> web.Response:
    """A coordinator says that something about an entry is wrong."""
    key, what, note = visit.form.get("id", ""), visit.form.get("what", ""), visit.form.get("note", "")[:300] or None
    return await act_on_entry(
        console, visit, lambda c: worklists.tell(c, key, what, "coordinator", note), "report", what
    )


async def close(console: Console, visit: Visit) -> web.Response:
    """The place has closed: it is not offered, and the reports that say so are dealt with."""
    key, why, by = visit.form.get("id", ""), _why(visit), visit.staff.name
    if not why:
        return await _page(console, visit, BadValue("closed"), 422)
    return await act_on_entry(console, visit, lambda c: closing.close(c, key, why, by), "close")


async def reopen(console: Console, visit: Visit) -> web.Response:
    """It is offered again."""
    key, by = visit.form.get("id", ""), visit.staff.name
    return await act_on_entry(console, visit, lambda c: closing.reopen(c, key, by), "reopen")


async def overrule(console: Console, visit: Visit) -> web.Response:
    """The entry gives this need, or does not, whatever the feed and the search make of it."""
    key, need, why, by = visit.form.get("id", ""), visit.form.get("need", ""), _why(visit), visit.staff.name
    bears = visit.form.get("bears") == "yes"
    if not why or visit.form.get("bears") not in ("yes", "no"):
        return await _page(console, visit, BadValue("need"), 422)
    return await act_on_entry(
        console, visit, lambda c: needs.overrule(c, key, need, why, by, bears=bears), "overrule", need
    )


async def withdraw(console: Console, visit: Visit) -> web.Response:
    """The feed and the search speak again of a need."""
    key, need, by = visit.form.get("id", ""), visit.form.get("need", ""), visit.staff.name
    return await act_on_entry(console, visit, lambda c: needs.withdraw(c, key, need, by), "withdraw", need)


def _why(visit: Visit) -> str:
    return " ".join(visit.form.get("why", "").split())[:LONGEST_WHY]


async def _page(console: Console, visit: Visit, problem: BadValue | None = None, status: int = 200) -> web.Response:
    key = visit.form.get("id") or visit.request.query.get("id", "")
    shown = await read(console, lambda c: _shown(c, key))
    if shown is None:
        return refused(console, visit, "refused_entry", 404)
    edits = visit.staff.role != "coordinator"
    found: entries.Entry = shown["entry"] if edits else replace(shown["entry"], sealed=())
    values = {"entry": found, "edits": edits, "given": given_of(found.all_fields, visit.form), "form": visit.form}
    more = {"problem": problem, "as_text": as_text, "all_needs": NEEDS}
    return page(console, visit, "directory_entry.html", status, **{**shown, **values, **more})


def _shown(connection: Connection, key: str) -> Mapping[str, Any] | None:
    found = entries.entry(connection, key)
    if found is None:
        return None
    return {
        "entry": found,
        "reports": worklists.open_reports(connection, key),
        "said": needs.said_of(connection, key),
        "tells": told_of(connection, key, today()),
    }
