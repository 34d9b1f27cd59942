"""Editors' words on which needs a service bears; they stand whatever a feed or the mapping says."""

from collections import defaultdict
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from resources_db.index.storing import outdate
from resources_db.index.tables import need_overrule


def overrule(connection: Connection, service: str, need: str, *, bears: bool, why: str, by: str) -> None:
    """Say that a service does, or does not, bear a need; the index is then made anew at the next look."""
    table = need_overrule
    connection.execute(delete(table).where(table.c.service_id == service, table.c.need == need))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"service_id": service, "need": need, "bears": bears, "why": why, "by": by, "at": at}
    connection.execute(insert(table).values(row))
    outdate(connection)


def withdraw(connection: Connection, service: str, need: str) -> None:
    """Let the feed and the mapping speak again."""
    connection.execute(delete(need_overrule).where(need_overrule.c.service_id == service, need_overrule.c.need == need))
    outdate(connection)


def all_overrules(connection: Connection) -> dict[str, list[tuple[str, bool, str]]]:
    """(need, bears, why) by service id."""
    found: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
    for row in connection.execute(select(need_overrule)):
        found[row.service_id].append((row.need, row.bears, row.why))
    return dict(found)
