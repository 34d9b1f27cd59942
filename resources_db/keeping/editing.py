"""What editors do to an entry: correct it, take a correction back, say that it is true; everything is remembered."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from resources_db.index.storing import outdate
from resources_db.keeping.moments import touch
from resources_db.keeping.tables import correction, edit
from resources_db.keeping.targets import Target, target_of
from resources_db.keeping.values import GONE, show, shown, whole


def correct(connection: Connection, key: str, values: Mapping[str, Any], by: str) -> list[str]:
    """Say what is to be shown of an entry's fields, named as in `targets`; the names of those that changed."""
    found = [(name, target_of(connection, key, name), value) for name, value in values.items()]
    changed = [name for name, target, value in found if target and _correct(connection, target, value, by)]
    if changed:
        outdate(connection)
    return changed


def take_back(connection: Connection, key: str, name: str, by: str) -> bool:
    """Let the feed speak again; False when nothing was corrected."""
    target = target_of(connection, key, name)
    row = connection.execute(select(correction).where(_mine(target))).first() if target else None
    if target is None or row is None:
        return False
    note(connection, target, shown(connection, *target), row.beneath, by)
    show(connection, *target, row.beneath)
    connection.execute(delete(correction).where(_mine(target)))
    outdate(connection)
    return True


def verify(connection: Connection, key: str, by: str, today: date) -> bool:
    """Say that everything about an entry was checked today; False when there is none."""
    target = Target("service", key, "assured_date")
    found = _correct(connection, target, today.isoformat(), by, always=True)
    outdate(connection)
    return found


def note(connection: Connection, target: Target, before: Any, after: Any, by: str) -> None:
    """Write a line of the history."""
    at = now()
    row = {"entity": target.entity, "entity_id": target.id, "field": target.field, "by": by, "at": at}
    connection.execute(insert(edit).values(row | {"before": before, "after": after}))
    touch(connection, target.entity, target.id, at)


def now() -> str:
    """The moment (UTC) as it is written beside what editors do."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def _correct(connection: Connection, target: Target, said: Any, by: str, *, always: bool = False) -> bool:
    before, value = shown(connection, *target), whole(target.field, said)
    if before is GONE or (before == value and not always):
        return False
    values = {"value": value, "by": by, "at": now()}
    if connection.execute(update(correction).where(_mine(target)).values(values)).rowcount == 0:
        own = {"entity": target.entity, "entity_id": target.id, "field": target.field, "beneath": before}
        connection.execute(insert(correction).values(own | values))
    show(connection, *target, value)
    note(connection, target, before, value, by)
    return True


def _mine(target: Target) -> Any:
    here = (correction.c.entity == target.entity) & (correction.c.entity_id == target.id)
    return here & (correction.c.field == target.field)
