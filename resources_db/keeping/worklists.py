"""The editors' lists of work: what is stale, what people report, what families did not find."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from resources_db import tables
from resources_db.keeping.tables import closure, missing, report
from resources_db.offered import is_offered

WHAT: Final = ("phone_dead", "no_answer", "closed", "moved", "wrong_hours", "not_for_us", "other")
"""What people may say of an entry; codes, so that nobody's story is kept."""


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry and when a person last checked it, None when nobody has; `reports` are still open.

    `closed` says that an editor has taken it out; it is listed only where it is looked for by name.
    """

    id: str
    name: str
    organization: str
    assured_date: date | None
    reports: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said of an entry. `said_by` is family or coordinator; a note is a coordinator's own."""

    id: int
    service_id: str
    name: str
    what: str
    said_by: str
    note: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """What families asked for and we did not have: no words of theirs, only what, where, in which language."""

    need: str
    town: str
    language: str
    count: int
    last_on: date


def stale(connection: Connection, *, words: str = "", limit: int = 50, offset: int = 0) -> tuple[list[Stale], int]:
    """Entries, reported and longest unchecked ones first, and how many there are."""
    service, owner = tables.service, tables.organization
    opened = select(func.count()).where(report.c.service_id == service.c.id, report.c.done_at.is_(None))
    reports = opened.scalar_subquery()
    wanted: list[ColumnElement[bool]] = [service.c.retired_on.is_(None) if words.strip() else is_offered()]
    wanted += [func.lower(service.c.name).contains(word, autoescape=True) for word in words.lower().split()]
    closed = service.c.id.in_(select(closure.c.service_id)).label("closed")
    named = (service.c.id, service.c.name, owner.c.name.label("owner"), service.c.assured_date)
    found = select(*named, reports.label("n"), closed)
    order = (reports.desc(), service.c.assured_date.is_not(None), service.c.assured_date, service.c.name, service.c.id)
    joined = found.join(owner, owner.c.id == service.c.organization_id).where(*wanted).order_by(*order)
    rows = connection.execute(joined.limit(limit).offset(offset))
    total = connection.scalar(select(func.count()).select_from(service).where(*wanted)) or 0
    return [Stale(row.id, row.name, row.owner, row.assured_date, row.n, bool(row.closed)) for row in rows], total


def tell(connection: Connection, service_id: str, what: str, said_by: str, note: str | None = None) -> bool:
    """Take down what somebody says of an entry; False when there is no such entry or no such thing to say."""
    known = connection.scalar(select(tables.service.c.id).where(tables.service.c.id == service_id))
    if known is None or what not in WHAT:
        return False
    kept = note if said_by == "coordinator" else None  # a family's own words stay in the casebook
    row = {"service_id": service_id, "what": what, "said_by": said_by, "note": kept, "at": _now()}
    connection.execute(insert(report).values(row))
    return True


def open_reports(connection: Connection, service_id: str | None = None) -> list[Report]:
    """What nobody has dealt with yet, oldest first."""
    wanted = [report.c.done_at.is_(None)] + ([report.c.service_id == service_id] if service_id else [])
    joined = select(report, tables.service.c.name).join(tables.service, tables.service.c.id == report.c.service_id)
    rows = connection.execute(joined.where(*wanted).order_by(report.c.id))
    return [
        Report(row.id, row.service_id, row.name, row.what, row.said_by, row.note, datetime.fromisoformat(row.at))
        for row in rows
    ]


def settle(connection: Connection, number: int, by: str, outcome: str) -> bool:
    """A person has dealt with a report; False when it was settled already."""
    here = (report.c.id == number) & report.c.done_at.is_(None)
    values = {"done_by": by, "done_at": _now(), "outcome": outcome}
    return connection.execute(update(report).where(here).values(values)).rowcount > 0


def note_missing(connection: Connection, need: str | None, town: str | None, language: str | None, on: date) -> None:
    """Count a search that found nothing better than the last resort; never with a family's words."""
    key = {"need": need or "", "town": town or "", "language": (language or "")[:2]}
    mine = [missing.c[name] == value for name, value in key.items()]
    again = update(missing).where(*mine).values(count=missing.c.count + 1, last_on=on)
    if connection.execute(again).rowcount == 0:
        connection.execute(insert(missing).values(key | {"count": 1, "last_on": on}))


def all_missing(connection: Connection, limit: int = 200) -> list[Missing]:
    """What was asked for most, first."""
    rows = connection.execute(select(missing).order_by(missing.c.count.desc(), missing.c.last_on.desc()).limit(limit))
    return [Missing(row.need, row.town, row.language, row._mapping["count"], row.last_on) for row in rows]


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
