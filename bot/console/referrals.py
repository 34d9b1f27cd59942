"""Referrals at the desk: what waits, what is overdue; pass on by a link, take, and move with its reason."""

from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from casebook.care import applying, board, links, reading
from casebook.care.changes import MoveReferral, Place
from casebook.care.moves import NEEDS_REASON, REASONS, IllegalMove, allowed
from casebook.care.records import ReferralState
from casebook.queries.rows import audit, now
from services.referrals.consequences import consequences

LONGEST_NOTE = 500


async def show(console: Console, visit: Visit) -> web.Response:
    """Every open referral."""
    entries = await console.casebook.read(partial(board.open_referrals, keys=console.casebook.keys))
    return page(console, visit, "referrals.html", entries=entries)


async def show_one(console: Console, visit: Visit) -> web.Response:
    """One referral with its packet and its moves; opening it is a reading of the family's record."""
    return await _one(console, visit)


async def make_link(console: Console, visit: Visit) -> web.Response:
    """A link for a receiver without software; shown once, and the one before it ends."""
    found = await _entry(console, visit)
    if found is None or found.referral.state == "draft":
        return refused(console, visit, "refused_unknown", 404)
    secret = await console.casebook.write(partial(links.make, referral_id=_id(visit), actor=f"staff:{visit.staff.id}"))
    return await _one(console, visit, link=f"{console.public_url}/r/{secret}")


async def own(console: Console, visit: Visit) -> web.Response:
    """Take care of it."""
    await console.casebook.write(partial(board.own, referral_id=_id(visit), staff_id=visit.staff.id))
    return _back(visit)


async def move(console: Console, visit: Visit) -> web.Response:
    """Move it on; the family hears of a yes, a no, and the end."""
    found = await _entry(console, visit)
    if found is None:
        return refused(console, visit, "refused_unknown", 404)
    to, reason = visit.form.get("to", ""), visit.form.get("reason") or None
    if to not in allowed(found.referral.state):
        return await _one(console, visit, problem="referral_illegal", status=409)
    if to in NEEDS_REASON and reason not in REASONS:
        return await _one(console, visit, problem="referral_reason_needed", status=422)
    try:
        await console.casebook.write(partial(_move, console=console, visit=visit, found=found))
    except IllegalMove:
        return await _one(console, visit, problem="referral_illegal", status=409)
    if found.conversation:
        console.live.nudge(found.conversation)
    return _back(visit)


def _move(connection: Connection, console: Console, visit: Visit, found: board.Entry) -> None:
    to: ReferralState = visit.form["to"]  # type: ignore[assignment]  # one of `allowed`
    reason = (visit.form.get("reason") or None) if to in NEEDS_REASON else None
    note = visit.form.get("note", "")[:LONGEST_NOTE].strip() or None
    family = reading.referral(connection, console.casebook.keys, found.referral.id)
    if family is None:
        raise IllegalMove("it is gone")
    follows = consequences(found.referral, to, reason, found.conversation, now()) if found.conversation else []
    where = Place(family[0], found.conversation, f"staff:{visit.staff.id}")
    made = [MoveReferral(found.referral.id, to, reason, note), *follows]
    applying.apply(connection, console.casebook.keys, where, made)


async def _one(
    console: Console, visit: Visit, *, link: str | None = None, problem: str | None = None, status: int = 200
) -> web.Response:
    found = await _entry(console, visit)
    if found is None:
        return refused(console, visit, "refused_unknown", 404)
    subject = found.conversation or found.referral.id
    await console.casebook.write(partial(_read, actor=f"staff:{visit.staff.id}", subject=subject))
    values = {
        "entry": found,
        "moves": [each for each in allowed(found.referral.state) if each != "requested"],
        "reasons": REASONS,
        "link": link,
        "problem": problem,
    }
    return page(console, visit, "referral.html", status, **values)


def _read(connection: Connection, actor: str, subject: str) -> None:
    audit(connection, actor, "read", subject, "referral")


async def _entry(console: Console, visit: Visit) -> board.Entry | None:
    return await console.casebook.read(partial(board.entry, keys=console.casebook.keys, referral_id=_id(visit)))


def _id(visit: Visit) -> str:
    return visit.request.match_info["referral"]


def _back(visit: Visit) -> web.Response:
    return web.Response(status=303, headers={"Location": f"/staff/referrals/{_id(visit)}"})
