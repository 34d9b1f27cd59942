"""The family's name, as a coordinator writes it down: phrases greet with it, and colleagues see whom they write to."""

from functools import partial
from typing import Final

from aiohttp import web
from sqlalchemy import Connection, select

from bot.console.pages import refused
from bot.console.visit import Console, Visit
from bot.console.work import done, standing_of, tell
from casebook import tables
from casebook.care import applying
from casebook.care.changes import Place, TellFacts
from casebook.crypto import KeyRing
from casebook.queries.rows import audit

FACT: Final = "family_name"
LONGEST: Final = 60


async def name(console: Console, visit: Visit) -> web.Response:
    """Keep the name in the family's record, sealed with its other facts; an empty one takes it away."""
    if await standing_of(console, visit) is None:
        return refused(console, visit, "refused_unknown", 404)
    written = " ".join(visit.form.get("name", "").split())
    if len(written) > LONGEST:
        return await tell(console, visit, "name_problem_long", 422, limit=LONGEST)
    if {"{", "}"} & set(written):
        return await tell(console, visit, "name_problem_braces", 422)
    keep = partial(_keep, keys=console.casebook.keys, talk=visit.conversation, staff_id=visit.staff.id, written=written)
    await console.casebook.write(keep)
    return done(console, visit)


def _keep(connection: Connection, keys: KeyRing, talk: str, staff_id: str, written: str) -> None:
    # whose it is now: a colleague may have joined two records since the page was opened
    mine = select(tables.conversation.c.family).where(tables.conversation.c.id == talk).with_for_update()
    family, actor = str(connection.execute(mine).scalar_one()), f"staff:{staff_id}"
    applying.apply(connection, keys, Place(family, talk, actor), [TellFacts({FACT: written or None})])
    audit(connection, actor, "family_name", talk, "kept" if written else "taken away")
