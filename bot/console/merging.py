"""Two records that may be one family's, side by side: join them with a reason in sight, and take them apart again."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from aiohttp import web
from sqlalchemy import Connection

from bot.console.beside import Beside, look, telling
from bot.console.pages import page, refused
from bot.console.story import Fact, spoken
from bot.console.story_lines import story
from bot.console.visit import Console, Visit
from bot.console.words import HOME
from casebook.care import exporting
from casebook.crypto import KeyRing
from casebook.queries import dossier, family_view, likeness, merging, transcripts
from casebook.queries.likeness import Likeness
from casebook.queries.merging import Merge, NotMergeable, NotUndoable

_ID = re.compile(r"[0-9a-f]{32}")


class Side(NamedTuple):
    """One of the two records: its conversation, its story in ten lines, its addresses."""

    beside: Beside
    story: list[Fact]


class Known(NamedTuple):
    """What the page is drawn from, beside the record itself."""

    alike: list[Likeness]
    merges: list[Merge]


async def show(console: Console, visit: Visit) -> web.Response:
    """Records that may be the same, and, with `?other=`, one of them beside this one."""
    return await _page(console, visit, visit.request.query.get("other", ""))


async def find(console: Console, visit: Visit) -> web.Response:
    """The record of a phone number beside this one; a form, for a number has no place in an address."""
    return await _page(console, visit, visit.form.get("other", ""))


async def join(console: Console, visit: Visit) -> web.Response:
    """Join the other record to this one."""
    mine, theirs = await look(console, visit), await _other(console, visit, visit.form.get("other", ""))
    if mine is None:
        return refused(console, visit, "refused_unknown", 404)
    if theirs is None:
        return await _page(console, visit, problem="merge_problem_unknown", status=422)
    work = partial(merging.merge, kept=mine.talk.family, merged=theirs.talk.family)
    return await _do(console, visit, work, NotMergeable, "merge_problem_one")


async def undo(console: Console, visit: Visit) -> web.Response:
    """Take apart what was joined."""
    mine = await look(console, visit)
    if mine is None:
        return refused(console, visit, "refused_unknown", 404)
    wanted = visit.form.get("merge", "")
    known = await console.casebook.read(partial(merging.standing, kept=mine.talk.family))
    if wanted not in {each.id for each in known}:
        return await _page(console, visit, problem="merge_problem_undone", status=409)
    return await _do(console, visit, partial(merging.undo, merge_id=wanted), NotUndoable, "merge_problem_undone")


async def _do(
    console: Console, visit: Visit, work: Callable[..., object], fault: type[Exception], problem: str
) -> web.Response:
    try:
        await console.casebook.write(partial(work, keys=console.casebook.keys, staff_id=visit.staff.id))
    except fault:
        return await _page(console, visit, problem=problem, status=409)
    console.live.nudge(visit.conversation)
    return web.Response(status=303, headers={"Location": f"/staff/conversations/{visit.conversation}/merge"})


async def _page(
    console: Console, visit: Visit, wanted: str = "", *, problem: str | None = None, status: int = 200
) -> web.Response:
    mine = await look(console, visit)
    if mine is None:
        return refused(console, visit, "refused_unknown", 404)
    theirs = await _other(console, visit, wanted) if wanted else None
    if wanted and theirs is None:
        problem, status = problem or "merge_problem_unknown", 404
    if theirs is not None and theirs.talk.family == mine.talk.family:
        theirs, problem = None, problem or "merge_problem_one"
    known = await console.casebook.read(partial(_known, keys=console.casebook.keys, family=mine.talk.family))
    return page(console, visit, "merge.html", status, **_values(console, visit, mine, theirs, known), problem=problem)


def _values(console: Console, visit: Visit, mine: Beside, theirs: Beside | None, known: Known) -> dict[str, Any]:
    sides = [Side(each, story(telling(console, visit, each))) for each in (mine, theirs) if each is not None]
    why = {each.family: each.reasons for each in known.alike}
    return {
        "talk": mine.talk,
        "sides": sides,
        "reasons": why.get(theirs.talk.family, ()) if theirs else (),
        "alike": known.alike,
        "merges": known.merges,
        "spoken": spoken,
    }


async def _other(console: Console, visit: Visit, wanted: str) -> Beside | None:
    """The record that an id or a phone number names; opening it beside this one is reading it."""
    found = await console.casebook.read(partial(_find, keys=console.casebook.keys, wanted=wanted.strip()))
    if found is not None:
        read = partial(dossier.opened, conversation_id=found.talk.id, staff_id=visit.staff.id, again=True)
        await console.casebook.write(read)
    return found


def _find(connection: Connection, keys: KeyRing, wanted: str) -> Beside | None:
    digits = "".join(filter(str.isdigit, wanted))[-10:]
    reference = wanted if _ID.fullmatch(wanted) else f"+1{digits}"
    family = exporting.find_family(connection, keys, reference)
    view = family_view.read(connection, keys, family) if family else None
    if view is None or not view.addresses:
        return None
    named = next((each.conversation for each in view.addresses if each.conversation == wanted), None)
    talk = transcripts.get(connection, keys, named or view.addresses[0].conversation)
    return Beside(talk, view) if talk else None


def _known(connection: Connection, keys: KeyRing, family: str) -> Known:
    today = datetime.now(HOME).date()
    return Known(likeness.like(connection, keys, family, today), merging.standing(connection, family))
