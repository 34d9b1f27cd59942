"""Writes changes to a family's record, each in the commit of what caused it."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select, update

from casebook import tables as house
from casebook.care import changes, referring, tables
from casebook.care.changes import Change, Place
from casebook.care.sealing import (
    CHILD,
    DETAILS,
    FACTS,
    PROGRESS,
    TEXT,
    WHO,
    WITH,
    WORDING,
    open_json,
    seal_json,
)
from casebook.crypto import KeyRing
from casebook.queries.rows import new_id, now

OPEN: Final = "open"


def apply(connection: Connection, keys: KeyRing, where: Place, made: Iterable[Change]) -> None:
    """Apply changes in their order. Raises IllegalMove; then nothing of the commit is kept.

    The family's row is locked first, so that two of its conversations change it one after the other.
    """
    connection.execute(select(house.family.c.id).where(house.family.c.id == where.family).with_for_update()).one()
    for change in made:
        _apply(change, connection, keys, where)


@singledispatch
def _apply(change: object, connection: Connection, keys: KeyRing, where: Place) -> None:
    raise TypeError(f"no change of a record: {type(change).__name__}")


@_apply.register
def _(change: changes.TellFacts, connection: Connection, keys: KeyRing, where: Place) -> None:
    table, family = tables.facts, where.family
    known = connection.execute(select(table.c.facts_sealed).where(table.c.family == family)).scalar()
    told = {**open_json(keys, FACTS, family, known), **change.facts}
    kept = {name: value for name, value in told.items() if value is not None}
    row = {"facts_sealed": seal_json(keys, FACTS, family, kept), "updated_at": now()}
    if known is None:
        connection.execute(insert(table).values(family=family, **row))
    else:
        connection.execute(update(table).where(table.c.family == family).values(**row))


@_apply.register
def _(change: changes.KeepChild, connection: Connection, keys: KeyRing, where: Place) -> None:
    child = change.child
    told = {
        "age_months": child.age_months,
        "told_on": child.told_on.isoformat(),
        "weeks_early": child.weeks_early,
        "name": child.name,
    }
    sealed = seal_json(keys, CHILD, child.id, told)
    _keep(connection, tables.child, where, child.id, {"child_sealed": sealed}, {"created_at": now()})


@_apply.register
def _(change: changes.KeepScreening, connection: Connection, keys: KeyRing, where: Place) -> None:
    run = change.screening
    values = {
        "state": run.state,
        "version": run.version,
        "progress_sealed": seal_json(keys, PROGRESS, run.id, run.progress),
        "updated_at": run.updated_at,
        "finished_at": run.finished_at,
    }
    fixed = {"instrument": run.instrument, "started_at": run.started_at}
    _keep(connection, tables.screening, where, run.id, values, fixed)


@_apply.register
def _(change: changes.FindNeed, connection: Connection, keys: KeyRing, where: Place) -> None:
    table = tables.need
    mine = (table.c.family == where.family, table.c.label == change.label)
    wish = {} if change.wants_help is None else {"wants_help": change.wants_help}
    known = connection.execute(update(table).where(*mine).values(state=OPEN, closed_at=None, **wish))
    if known.rowcount == 0:
        row = {"id": new_id(), "family": where.family, "label": change.label, "source": change.source, "state": OPEN}
        connection.execute(insert(table).values(**row, **wish, found_at=now()))


@_apply.register
def _(change: changes.CloseNeed, connection: Connection, keys: KeyRing, where: Place) -> None:
    table = tables.need
    mine = (table.c.family == where.family, table.c.label == change.label)
    connection.execute(update(table).where(*mine).values(state=change.state, closed_at=now()))


@_apply.register
def _(change: changes.Share, connection: Connection, keys: KeyRing, where: Place) -> None:
    connection.execute(
        insert(tables.sharing).values(
            id=change.id,
            family=where.family,
            conversation=where.conversation,
            purpose=change.purpose,
            subject=change.subject,
            granted=change.granted,
            wording_sealed=keys.seal(WORDING, change.id, change.wording),
            language=change.language,
            channel=change.channel,
            at=now(),
        )
    )


@_apply.register
def _(change: changes.OpenReferral, connection: Connection, keys: KeyRing, where: Place) -> None:
    referring.open_referral(connection, keys, where, change)


@_apply.register
def _(change: changes.MoveReferral, connection: Connection, keys: KeyRing, where: Place) -> None:
    referring.move(connection, keys, where, change)


@_apply.register
def _(change: changes.Schedule, connection: Connection, keys: KeyRing, where: Place) -> None:
    item, table = change.follow_up, tables.follow_up
    same = (table.c.referral == item.referral, table.c.kind == item.kind)
    if item.referral and connection.execute(select(table.c.id).where(*same)).first():
        return
    connection.execute(
        insert(table).values(
            id=item.id,
            family=where.family,
            conversation=item.conversation,
            referral=item.referral,
            kind=item.kind,
            state=item.state,
            due_at=item.due_at,
            tries=item.tries,
            details_sealed=seal_json(keys, DETAILS, item.id, item.details) if item.details else None,
            created_at=now(),
        )
    )


@_apply.register
def _(change: changes.AnswerFollowUp, connection: Connection, keys: KeyRing, where: Place) -> None:
    table = tables.follow_up
    mine = (table.c.family == where.family, table.c.id == change.follow_up)
    connection.execute(update(table).where(*mine).values(state="answered", answer=change.answer, answered_at=now()))


@_apply.register
def _(change: changes.Rate, connection: Connection, keys: KeyRing, where: Place) -> None:
    row = {"id": new_id(), "family": where.family, "referral": change.referral, "score": change.score, "at": now()}
    connection.execute(insert(tables.rating).values(**row))


@_apply.register
def _(change: changes.KeepPlanItem, connection: Connection, keys: KeyRing, where: Place) -> None:
    item, table = change.item, tables.plan_item
    same = (table.c.family == where.family, table.c.key == item.key)
    known = connection.execute(select(table.c.id).where(*same)).scalar() if item.key else None
    row = str(known or item.id)
    values = {
        "kind": item.kind,
        "need": item.need,
        "key": item.key,
        "text_sealed": keys.seal(TEXT, row, item.text),
        "who_sealed": keys.seal(WHO, row, item.who) if item.who else None,
        "by_date": item.by_date,
        "state": item.state,
        "updated_at": now(),
    }
    _keep(connection, table, where, row, values, {"actor": item.actor, "created_at": now()})


@_apply.register
def _(change: changes.OpenLink, connection: Connection, keys: KeyRing, where: Place) -> None:
    connection.execute(
        insert(tables.share_link).values(
            token_hash=change.token_hash,
            family=where.family,
            with_sealed=keys.seal(WITH, change.token_hash, change.whom) if change.whom else None,
            expires_at=change.expires_at,
            created_at=now(),
        )
    )


def _keep(
    connection: Connection, table: Table, where: Place, row: str, values: dict[str, Any], fixed: dict[str, Any]
) -> None:
    """Change a row of this family, or add it; `fixed` is set once."""
    mine = (table.c.id == row, table.c.family == where.family)
    if connection.execute(update(table).where(*mine).values(**values)).rowcount == 0:
        connection.execute(insert(table).values(id=row, family=where.family, **values, **fixed))
