"""Lays editors' corrections over what the feeds say, and remembers what is beneath."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, null, select, update

from resources_db.keeping.moments import touch_again
from resources_db.keeping.tables import correction, duplicate_verdict, edit
from resources_db.keeping.values import GONE, show, shown
from resources_db.tables import location, service


def lay_corrections(connection: Connection) -> None:
    """After an import: what the feeds wrote goes beneath, and what editors said is shown again."""
    _forget_what_became_confidential(connection)
    for row in connection.execute(select(correction)).all():
        says = shown(connection, row.entity, row.entity_id, row.field)
        if says is GONE:
            continue
        if says != row.value:
            same = (correction.c.entity == row.entity) & (correction.c.entity_id == row.entity_id)
            connection.execute(update(correction).where(same, correction.c.field == row.field).values(beneath=says))
        if row.field == "assured_date" and says and row.value and says > row.value:
            continue  # the feed has checked it since
        show(connection, row.entity, row.entity_id, row.field, row.value)
    touch_again(connection)
    merged = select(duplicate_verdict.c.second_id).where(duplicate_verdict.c.verdict == "merged")
    offered = service.c.retired_on.is_(None)
    connection.execute(update(service).where(service.c.id.in_(merged), offered).values(retired_on=date.today()))


def _forget_what_became_confidential(connection: Connection) -> None:
    """An editor's own words on a place, its street among them, must not outlive that it may be known."""
    for place in connection.scalars(select(location.c.id).where(location.c.confidential.is_(True))).all():
        connection.execute(delete(correction).where(_of_place(correction, place)))
        connection.execute(update(edit).where(_of_place(edit, place)).values(before=null(), after=null()))


def _of_place(table: Any, place: str) -> Any:
    """What was said of a place, or of a service at it; whom it serves may stay known."""
    itself = (table.c.entity == "location") & (table.c.entity_id == place)
    there = table.c.field.in_([f"{name}@{place}" for name in ("phones", "hours")])
    return itself | there
