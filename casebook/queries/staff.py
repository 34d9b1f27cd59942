"""Staff accounts: invitations, passwords, failed tries. Passwords come in hashed, tokens leave once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from casebook import tables
from casebook.console_records import Staff
from casebook.queries.rows import audit, new_id, now

staff, sessions = tables.staff, tables.staff_session

INVITATION = timedelta(hours=48)
FREE_TRIES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(seconds=30), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Account:
    """What signing in needs to know; `password_hash` is None until the invitation was taken up."""

    staff: Staff
    password_hash: str | None
    locked_until: datetime | None
    second_factor: bool = False

    @property
    def locked(self) -> bool:
        """Whether it has to wait after failed tries."""
        return self.locked_until is not None and self.locked_until > now()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time token for `email`; `created` says whether the account is new."""

    email: str
    role: str
    token: str
    created: bool


def normal_email(email: str) -> str:
    """An e-mail as accounts are found by it."""
    return email.strip().casefold()


def secret_hash(token: str) -> str:
    """How a random token is kept: it needs no salt, being random itself."""
    return sha256(token.encode()).hexdigest()


def to_staff(row: Row[Any]) -> Staff:
    """A row that holds the staff columns as a record."""
    return Staff(id=row.id, email=row.email, name=row.name, role=row.role)


def by_email(connection: Connection, email: str) -> Account | None:
    """The account of an e-mail; None when there is none or it was disabled."""
    return _account(connection, staff.c.email == normal_email(email))


def by_id(connection: Connection, staff_id: str) -> Account | None:
    """The account of an id; None when there is none or it was disabled."""
    return _account(connection, staff.c.id == staff_id)


def _account(connection: Connection, which: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(staff).where(which, staff.c.disabled_at.is_(None))).first()
    return Account(to_staff(row), row.password_hash, row.locked_until, row.totp_since is not None) if row else None


def recognise(connection: Connection, email: str, identity: str) -> Account | None:
    """The account of a verified e-mail, bound to the issuer's identity (a hash) at the first time; None: no entry.

    Whoever gets somebody's old e-mail later is another identity and does not come in.
    """
    found = connection.execute(
        select(staff).where(staff.c.email == normal_email(email), staff.c.disabled_at.is_(None)).with_for_update()
    ).first()
    if found is None or found.identity_hash not in (None, identity):
        return None
    taken = connection.execute(select(staff.c.id).where(staff.c.identity_hash == identity)).scalar()
    if taken not in (None, found.id):
        return None
    if found.identity_hash is None:
        connection.execute(update(staff).where(staff.c.id == found.id).values(identity_hash=identity))
        audit(connection, f"staff:{found.id}", "identity_bound", found.id)
    return by_id(connection, found.id)


def failed(connection: Connection, staff_id: str) -> None:
    """Count a wrong password or code; from the fifth on the account waits, each time twice as long, up to 15 minutes.

    Only a whole sign-in forgets them: a right password must not buy new tries of the code.
    """
    tries: int = connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(failed_logins=staff.c.failed_logins + 1)
        .returning(staff.c.failed_logins)
    ).scalar_one()
    audit(connection, f"staff:{staff_id}", "sign_in_failed", staff_id)
    if tries >= FREE_TRIES:
        wait = min(FIRST_LOCK * 2 ** min(tries - FREE_TRIES, 10), LONGEST_LOCK)
        connection.execute(update(staff).where(staff.c.id == staff_id).values(locked_until=now() + wait))


def succeeded(connection: Connection, staff_id: str, how: str = "password") -> None:
    """Someone is in, by password, code, recovery code or the organization's sign-in: forget failed tries."""
    connection.execute(update(staff).where(staff.c.id == staff_id).values(failed_logins=0, locked_until=None))
    audit(connection, f"staff:{staff_id}", "sign_in", staff_id, how)


def change_password(connection: Connection, staff_id: str, password_hash: str) -> None:
    """A person chose another password."""
    keep_password(connection, staff_id, password_hash)
    connection.execute(update(staff).where(staff.c.id == staff_id).values(failed_logins=0, locked_until=None))
    audit(connection, f"staff:{staff_id}", "password_set", staff_id)


def keep_password(connection: Connection, staff_id: str, password_hash: str) -> None:
    """Keep a new hash: a fresher one of the same password, or that of another."""
    connection.execute(update(staff).where(staff.c.id == staff_id).values(password_hash=password_hash))


def invite(connection: Connection, email: str, role: str | None = None, name: str | None = None) -> Invitation:
    """Make the account if it is new, and a one-time token that sets its password within 48 hours.

    For a known e-mail only what is given changes; its old password holds until a new one is set.
    """
    address, token = normal_email(email), secrets.token_urlsafe(32)
    known = connection.execute(select(staff).where(staff.c.email == address)).first()
    values: dict[str, Any] = {"invite_hash": secret_hash(token), "invite_expires_at": now() + INVITATION}
    if known is None:
        name = name or address.partition("@")[0]
        _create(connection, email=address, name=name, role=role or "coordinator", **values)
        return Invitation(address, role or "coordinator", token, created=True)
    values |= {key: value for key, value in (("role", role), ("name", name)) if value} | {"disabled_at": None}
    connection.execute(update(staff).where(staff.c.id == known.id).values(**values))
    audit(connection, "command", "invite", known.id, role)
    return Invitation(address, role or known.role, token, created=False)


def invitation_holds(connection: Connection, token: str) -> bool:
    """Whether the token would set a password now; asked before the costly hash is made."""
    return connection.execute(select(staff.c.id).where(_holds(token))).first() is not None


def accept_invitation(connection: Connection, token: str, password_hash: str) -> Account | None:
    """Set the password that the token stands for and end all its old sessions; None when it no longer holds."""
    row = connection.execute(
        update(staff)
        .where(_holds(token))
        .values(
            password_hash=password_hash, invite_hash=None, invite_expires_at=None, failed_logins=0, locked_until=None
        )
        .returning(staff.c.id)
    ).first()
    if row is None:
        return None
    connection.execute(delete(sessions).where(sessions.c.staff == row.id))
    audit(connection, f"staff:{row.id}", "password_set", row.id)
    return by_id(connection, row.id)


def disable(connection: Connection, email: str) -> bool:
    """Shut an account and end its sessions; False when there is none. An invitation opens it again."""
    row = connection.execute(
        update(staff)
        .where(staff.c.email == normal_email(email), staff.c.disabled_at.is_(None))
        .values(disabled_at=now(), invite_hash=None, password_hash=None)
        .returning(staff.c.id)
    ).first()
    if row is None:
        return False
    connection.execute(delete(sessions).where(sessions.c.staff == row.id))
    audit(connection, "command", "disable", row.id)
    return True


def ensure_demo(connection: Connection, email: str, name: str, password_hash: str, role: str = "coordinator") -> str:
    """An account whose password is the given one, made or reset; answers its id. For demonstrations only."""
    known = connection.execute(select(staff.c.id).where(staff.c.email == normal_email(email))).scalar()
    if known is None:
        return _create(connection, email=normal_email(email), name=name, role=role, password_hash=password_hash)
    connection.execute(
        update(staff)
        .where(staff.c.id == known)
        .values(name=name, role=role, password_hash=password_hash, failed_logins=0, locked_until=None, disabled_at=None)
    )
    return str(known)


def _holds(token: str) -> ColumnElement[bool]:
    return and_(
        staff.c.invite_hash == secret_hash(token), staff.c.invite_expires_at > now(), staff.c.disabled_at.is_(None)
    )


def _create(connection: Connection, **values: Any) -> str:
    staff_id = new_id()
    connection.execute(insert(staff).values(id=staff_id, created_at=now(), **values))
    audit(connection, "command", "invite", staff_id, values["role"])
    return staff_id
