"""The coordinators' work list of referrals: what waits to be passed on, what is overdue, what was answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, select, update

from casebook import tables as house
from casebook.care import reading, tables
from casebook.care.moves import ENDED
from casebook.care.records import Referral
from casebook.crypto import KeyRing
from casebook.queries.rows import audit, now

referral, sharing, link, staff = tables.referral, tables.sharing, tables.receiver_link, house.staff


@dataclass(frozen=True, slots=True)
class Entry:
    """A referral as the list shows it. `conversation` is where the family agreed; None when nobody was asked yet."""

    referral: Referral
    conversation: str | None
    owner_name: str | None
    linked_until: datetime | None

    @property
    def overdue(self) -> bool:
        """Whether an answer should have come by now."""
        return self.referral.due_at is not None and self.referral.due_at < now()


def open_referrals(connection: Connection, keys: KeyRing, limit: int = 200) -> list[Entry]:
    """Those that have not ended: the overdue first, then by the day they are due."""
    query = (
        select(referral.c.id, sharing.c.conversation, staff.c.name)
        .outerjoin(sharing, sharing.c.id == referral.c.sharing)
        .outerjoin(staff, staff.c.id == referral.c.owner)
        .where(referral.c.state.not_in(ENDED))
        .order_by(case((referral.c.due_at.is_(None), 1), else_=0), referral.c.due_at)
        .limit(limit)
    )
    return [_entry(connection, keys, row.id, row.conversation, row.name) for row in connection.execute(query)]


def entry(connection: Connection, keys: KeyRing, referral_id: str) -> Entry | None:
    """One referral; None when there is none."""
    query = (
        select(referral.c.id, sharing.c.conversation, staff.c.name)
        .outerjoin(sharing, sharing.c.id == referral.c.sharing)
        .outerjoin(staff, staff.c.id == referral.c.owner)
        .where(referral.c.id == referral_id)
    )
    row = connection.execute(query).first()
    return _entry(connection, keys, row.id, row.conversation, row.name) if row else None


def own(connection: Connection, referral_id: str, staff_id: str) -> None:
    """A coordinator takes care of it."""
    connection.execute(update(referral).where(referral.c.id == referral_id).values(owner=staff_id))
    audit(connection, f"staff:{staff_id}", "own_referral", referral_id)


def _entry(
    connection: Connection, keys: KeyRing, referral_id: str, conversation: str | None, owner: str | None
) -> Entry:
    found = reading.referral(connection, keys, referral_id)
    assert found is not None  # it was just read
    live = select(link.c.expires_at).where(
        link.c.referral == referral_id, link.c.revoked_at.is_(None), link.c.expires_at > now()
    )
    return Entry(found[1], conversation, owner, connection.execute(live).scalar())
