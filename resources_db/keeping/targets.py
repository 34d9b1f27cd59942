"""Names each thing that may be corrected on the page of a service: its own, its places', its organization's.

`phones` are the service's own, `phones@ID` those of the service at one place, `location/ID/phones` those of the place
itself and `organization/ID/phones` the organization's. What belongs to a place or an organization is shown by
every service there.
"""

from typing import NamedTuple

from sqlalchemy import Connection, select

from resources_db import tables

FIELDS = (
    *("name", "description", "url", "email", "phones", "hours", "fees_description", "eligibility_description"),
    *("application_process", "documents", "languages", "areas", "minimum_age", "maximum_age", "alert"),
)
"""What may be corrected of a service, in the order of the page."""
AT_PLACE = ("phones", "hours", "areas")
OF_PLACE = ("name", "address", "phones", "hours")
OF_ORGANIZATION = ("phones",)


class Target(NamedTuple):
    """A field of a record of the directory."""

    entity: str
    id: str
    field: str


def target_of(connection: Connection, service: str, key: str) -> Target | None:
    """What a key of a service's page names; None when it is nothing of this service."""
    if not key.startswith(("location/", "organization/")):
        name, at, place = key.partition("@")
        known = name in AT_PLACE and place in places_of(connection, service) if at else name in FIELDS
        return Target("service", service, key) if known else None
    entity, _, rest = key.partition("/")
    owner, _, name = rest.rpartition("/")
    if entity == "location" and name in OF_PLACE and owner in places_of(connection, service):
        return Target(entity, owner, name)
    if entity == "organization" and name in OF_ORGANIZATION and owner == owner_of(connection, service):
        return Target(entity, owner, name)
    return None


def key_of(target: Target) -> str:
    """The key under which the page of a service names it."""
    return target.field if target.entity == "service" else f"{target.entity}/{target.id}/{target.field}"


def places_of(connection: Connection, service: str) -> list[str]:
    """The ids of a service's places, in the feed's order."""
    link = tables.service_at_location
    rows = select(link.c.location_id).where(link.c.service_id == service).order_by(link.c.row)
    return list(dict.fromkeys(connection.scalars(rows)))


def owner_of(connection: Connection, service: str) -> str | None:
    """The id of a service's organization."""
    return connection.scalar(select(tables.service.c.organization_id).where(tables.service.c.id == service))
