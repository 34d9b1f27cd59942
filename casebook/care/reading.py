"""Opens a family's record."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from casebook.care import tables
from casebook.care.records import Child, FamilyRecord, FollowUp, Move, Need, PlanItem, Referral, Screening, Sharing
from casebook.care.sealing import (
    CHILD,
    DETAILS,
    FACTS,
    NOTE,
    PACKET,
    PROGRESS,
    TEXT,
    WHO,
    WORDING,
    open_json,
    open_text,
)
from casebook.crypto import KeyRing


def read(connection: Connection, keys: KeyRing, family: str) -> FamilyRecord:
    """All that is kept of a family's care; an empty record for one that told nothing yet."""
    facts = connection.execute(select(tables.facts).where(tables.facts.c.family == family)).first()
    return FamilyRecord(
        family=family,
        facts=open_json(keys, FACTS, family, facts.facts_sealed) if facts else {},
        children=tuple(_child(row, keys) for row in _rows(connection, tables.child, family, "created_at")),
        screenings=tuple(_screening(row, keys) for row in _rows(connection, tables.screening, family, "started_at")),
        needs=tuple(_need(row) for row in _rows(connection, tables.need, family, "found_at")),
        sharings=tuple(_sharing(row, keys) for row in _rows(connection, tables.sharing, family, "at")),
        referrals=tuple(_referrals(connection, keys, _rows(connection, tables.referral, family, "created_at"))),
        follow_ups=tuple(_follow_up(row, keys) for row in _rows(connection, tables.follow_up, family, "created_at")),
        plan=tuple(_plan_item(row, keys) for row in _rows(connection, tables.plan_item, family, "created_at")),
        facts_at=facts.updated_at if facts else None,
    )


def referral(connection: Connection, keys: KeyRing, referral_id: str) -> tuple[str, Referral] | None:
    """A referral with the family that it is of; None when there is none."""
    row = connection.execute(select(tables.referral).where(tables.referral.c.id == referral_id)).first()
    return (row.family, next(iter(_referrals(connection, keys, [row])))) if row else None


def _rows(connection: Connection, table: Table, family: str, order: str) -> Sequence[Row[Any]]:
    return connection.execute(select(table).where(table.c.family == family).order_by(table.c[order], table.c.id)).all()


def _child(row: Row[Any], keys: KeyRing) -> Child:
    told = open_json(keys, CHILD, row.id, row.child_sealed)
    return Child(row.id, told["age_months"], date.fromisoformat(told["told_on"]), told["weeks_early"], told["name"])


def _screening(row: Row[Any], keys: KeyRing) -> Screening:
    progress = open_json(keys, PROGRESS, row.id, row.progress_sealed)
    return Screening(
        row.id, row.instrument, row.version, row.state, progress, row.started_at, row.updated_at, row.finished_at
    )


def _need(row: Row[Any]) -> Need:
    return Need(row.label, row.source, row.wants_help, row.state, row.found_at, row.closed_at)


def _sharing(row: Row[Any], keys: KeyRing) -> Sharing:
    wording = keys.open(WORDING, row.id, row.wording_sealed)
    return Sharing(row.id, row.purpose, row.subject, row.granted, wording, row.language, row.channel, row.at)


def _referrals(connection: Connection, keys: KeyRing, rows: Sequence[Row[Any]]) -> list[Referral]:
    moves = _moves(connection, keys, [row.id for row in rows]) if rows else {}
    return [_referral(row, keys, tuple(moves.get(row.id, ()))) for row in rows]


def _referral(row: Row[Any], keys: KeyRing, moves: tuple[Move, ...]) -> Referral:
    return Referral(
        id=row.id,
        need=row.need,
        target=row.target,
        name=row.name,
        state=row.state,
        packet=open_json(keys, PACKET, row.id, row.packet_sealed),
        sharing=row.sharing,
        owner=row.owner,
        due_at=row.due_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
        reason=row.reason,
        follows=row.follows,
        moves=moves,
    )


def _moves(connection: Connection, keys: KeyRing, referrals: list[str]) -> dict[str, list[Move]]:
    table = tables.referral_move
    query = select(table).where(table.c.referral.in_(referrals)).order_by(table.c.at, table.c.id)
    moves: dict[str, list[Move]] = defaultdict(list)
    for row in connection.execute(query):
        note = open_text(keys, NOTE, row.id, row.note_sealed)
        moves[row.referral].append(Move(row.before, row.after, row.actor, row.at, row.reason, note))
    return moves


def _follow_up(row: Row[Any], keys: KeyRing) -> FollowUp:
    return FollowUp(
        id=row.id,
        conversation=row.conversation,
        kind=row.kind,
        state=row.state,
        due_at=row.due_at,
        tries=row.tries,
        referral=row.referral,
        details=open_json(keys, DETAILS, row.id, row.details_sealed),
        answer=row.answer,
        sent_at=row.sent_at,
    )


def _plan_item(row: Row[Any], keys: KeyRing) -> PlanItem:
    return PlanItem(
        id=row.id,
        kind=row.kind,
        text=keys.open(TEXT, row.id, row.text_sealed),
        state=row.state,
        actor=row.actor,
        created_at=row.created_at,
        updated_at=row.updated_at,
        need=row.need,
        who=open_text(keys, WHO, row.id, row.who_sealed),
        by_date=row.by_date,
        key=row.key,
    )
