"""Proposes entries that may be the same, with the reasons, and remembers what an editor decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from resources_db import tables
from resources_db.index.storing import outdate
from resources_db.keeping.likeness import alike, door, is_within, words
from resources_db.keeping.tables import duplicate_verdict, edit
from resources_db.offered import is_offered

Verdict = Literal["merged", "different"]
ALIKE = 90.0  # of 100, by their words in any order
ALIKE_AT_ONE_DOOR = 70.0  # enough where phone and address are the same: one place writes its name in many ways
MOST_SHARING = 12  # a phone or address of more entries than this is a switchboard or an office block


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entries."""

    id: str
    name: str
    organization: str
    assured_date: date | None
    phones: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one. `reasons` are codes: name or name_near, phone, address, organization."""

    first: Side
    second: Side
    reasons: tuple[str, ...]
    alike: float


def proposals(connection: Connection, limit: int = 50) -> list[Pair]:
    """The likeliest pairs that nobody has decided on: alike in name, and in phone, address or organization.

    Where both phone and address are the same, less likeness is enough, if one name says all that the other does.
    """
    sides = _sides(connection)
    decided = {frozenset((row.first_id, row.second_id)) for row in connection.execute(select(duplicate_verdict)).all()}
    pairs = (_judged(sides[a], sides[b]) for a, b in _near(sides.values()) if frozenset((a, b)) not in decided)
    found = sorted((pair for pair in pairs if pair), key=lambda pair: (-len(pair.reasons), -pair.alike, pair.first.id))
    return found[:limit]


def decide(connection: Connection, stays: str, other: str, verdict: Verdict, by: str, today: date) -> bool:
    """Merge the second into the first (it is retired, and stays so whatever its feed says), or say they differ."""
    known = set(connection.scalars(select(tables.service.c.id).where(tables.service.c.id.in_((stays, other)))))
    pair = [duplicate_verdict.c.first_id.in_((stays, other)), duplicate_verdict.c.second_id.in_((stays, other))]
    if known != {stays, other} or stays == other or connection.execute(select(duplicate_verdict).where(*pair)).first():
        return False
    at = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    row = {"first_id": stays, "second_id": other, "verdict": verdict, "by": by, "at": at}
    connection.execute(insert(duplicate_verdict).values(row))
    if verdict == "merged":
        connection.execute(update(tables.service).where(tables.service.c.id == other).values(retired_on=today))
        told = {"entity": "service", "entity_id": stays, "field": "merged", "by": by, "at": at}
        connection.execute(insert(edit).values(told | {"before": None, "after": other}))
        outdate(connection)
    return True


def _judged(first: Side, second: Side) -> Pair | None:
    likeness = alike(first.name, second.name)
    shared = {
        "phone": bool(first.phones & second.phones),
        "address": bool(first.addresses & second.addresses),
        "organization": alike(first.organization, second.organization) >= ALIKE,
    }
    reasons = tuple(name for name, holds in shared.items() if holds)
    one_door = shared["phone"] and shared["address"] and is_within(first.name, second.name)
    if not reasons or likeness < (ALIKE_AT_ONE_DOOR if one_door else ALIKE):
        return None
    return Pair(first, second, ("name" if likeness >= ALIKE else "name_near", *reasons), likeness)


def _near(sides: Iterable[Side]) -> Iterator[tuple[str, str]]:
    """Pairs that share a phone, an address, or the words of their names."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for side in sides:
        for phone in side.phones:
            groups["phone", phone].append(side.id)
        for address in side.addresses:
            groups["address", address].append(side.id)
        groups["name", " ".join(sorted(words(side.name)))].append(side.id)
    seen: set[tuple[str, str]] = set()
    for members in groups.values():
        for a, b in combinations(sorted(members), 2) if len(members) <= MOST_SHARING else ():
            if (a, b) not in seen:
                seen.add((a, b))
                yield a, b


def _sides(connection: Connection) -> dict[str, Side]:
    service, owner = tables.service, tables.organization
    phones, addresses = _phones(connection), _addresses(connection)
    named = select(service.c.id, service.c.name, owner.c.name.label("owner"), service.c.assured_date)
    rows = connection.execute(named.join(owner, owner.c.id == service.c.organization_id).where(is_offered()))
    return {
        row.id: Side(
            row.id, row.name, row.owner, row.assured_date, frozenset(phones[row.id]), frozenset(addresses[row.id])
        )
        for row in rows
    }


def _phones(connection: Connection) -> dict[str, set[str]]:
    """The numbers of each service, and of the places where it is: most feeds give them there alone."""
    link, phone = tables.service_at_location, tables.metadata.tables["phone"]
    own = select(phone.c.service_id, phone.c.number).where(phone.c.service_id.is_not(None))
    joined = select(link.c.service_id, phone.c.number).join(phone, phone.c.location_id == link.c.location_id)
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(own.union(joined.where(phone.c.service_id.is_(None)))):
        found[row.service_id].add(row.number)
    return found


def _addresses(connection: Connection) -> dict[str, set[str]]:
    link, address = tables.service_at_location, tables.metadata.tables["address"]
    lines = select(link.c.service_id, address.c.address_1, address.c.postal_code)
    found: dict[str, set[str]] = defaultdict(set)
    for place in connection.execute(lines.join(address, address.c.location_id == link.c.location_id)):
        if place.address_1:
            found[place.service_id].add(door(place.address_1, place.postal_code))
    return found
