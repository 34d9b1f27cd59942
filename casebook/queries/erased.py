"""Which texts were erased: they are not taken in again, whoever brings them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import now

inbox, erased = tables.inbox.c, tables.erased_text

KEPT = timedelta(days=7)  # a carrier's list is read three days back, and a webhook is tried again for hours
IS_ERASED = select(erased.c.text_index).where(erased.c.text_index == bindparam("text_index"))


def remember(connection: Connection, keys: KeyRing, talks: Sequence[str]) -> None:
    """Keep that the texts of these conversations, which are erased now, are none to take in; forget older ones."""
    rows = connection.execute(select(inbox.provider, inbox.provider_id).where(inbox.conversation.in_(talks)))
    new = {_index(keys, row.provider, row.provider_id) for row in rows}
    known = select(erased.c.text_index).where(erased.c.text_index.in_(new))
    new -= set(connection.execute(known).scalars())
    if new:
        connection.execute(insert(erased), [{"text_index": each, "at": now()} for each in sorted(new)])
    connection.execute(delete(erased).where(erased.c.at < now() - KEPT))


def is_erased(connection: Connection, keys: KeyRing, provider: str, provider_id: str) -> bool:
    """Whether a text was taken in before, and erased with its family."""
    index = _index(keys, provider, provider_id)
    return connection.execute(IS_ERASED, {"text_index": index}).first() is not None


def _index(keys: KeyRing, provider: str, provider_id: str) -> str:
    return keys.index(f"text.{provider}", provider_id)
