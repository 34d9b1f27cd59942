"""A family as the desk sees it beside one of its conversations: its record, its addresses, and what was said last."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casebook import tables
from casebook.care import reading
from casebook.care.records import FamilyRecord
from casebook.crypto import KeyRing
from casebook.queries import call_backs, scheduled
from casebook.queries.call_backs import CallBack
from casebook.queries.rows import ADDRESS, BODY, EXTRAS
from casebook.queries.scheduled import Planned
from casebook.records import Channel

conversation, message = tables.conversation, tables.message
LATELY = 30  # messages of the family in which it may have said how it is reached
LOOK_BACK = 20  # lines of ours that may hold the help that was named last


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the family. `phone` is None for a browser: its address is a secret of the family's."""

    conversation: str
    channel: Channel
    language: str
    phone: str | None
    stopped: bool
    since: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Words and when they were said."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """The doors that were named last, by name, and when."""

    names: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class FamilyView:
    """`lately` are the family's last messages on any of its addresses, newest first; so stand the addresses."""

    record: FamilyRecord
    addresses: tuple[Address, ...] = ()
    offered: Offered | None = None
    call_back: CallBack | None = None
    planned: tuple[Planned, ...] = ()
    lately: tuple[Said, ...] = ()

    @property
    def asked(self) -> Said | None:
        """The family's last message."""
        return self.lately[0] if self.lately else None


def read(connection: Connection, keys: KeyRing, family: str) -> FamilyView:
    """The view of one family; reading it is reading its record, so call `dossier.opened` as well."""
    addresses = tuple(_addresses(connection, keys, family))
    talks = [each.conversation for each in addresses]
    wishes = [wish for talk in talks for wish in call_backs.still_open(connection, keys, talk)]
    return FamilyView(
        record=reading.read(connection, keys, family),
        addresses=addresses,
        offered=_offered(connection, keys, talks),
        call_back=wishes[0] if wishes else None,
        planned=tuple(scheduled.of(connection, keys, talks)),
        lately=_lately(connection, keys, talks),
    )


def _addresses(connection: Connection, keys: KeyRing, family: str) -> list[Address]:
    mine = select(conversation).where(conversation.c.family == family).order_by(conversation.c.updated_at.desc())
    return [
        Address(
            row.id,
            row.channel,
            row.language,
            (keys.open(ADDRESS, row.id, row.address_sealed) or None) if row.channel == "sms" else None,
            row.opted_out_at is not None,
            row.created_at,
            row.updated_at,
        )
        for row in connection.execute(mine)
    ]


def _lately(connection: Connection, keys: KeyRing, talks: list[str]) -> tuple[Said, ...]:
    last = (
        select(message)
        .where(message.c.conversation.in_(talks), message.c.sender == "family")
        .order_by(message.c.at.desc(), message.c.seq.desc())
        .limit(LATELY)
    )
    return tuple(Said(keys.open(BODY, row.id, row.body_sealed), row.at) for row in connection.execute(last))


def _offered(connection: Connection, keys: KeyRing, talks: list[str]) -> Offered | None:
    with_extras = (
        select(message.c.id, message.c.extras_sealed, message.c.at)
        .where(message.c.conversation.in_(talks), message.c.extras_sealed.is_not(None))
        .order_by(message.c.at.desc(), message.c.seq.desc())
        .limit(LOOK_BACK)
    )
    for row in connection.execute(with_extras):
        cards = json.loads(keys.open(EXTRAS, row.id, row.extras_sealed)).get("cards") or ()
        if names := tuple(str(card["name"]) for card in cards if card.get("name")):
            return Offered(names, row.at)
    return None
