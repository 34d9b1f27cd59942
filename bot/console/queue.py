"""The queue: who waits and why, what is mine, what colleagues have, what is put off, and what else needs a look."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import fragment, page
from bot.console.promised import Said, said
from bot.console.visit import Console, Visit
from casebook.console_records import QueueEntry
from casebook.crypto import KeyRing
from casebook.queries import board, queue, teams
from casebook.queries.rows import now
from casebook.queries.waits import in_crisis

MY_TEAMS = "teams"  # ?show=teams leaves out what waits for other teams


async def show(console: Console, visit: Visit) -> web.Response:
    """The whole page."""
    return page(console, visit, "queue.html", **await _queue(console, visit))


async def refresh(console: Console, visit: Visit) -> web.Response:
    """Only what moves, for the script that follows along."""
    text = fragment(console, visit, "_queue.html", **await _queue(console, visit))
    return web.Response(text=text, content_type="text/html")


async def show_recent(console: Console, visit: Visit) -> web.Response:
    """The conversations that moved last, with anyone; their words show only once one is opened."""
    entries = await console.casebook.read(partial(queue.recent, keys=console.casebook.keys))
    return page(console, visit, "recent.html", entries=entries, promises={})


async def resolve_alert(console: Console, visit: Visit) -> web.Response:
    """A person has dealt with an alert."""
    alert = visit.request.match_info["alert"]
    await console.casebook.write(partial(board.resolve_alert, alert_id=alert, staff_id=visit.staff.id))
    return web.Response(status=303, headers={"Location": "/staff"})


async def _queue(console: Console, visit: Visit) -> dict[str, Any]:
    me, at = visit.staff.id, now()
    entries, alerts, my_teams = await console.casebook.read(partial(_read, keys=console.casebook.keys, staff_id=me))
    promises = {
        each.conversation.id: said(each.wait, each.conversation.queue_reason, at, console.words, visit.language)
        for each in entries
    }
    ordered = _in_order(entries, promises)
    awake = [entry for entry in ordered if entry.asleep_until is None]
    waiting = [entry for entry in awake if entry.conversation.owner == "queue"]
    filtered = visit.request.query.get("show") == MY_TEAMS
    shown = [entry for entry in waiting if not filtered or _for_me(entry, my_teams)]
    return {
        "promises": promises,
        "waiting": shown,
        "hidden": len(waiting) - len(shown),
        "filtered": filtered,
        "in_teams": bool(my_teams),
        "mine": [entry for entry in awake if entry.conversation.staff == me],
        "colleagues": [entry for entry in ordered if entry.conversation.staff not in (None, me)],
        "asleep": [entry for entry in ordered if entry.asleep_until and entry.conversation.staff in (None, me)],
        "alerts": alerts,
        "lead": visit.staff.role in ("lead", "admin"),
    }


def _in_order(entries: Iterable[QueueEntry], promises: dict[str, Said | None]) -> list[QueueEntry]:
    """Danger first, then the promise that runs out first (by the minute, as it is shown), then who waits longest; last
    who waits for nothing."""

    def place(entry: QueueEntry) -> tuple[bool, datetime, datetime]:
        promised = promises[entry.conversation.id]
        due = promised.due.replace(second=0, microsecond=0) if promised else datetime.max
        return not _danger(entry), due, entry.waiting_since or entry.last_at

    return sorted(entries, key=place)


def _danger(entry: QueueEntry) -> bool:
    return in_crisis(entry.conversation.queue_reason, entry.conversation.crisis_at)


def _for_me(entry: QueueEntry, my_teams: frozenset[str]) -> bool:
    """Whether it waits for everyone or for a team of mine; danger concerns all."""
    return entry.team is None or entry.team[0] in my_teams or _danger(entry)


def _read(
    connection: Connection, keys: KeyRing, staff_id: str
) -> tuple[list[QueueEntry], list[board.Alert], frozenset[str]]:
    return queue.at_the_desk(connection, keys), board.open_alerts(connection), teams.of(connection, staff_id)
