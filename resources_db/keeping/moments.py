"""When an entry was last changed: what editors say of it counts as what its feed says."""

from typing import Any

from sqlalchemy import Connection, func, select, update

from resources_db.keeping.tables import edit
from resources_db.tables import service, service_at_location


def touch(connection: Connection, entity: str, key: str, at: str, *, again: bool = False) -> None:
    """Say that what a record tells was changed by an editor at a moment in UTC, unless a feed has changed it since.

    `again` is after an import: what a feed does not date stays undated, for it may have been changed by the feed.
    """
    moment, known = f"{at[:19]}Z", service.c.last_modified
    older = known < moment if again else (known.is_(None)) | (known < moment)
    connection.execute(update(service).where(_told_by(entity, key), older).values(last_modified=moment))


def touch_again(connection: Connection) -> None:
    """After an import, by the last that editors did to each record."""
    last = select(edit.c.entity, edit.c.entity_id, func.max(edit.c.at)).group_by(edit.c.entity, edit.c.entity_id)
    for entity, key, at in connection.execute(last).all():
        touch(connection, entity, key, at, again=True)


def _told_by(entity: str, key: str) -> Any:
    """The services that show what a record tells: a place's and an organization's is shown by each of theirs."""
    if entity == "location":
        here = select(service_at_location.c.service_id).where(service_at_location.c.location_id == key)
        return service.c.id.in_(here)
    return service.c.organization_id == key if entity == "organization" else service.c.id == key
