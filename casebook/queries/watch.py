"""How far a provider's list has been read, and what of it the casebook does not know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import erased
from casebook.queries.deliveries import RANK
from casebook.queries.rows import alert_once

inbox, outbox, watch = tables.inbox, tables.outbox, tables.phone_watch

MOST = 500  # ids in one question


def read_until(connection: Connection, provider: str) -> datetime | None:
    """The moment up to which the list has been read; None before the first time."""
    return connection.execute(select(watch.c.read_until).where(watch.c.provider == provider)).scalar()


def unseen(connection: Connection, keys: KeyRing, provider: str, listed: Sequence[str]) -> set[str]:
    """The ids that stand in no row of the inbox, and were not erased with their family."""
    seen: set[str] = set()
    for start in range(0, len(listed), MOST):
        some = listed[start : start + MOST]
        query = select(inbox.c.provider_id).where(inbox.c.provider == provider, inbox.c.provider_id.in_(some))
        seen |= set(connection.execute(query).scalars())
    return {each for each in set(listed) - seen if not erased.is_erased(connection, keys, provider, each)}


def behind(connection: Connection, provider_id: str, status: str) -> bool:
    """Whether a text of ours has a status that ranks lower than the list's."""
    row = connection.execute(select(outbox.c.delivery).where(outbox.c.provider_id == provider_id)).first()
    return row is not None and (row.delivery is None or RANK[status] > RANK[row.delivery])


def note(connection: Connection, provider: str, until: datetime, brought: int) -> None:
    """The list has been read up to here. Texts that only it brought mean that webhooks are lost: staff are told."""
    known = connection.execute(update(watch).where(watch.c.provider == provider).values(read_until=until))
    if known.rowcount == 0:
        connection.execute(insert(watch).values(provider=provider, read_until=until))
    if brought:
        alert_once(connection, "texts_were_missing", None)
