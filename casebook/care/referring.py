"""Referrals as rows: opened once for a receiver, moved only as the table of moves allows, each move kept."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from casebook.care import tables
from casebook.care.changes import MoveReferral, OpenReferral, Place
from casebook.care.moves import ENDED, IllegalMove, check_move
from casebook.care.records import ReferralState
from casebook.care.sealing import NOTE, PACKET, seal_json
from casebook.crypto import KeyRing
from casebook.queries.rows import audit, new_id, now

referral = tables.referral


class AlreadyReferred(Exception):
    """The family has an open referral to this receiver; `referral` is its id. Nothing was added."""

    def __init__(self, known: str) -> None:
        super().__init__("the family has an open referral to this receiver")
        self.referral = known


def open_referral(connection: Connection, keys: KeyRing, where: Place, change: OpenReferral) -> None:
    """Add a referral, requested where there is consent, else a draft. Raises AlreadyReferred."""
    same = (referral.c.family == where.family, referral.c.target == change.target, referral.c.state.not_in(ENDED))
    if known := connection.execute(select(referral.c.id).where(*same)).scalar():
        raise AlreadyReferred(str(known))
    state: ReferralState = "requested" if change.sharing else "draft"
    connection.execute(
        insert(referral).values(
            id=change.id,
            family=where.family,
            need=change.need,
            target=change.target,
            name=change.name,
            state=state,
            packet_sealed=seal_json(keys, PACKET, change.id, change.packet),
            sharing=change.sharing,
            owner=change.owner,
            due_at=change.due_at,
            follows=change.follows,
            created_at=now(),
            updated_at=now(),
        )
    )
    _note_move(connection, keys, where, change.id, "draft", state)


def move(connection: Connection, keys: KeyRing, where: Place, change: MoveReferral) -> None:
    """Move a referral of this family. Raises IllegalMove when it may not go there, or is not this family's."""
    row = _locked(connection, where, change.referral)
    check_move(row.state, change.to, change.reason)
    values = {"state": change.to, "reason": change.reason, "updated_at": now()}
    if change.due_at is not None or change.to in ENDED:
        values["due_at"] = change.due_at
    connection.execute(update(referral).where(referral.c.id == change.referral).values(**values))
    _note_move(connection, keys, where, change.referral, row.state, change.to, change.reason, change.note)
    if change.to in ENDED and change.to != "completed":
        waiting = tables.follow_up
        its = (waiting.c.referral == change.referral, waiting.c.state.in_(("waiting", "sent", "person")))
        connection.execute(update(waiting).where(*its).values(state="dropped"))
    if change.to in ENDED:
        links = tables.receiver_link
        mine = (links.c.referral == change.referral, links.c.revoked_at.is_(None))
        connection.execute(update(links).where(*mine).values(revoked_at=now()))


def _locked(connection: Connection, where: Place, referral_id: str) -> Row[Any]:
    query = select(referral).where(referral.c.id == referral_id, referral.c.family == where.family).with_for_update()
    if (row := connection.execute(query).first()) is None:
        raise IllegalMove("there is no such referral of this family")
    return row


def _note_move(
    connection: Connection,
    keys: KeyRing,
    where: Place,
    referral_id: str,
    before: ReferralState,
    after: ReferralState,
    reason: str | None = None,
    note: str | None = None,
) -> None:
    move_id = new_id()
    connection.execute(
        insert(tables.referral_move).values(
            id=move_id,
            referral=referral_id,
            before=before,
            after=after,
            actor=where.actor,
            reason=reason,
            note_sealed=keys.seal(NOTE, move_id, note) if note else None,
            at=now(),
        )
    )
    audit(connection, where.actor, "referral", referral_id, f"{before} to {after}")
