"""Links of receivers: only a hash is kept, they end, and they show one referral."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, insert, select, update

from casebook import tables as house
from casebook.care import reading, tables
from casebook.care.records import Referral
from casebook.crypto import KeyRing
from casebook.queries.rows import ADDRESS, audit, now

LASTS: Final = timedelta(days=14)
link, sharing, conversation = tables.receiver_link, tables.sharing, house.conversation


@dataclass(frozen=True, slots=True)
class Received:
    """A referral as its receiver sees it. `phone` is where the family may be called; None when it gave no number."""

    referral: Referral
    family: str
    conversation: str
    phone: str | None


def make(connection: Connection, referral_id: str, actor: str) -> str:
    """A new secret for a referral's page; earlier links of it end."""
    secret = secrets.token_urlsafe(32)
    connection.execute(
        update(link).where(link.c.referral == referral_id, link.c.revoked_at.is_(None)).values(revoked_at=now())
    )
    row = {"token_hash": _hashed(secret), "referral": referral_id, "created_at": now(), "expires_at": now() + LASTS}
    connection.execute(insert(link).values(**row))
    audit(connection, actor, "receiver_link", referral_id)
    return secret


def open_page(connection: Connection, keys: KeyRing, secret: str) -> Received | None:
    """The referral behind a link; None when it has ended, was never, or the family took its yes back.

    An answered link may still be read until it ends, so that "done" can follow "yes".
    """
    row = connection.execute(select(link).where(link.c.token_hash == _hashed(secret))).first()
    if row is None or row.expires_at <= now():
        return None
    found = reading.referral(connection, keys, row.referral)
    if found is None or found[1].state in ("draft", "cancelled", "entered-in-error"):
        return None
    if row.revoked_at is not None and found[1].state not in ("completed", "rejected", "failed"):
        return None
    return _received(connection, keys, *found)


def used(connection: Connection, secret: str) -> None:
    """Note that the page was answered."""
    connection.execute(update(link).where(link.c.token_hash == _hashed(secret)).values(used_at=now()))


def _received(connection: Connection, keys: KeyRing, family: str, referral: Referral) -> Received | None:
    agreed = connection.execute(select(sharing).where(sharing.c.id == referral.sharing)).first()
    if agreed is None or agreed.conversation is None:
        return None
    talk = connection.execute(select(conversation).where(conversation.c.id == agreed.conversation)).one()
    contact = dict(referral.packet.get("contact") or {})
    phone = contact.get("phone")
    if phone is None and contact and talk.channel == "sms":
        phone = keys.open(ADDRESS, talk.id, talk.address_sealed)
    return Received(referral, family, talk.id, phone)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
