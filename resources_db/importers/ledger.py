"""Accounts for every row of a feed: compares what it says now with what it said last."""

from collections.abc import Iterable, Iterator
from itertools import batched, chain, count

from sqlalchemy import Connection, delete, insert, select, update

from resources_db.importers.report import Findings, Refusal
from resources_db.importers.stage import Stage
from resources_db.importers.writing import AT_ONCE
from resources_db.tables import feed, feed_row, service

LIKE_ENOUGH = 0.5  # of its services known under the same id and name: the delivery is that feed's


def account(
    connection: Connection, name: str, stage: Stage, findings: Findings, *, withdrawn: frozenset[str], retiring: bool
) -> None:
    """Count every listed row as added, changed, unchanged or refused, and those no longer listed as retired.

    `withdrawn` services are listed, but not to be offered. Without `retiring` what is not listed stays.
    """
    held = select(feed_row.c.entity).where(feed_row.c.feed == name).distinct()
    entities = dict.fromkeys([entity for entity, _ in stage.entities()] + list(connection.scalars(held)))
    for entity in entities:
        off = withdrawn if entity == "service" else frozenset[str]()
        gone = _account(connection, name, entity, stage, findings, off)
        if gone and retiring:
            findings.count(entity, "retired", len(gone))
            _forget(connection, name, entity, gone)


def _account(
    connection: Connection, name: str, entity: str, stage: Stage, findings: Findings, withdrawn: frozenset[str]
) -> set[str]:
    """Count the rows of one table; the keys of those that are no longer offered."""
    mine = (feed_row.c.feed == name) & (feed_row.c.entity == entity)
    old = {row.key: row.digest for row in connection.execute(select(feed_row.c.key, feed_row.c.digest).where(mine))}
    gone = set(old)
    new: list[dict[str, str]] = []
    for key, digest, refused in stage.counted(entity):
        if key not in withdrawn:
            gone.discard(key)
        state = "refused" if refused else _state(old.get(key), digest)
        findings.count(entity, "read")
        findings.count(entity, state)
        if state in ("added", "changed"):
            new.append({"feed": name, "entity": entity, "key": key, "digest": digest})
    _forget(connection, name, entity, [row["key"] for row in new if row["key"] in old])
    for some_rows in batched(new, AT_ONCE, strict=False):
        connection.execute(insert(feed_row), list(some_rows))
    return gone


def _state(old: str | None, new: str) -> str:
    return "added" if old is None else "unchanged" if old == new else "changed"


def refusals(stage: Stage) -> Iterator[Refusal]:
    """Every listed row that was refused, in the feed's order."""
    for entity, _ in stage.entities():
        for row in stage.rows(entity):
            if row.refused and row.listed:
                yield Refusal(row.file, row.line, row.key, entity, row.refused)


def _forget(connection: Connection, name: str, entity: str, keys: Iterable[str]) -> None:
    """What is no longer offered counts as added when it comes back."""
    for some in batched(keys, AT_ONCE, strict=False):
        mine = (feed_row.c.feed == name) & (feed_row.c.entity == entity)
        connection.execute(delete(feed_row).where(mine, feed_row.c.key.in_(some)))


def feed_like(connection: Connection, stage: Stage) -> str | None:
    """The feed of which this is a new delivery, whatever its files are called: it knows most of the services."""
    digests = {(row.key, _name(row.row.get("name"))) for row in stage.rows("service") if row.key}
    best: tuple[int, str] | None = None
    ids = {key for key, _ in digests}
    for name in connection.scalars(select(service.c.feed).distinct().order_by(service.c.feed)):
        known = {(key, _name(called)) for key, called in _services(connection, name)}
        alike = len(known & digests)
        shared = len({key for key, _ in known} & ids)
        if alike and alike >= LIKE_ENOUGH * max(shared, min(len(known), len(digests))):
            best = max(best or (0, ""), (alike, name))
    return best[1] if best else None


def feed_called(connection: Connection, called: str, source: str) -> str:
    """The name of a delivery that is like no feed: that of its file, unless a feed from elsewhere bears it."""
    from_where: dict[str, str | None] = {row.name: row.source for row in connection.execute(select(feed))}
    names = chain([called], (f"{called}-{number}" for number in count(2)))
    return next(name for name in names if from_where.get(name, source) in (source, None))


def _services(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    prefix = f"{name}:"
    for key, called in connection.execute(select(service.c.id, service.c.name).where(service.c.feed == name)):
        yield key.removeprefix(prefix), called


def _name(value: object) -> str:
    return " ".join(str(value or "").lower().split())


def settings_of(connection: Connection, name: str) -> tuple[str | None, str | None]:
    """(home state, what happens to rows of other states) as they were set for a feed."""
    row = connection.execute(select(feed.c.state, feed.c.out_of_state).where(feed.c.name == name)).first()
    return (row.state, row.out_of_state) if row else (None, None)


def note_feed(connection: Connection, name: str, state: str | None, out_of_state: str | None, source: str) -> None:
    """Remember a feed and its settings."""
    values = {"state": state, "out_of_state": out_of_state, "source": source}
    done = connection.execute(update(feed).where(feed.c.name == name).values(values))
    if done.rowcount == 0:
        connection.execute(insert(feed).values(name=name, **values))
