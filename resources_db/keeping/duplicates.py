"""Proposes entries that may be the same, with the reasons, and remembers what an editor decided."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process
from sqlalchemy import Connection, insert, select, update

from resources_db import tables
from resources_db.index.storing import outdate
from resources_db.keeping.tables import duplicate_verdict, edit

Verdict = Literal["merged", "different"]
_WORD = re.compile(r"\w+")
ALIKE = 90.0  # of 100, by their words in any order
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
    """Two entries that may be one. `reasons` are codes: name, phone, address, organization."""

    first: Side
    second: Side
    reasons: tuple[str, ...]
    alike: float


def proposals(connection: Connection, limit: int = 50) -> list[Pair]:
    """The likeliest pairs that nobody has decided on: alike in name, and in phone, address or organization."""
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
    alike = fuzz.token_sort_ratio(first.name, second.name, processor=default_process)
    shared = {
        "phone": bool(first.phones & second.phones),
        "address": bool(first.addresses & second.addresses),
        "organization": fuzz.token_sort_ratio(first.organization, second.organization, processor=default_process)
        >= ALIKE,
    }
    reasons = tuple(name for name, holds in shared.items() if holds)
    return Pair(first, second, ("name", *reasons), alike) if alike >= ALIKE and reasons else None


def _near(sides: Iterable[Side]) -> Iterator[tuple[str, str]]:
    """Pairs that share a phone, an address, or the words of their names."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for side in sides:
        for phone in side.phones:
            groups["phone", phone].append(side.id)
        for address in side.addresses:
            groups["address", address].append(side.id)
        groups["name", " ".join(sorted(_WORD.findall(side.name.lower())))].append(side.id)
    seen: set[tuple[str, str]] = set()
    for members in groups.values():
        for a, b in combinations(sorted(members), 2) if len(members) <= MOST_SHARING else ():
            if (a, b) not in seen:
                seen.add((a, b))
                yield a, b


def _sides(connection: Connection) -> dict[str, Side]:
    service, owner, link = tables.service, tables.organization, tables.service_at_location
    phone, address = tables.metadata.tables["phone"], tables.metadata.tables["address"]
    phones: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(phone.c.service_id, phone.c.number).where(phone.c.service_id.is_not(None))):
        phones[row.service_id].add(row.number)
    addresses: dict[str, set[str]] = defaultdict(set)
    lines = select(link.c.service_id, address.c.address_1, address.c.postal_code)
    for place in connection.execute(lines.join(address, address.c.location_id == link.c.location_id)):
        if place.address_1:
            addresses[place.service_id].add(f"{place.address_1.lower()} {(place.postal_code or '')[:5]}")
    named = select(service.c.id, service.c.name, owner.c.name.label("owner"), service.c.assured_date)
    rows = connection.execute(
        named.join(owner, owner.c.id == service.c.organization_id).where(service.c.retired_on.is_(None))
    )
    return {
        row.id: Side(
            row.id, row.name, row.owner, row.assured_date, frozenset(phones[row.id]), frozenset(addresses[row.id])
        )
        for row in rows
    }
