"""The second factor: a secret that the person's phone knows too, and ten recovery codes. Each code opens once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from casebook import tables
from casebook.console_tables import recovery_code
from casebook.crypto import KeyRing
from casebook.queries.rows import audit, now

staff = tables.staff

SECRET, NEXT = "staff.totp", "staff.totp_next"


@dataclass(frozen=True, slots=True)
class Factor:
    """A person's second factor: since when, how many recovery codes are left, whether another phone is being set up."""

    since: datetime | None
    codes_left: int
    replacing: bool


def read(connection: Connection, staff_id: str) -> Factor:
    """Where a person stands with it."""
    row = connection.execute(select(staff).where(staff.c.id == staff_id)).one()
    unused = select(func.count()).where(recovery_code.c.staff == staff_id, recovery_code.c.used_at.is_(None))
    return Factor(row.totp_since, connection.execute(unused).scalar_one(), row.totp_next_sealed is not None)


def secret(connection: Connection, keys: KeyRing, staff_id: str) -> str | None:
    """The secret that holds, or None."""
    row = connection.execute(select(staff).where(staff.c.id == staff_id)).one()
    return keys.open(SECRET, staff_id, row.totp_sealed) if row.totp_since else None


def propose(connection: Connection, keys: KeyRing, staff_id: str, fresh: str) -> str:
    """The secret that is being set up: `fresh`, or the one that was shown before."""
    known = next_secret(connection, keys, staff_id)
    if known is None:
        sealed = keys.seal(NEXT, staff_id, fresh)
        connection.execute(update(staff).where(staff.c.id == staff_id).values(totp_next_sealed=sealed))
    return known or fresh


def next_secret(connection: Connection, keys: KeyRing, staff_id: str) -> str | None:
    """The secret that is being set up, or None."""
    sealed = connection.execute(select(staff.c.totp_next_sealed).where(staff.c.id == staff_id)).scalar_one()
    return keys.open(NEXT, staff_id, sealed) if sealed else None


def enrol(connection: Connection, keys: KeyRing, staff_id: str, step: int, codes: list[str]) -> bool:
    """The phone has shown a right code (of time step `step`): its secret holds from now on, old codes are gone.

    False when nothing is being set up (a second click).
    """
    known = next_secret(connection, keys, staff_id)
    if known is None:
        return False
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(totp_sealed=keys.seal(SECRET, staff_id, known), totp_since=now(), totp_step=step, totp_next_sealed=None)
    )
    audit(connection, f"staff:{staff_id}", "second_factor_set", staff_id)
    renew_codes(connection, keys, staff_id, codes)
    return True


def use_step(connection: Connection, staff_id: str, step: int) -> bool:
    """Take the code of a time step; False when it, or a later one, was used before. The database holds the row."""
    taken = connection.execute(
        update(staff)
        .where(staff.c.id == staff_id, or_(staff.c.totp_step.is_(None), staff.c.totp_step < step))
        .values(totp_step=step)
    )
    return taken.rowcount == 1


def renew_codes(connection: Connection, keys: KeyRing, staff_id: str, codes: list[str]) -> None:
    """New recovery codes; the old ones open nothing any more."""
    connection.execute(delete(recovery_code).where(recovery_code.c.staff == staff_id))
    rows = [{"staff": staff_id, "code_hash": _hash(keys, staff_id, code)} for code in codes]
    connection.execute(insert(recovery_code), rows)
    audit(connection, f"staff:{staff_id}", "recovery_codes", staff_id, str(len(codes)))


def use_code(connection: Connection, keys: KeyRing, staff_id: str, code: str) -> bool:
    """Take a recovery code; False when it is none of this person's or was used before."""
    used = connection.execute(
        update(recovery_code)
        .where(
            recovery_code.c.staff == staff_id,
            recovery_code.c.code_hash == _hash(keys, staff_id, code),
            recovery_code.c.used_at.is_(None),
        )
        .values(used_at=now())
    )
    if used.rowcount != 1:
        return False
    audit(connection, f"staff:{staff_id}", "recovery_code_used", staff_id)
    return True


def reset(connection: Connection, staff_id: str, by: str) -> None:
    """The phone and the codes are lost: the next sign-in sets up a new one. All sessions end."""
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(totp_sealed=None, totp_since=None, totp_step=None, totp_next_sealed=None)
    )
    connection.execute(delete(recovery_code).where(recovery_code.c.staff == staff_id))
    connection.execute(delete(tables.staff_session).where(tables.staff_session.c.staff == staff_id))
    audit(connection, by, "second_factor_reset", staff_id)


def _hash(keys: KeyRing, staff_id: str, code: str) -> str:
    """Keyed, so that whoever holds the database alone cannot try codes."""
    return keys.index("recovery_code", f"{staff_id}|{code}")
