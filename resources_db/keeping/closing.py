"""Takes an entry out because its place has closed, for as long as editors say so, whatever its feed says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from resources_db import tables
from resources_db.index.storing import outdate
from resources_db.keeping.editing import note, now
from resources_db.keeping.tables import closure, report
from resources_db.keeping.targets import Target


@dataclass(frozen=True, slots=True)
class Closure:
    """An entry that is not offered because an editor says so."""

    service_id: str
    name: str
    why: str
    by: str
    at: datetime


def close(connection: Connection, key: str, why: str, by: str) -> bool:
    """Offer an entry no more, and settle the reports that it has closed; False when there is none or it is so already.

    What its feed and other editors say of it goes on being kept, for the day it opens again.
    """
    known = connection.scalar(select(tables.service.c.id).where(tables.service.c.id == key))
    if known is None or closure_of(connection, key):
        return False
    connection.execute(insert(closure).values(service_id=key, why=why, by=by, at=now()))
    said = (report.c.service_id == key) & (report.c.what == "closed") & report.c.done_at.is_(None)
    connection.execute(update(report).where(said).values(done_by=by, done_at=now(), outcome="closed"))
    note(connection, Target("service", key, "closed"), None, why, by)
    outdate(connection)
    return True


def reopen(connection: Connection, key: str, by: str) -> bool:
    """Offer an entry again if its feed still holds it; False when no editor had closed it."""
    found = closure_of(connection, key)
    if found is None:
        return False
    connection.execute(delete(closure).where(closure.c.service_id == key))
    note(connection, Target("service", key, "reopened"), found.why, None, by)
    outdate(connection)
    return True


def closure_of(connection: Connection, key: str) -> Closure | None:
    """Why an entry is closed; None when it is not."""
    return next(iter(all_closed(connection, key)), None)


def all_closed(connection: Connection, key: str | None = None) -> list[Closure]:
    """What editors have closed, the latest first."""
    joined = select(closure, tables.service.c.name).join(tables.service, tables.service.c.id == closure.c.service_id)
    wanted = joined.where(closure.c.service_id == key) if key else joined
    rows = connection.execute(wanted.order_by(closure.c.at.desc(), closure.c.service_id))
    return [Closure(row.service_id, row.name, row.why, row.by, datetime.fromisoformat(row.at)) for row in rows]
