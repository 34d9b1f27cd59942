"""Links to a plan: the family's own, which may change it, and those it gave away, which only show it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from casebook import tables as house
from casebook.care import reading, tables
from casebook.care.records import FamilyRecord
from casebook.care.sealing import WITH, open_text
from casebook.crypto import KeyRing
from casebook.queries.rows import now

link, conversation = tables.share_link, house.conversation


@dataclass(frozen=True, slots=True)
class Shared:
    """A link that was given away; `id` is its hash, `whom` the family's own words for the person."""

    id: str
    whom: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What stands behind a link. `own` may change it; `shared` is empty on a link that was given away."""

    record: FamilyRecord
    own: bool
    language: str
    shared: tuple[Shared, ...]


def open_plan(connection: Connection, keys: KeyRing, token_hash: str) -> PlanPage | None:
    """The plan behind a link; None when it has ended or never was."""
    row = connection.execute(select(link).where(link.c.token_hash == token_hash)).first()
    if row is None or row.revoked_at is not None or row.expires_at <= now():
        return None
    own = row.with_sealed is None
    spoken = select(conversation.c.language).where(conversation.c.family == row.family)
    language = connection.execute(spoken.order_by(conversation.c.updated_at.desc()).limit(1)).scalar() or "en"
    shared = tuple(_shared(connection, keys, row.family)) if own else ()
    return PlanPage(reading.read(connection, keys, row.family), own, str(language), shared)


def opened(connection: Connection, token_hash: str) -> None:
    """Note when a link was last looked at."""
    connection.execute(update(link).where(link.c.token_hash == token_hash).values(opened_at=now()))


def end(connection: Connection, family: str, token_hash: str) -> None:
    """End a link that this family gave away."""
    mine = (link.c.family == family, link.c.token_hash == token_hash, link.c.with_sealed.is_not(None))
    connection.execute(update(link).where(*mine).values(revoked_at=now()))


def _shared(connection: Connection, keys: KeyRing, family: str) -> list[Shared]:
    query = select(link).where(
        link.c.family == family,
        link.c.with_sealed.is_not(None),
        link.c.revoked_at.is_(None),
        link.c.expires_at > now(),
    )
    rows = connection.execute(query.order_by(link.c.created_at))
    return [
        Shared(row.token_hash, open_text(keys, WITH, row.token_hash, row.with_sealed) or "", row.expires_at)
        for row in rows
    ]
