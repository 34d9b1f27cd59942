"""An editor's word on which needs an entry bears, with its history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from resources_db import tables
from resources_db.index import overrules
from resources_db.index.tables import need_overrule
from resources_db.keeping.editing import note
from resources_db.keeping.targets import Target
from resources_db.needs import NEEDS


@dataclass(frozen=True, slots=True)
class Said:
    """That an entry bears a need, or does not, why, and who says so."""

    need: str
    bears: bool
    why: str
    by: str
    at: datetime


def overrule(connection: Connection, key: str, need: str, why: str, by: str, *, bears: bool) -> bool:
    """Say that an entry bears a need or does not; False when there is no such entry or need."""
    known = connection.scalar(select(tables.service.c.id).where(tables.service.c.id == key))
    if known is None or need not in NEEDS:
        return False
    before = {said.need: said for said in said_of(connection, key)}.get(need)
    overrules.overrule(connection, key, need, bears=bears, why=why, by=by)
    after = {"need": need, "bears": bears, "why": why}
    note(connection, Target("service", key, "need"), _line(before) if before else None, after, by)
    return True


def withdraw(connection: Connection, key: str, need: str, by: str) -> bool:
    """Let the feed and the search speak again; False when nothing was said of it."""
    before = {said.need: said for said in said_of(connection, key)}.get(need)
    if before is None:
        return False
    overrules.withdraw(connection, key, need)
    note(connection, Target("service", key, "need"), _line(before), None, by)
    return True


def said_of(connection: Connection, key: str) -> list[Said]:
    """What editors say of an entry's needs, in the needs' own order."""
    rows = connection.execute(select(need_overrule).where(need_overrule.c.service_id == key))
    found = [Said(row.need, row.bears, row.why, row.by, _moment(row.at)) for row in rows]
    return sorted(found, key=lambda said: NEEDS.index(said.need) if said.need in NEEDS else len(NEEDS))


def _line(said: Said) -> dict[str, object]:
    return {"need": said.need, "bears": said.bears, "why": said.why}


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=None)
