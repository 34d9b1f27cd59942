"""The second factor of staff: a time-based code that works once, and ten codes for who has lost the phone."""

import secrets
from datetime import datetime
from typing import Final

import pyotp
from sqlalchemy import Connection, delete, func, insert, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import audit, now
from casebook.queries.staff import secret_hash

staff, recovery = tables.staff, tables.recovery_code

TOTP: Final = "staff.totp"
CODES: Final = 10
STEP: Final = 30  # seconds
DRIFT: Final = (-1, 0, 1)  # steps that a phone's clock may be off
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


def begin(connection: Connection, keys: KeyRing, staff_id: str) -> str:
    """The secret being set up, made when there is none; it counts only once a code of it was given."""
    known = connection.execute(select(staff.c.totp_new_sealed).where(staff.c.id == staff_id)).scalar()
    if known:
        return keys.open(TOTP, staff_id, known)
    secret = pyotp.random_base32()
    sealed = keys.seal(TOTP, staff_id, secret)
    connection.execute(update(staff).where(staff.c.id == staff_id).values(totp_new_sealed=sealed))
    return secret


def enrol(
    connection: Connection, keys: KeyRing, staff_id: str, code: str, at: datetime | None = None
) -> list[str] | None:
    """Take the new secret into use when the code is right; answers the recovery codes, which are shown once."""
    row = connection.execute(select(staff).where(staff.c.id == staff_id).with_for_update()).one()
    if row.totp_new_sealed is None:
        return None
    step = _step(keys.open(TOTP, staff_id, row.totp_new_sealed), code, at or now(), after=None)
    if step is None:
        return None
    values = {"totp_sealed": row.totp_new_sealed, "totp_new_sealed": None, "totp_step": step}
    connection.execute(update(staff).where(staff.c.id == staff_id).values(**values))
    audit(connection, f"staff:{staff_id}", "second_factor_set", staff_id)
    return _new_codes(connection, staff_id)


def check(connection: Connection, keys: KeyRing, staff_id: str, code: str, at: datetime | None = None) -> bool:
    """Whether a code opens the desk: one of the phone's, later than the last one used, or a recovery code, once."""
    row = connection.execute(select(staff).where(staff.c.id == staff_id).with_for_update()).one()
    if row.totp_sealed is None:
        return False
    step = _step(keys.open(TOTP, staff_id, row.totp_sealed), code, at or now(), after=row.totp_step)
    if step is not None:
        connection.execute(update(staff).where(staff.c.id == staff_id).values(totp_step=step))
        return True
    return _recover(connection, staff_id, code)


def codes_left(connection: Connection, staff_id: str) -> int:
    """How many recovery codes have not been used."""
    query = select(func.count()).where(recovery.c.staff == staff_id, recovery.c.used_at.is_(None))
    return int(connection.execute(query).scalar_one())


def reset(connection: Connection, staff_id: str) -> None:
    """Take the second factor away: it is set up anew at the next sign-in."""
    connection.execute(
        update(staff).where(staff.c.id == staff_id).values(totp_sealed=None, totp_new_sealed=None, totp_step=None)
    )
    connection.execute(delete(recovery).where(recovery.c.staff == staff_id))
    audit(connection, "command", "second_factor_reset", staff_id)


def _step(secret: str, code: str, at: datetime, after: int | None) -> int | None:
    """The time step that a code is of; None when it is wrong, or of a step that was used before."""
    said, totp = "".join(code.split()), pyotp.TOTP(secret)
    present = int((at - datetime(1970, 1, 1)).total_seconds()) // STEP
    for step in (present + drift for drift in DRIFT):
        if secrets.compare_digest(totp.generate_otp(step), said.encode("ascii", "replace").decode()):
            return step if after is None or step > after else None
    return None


def _recover(connection: Connection, staff_id: str, code: str) -> bool:
    said = secret_hash(staff_id + _bare(code))
    mine = (recovery.c.staff == staff_id, recovery.c.code_hash == said, recovery.c.used_at.is_(None))
    used = connection.execute(update(recovery).where(*mine).values(used_at=now())).rowcount == 1
    if used:
        audit(connection, f"staff:{staff_id}", "recovery_code_used", staff_id)
    return used


def _new_codes(connection: Connection, staff_id: str) -> list[str]:
    connection.execute(delete(recovery).where(recovery.c.staff == staff_id))
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(12)) for _ in range(CODES)]
    rows = [{"code_hash": secret_hash(staff_id + code), "staff": staff_id} for code in codes]
    connection.execute(insert(recovery), rows)
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def _bare(code: str) -> str:
    return "".join(filter(str.isalnum, code.casefold()))
