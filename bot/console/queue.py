"""The queue: who waits and why, what is mine, what colleagues have, and what else needs a look."""

from functools import partial
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import fragment, page
from bot.console.visit import Console, Visit
from casebook.crypto import KeyRing
from casebook.queries import board, desk
from casebook.records import QueueEntry


async def show(console: Console, visit: Visit) -> web.Response:
    """The whole page."""
    return page(console, visit, "queue.html", **await _queue(console, visit))


async def refresh(console: Console, visit: Visit) -> web.Response:
    """Only what moves, for the script that follows along."""
    text = fragment(console, visit, "_queue.html", **await _queue(console, visit))
    return web.Response(text=text, content_type="text/html")


async def show_recent(console: Console, visit: Visit) -> web.Response:
    """The conversations that moved last, with anyone; their words show only once one is opened."""
    entries = await console.casebook.read(partial(desk.recent, keys=console.casebook.keys))
    return page(console, visit, "recent.html", entries=entries)


async def resolve_alert(console: Console, visit: Visit) -> web.Response:
    """A person has dealt with an alert."""
    alert = visit.request.match_info["alert"]
    await console.casebook.write(partial(board.resolve_alert, alert_id=alert, staff_id=visit.staff.id))
    return web.Response(status=303, headers={"Location": "/staff"})


async def _queue(console: Console, visit: Visit) -> dict[str, Any]:
    entries, alerts = await console.casebook.read(partial(_read, keys=console.casebook.keys))
    me = visit.staff.id
    return {
        "waiting": _urgent_first([entry for entry in entries if entry.conversation.owner == "queue"]),
        "mine": _urgent_first([entry for entry in entries if entry.conversation.staff == me]),
        "colleagues": _urgent_first([entry for entry in entries if entry.conversation.staff not in (None, me)]),
        "alerts": alerts,
    }


def _urgent_first(entries: list[QueueEntry]) -> list[QueueEntry]:
    """A crisis stands above everything, whatever its place in the queue; the rest keeps its order."""
    return sorted(entries, key=_calm)


def _calm(entry: QueueEntry) -> bool:
    return not board.in_crisis(entry.conversation.queue_reason, entry.conversation.crisis_at)


def _read(connection: Connection, keys: KeyRing) -> tuple[list[QueueEntry], list[board.Alert]]:
    return desk.queue(connection, keys), board.open_alerts(connection)
