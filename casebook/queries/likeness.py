"""Records that may be one family's, each with its reasons; only a person joins them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import Connection, or_, select

from casebook import tables
from casebook.care import reading
from casebook.care.records import FamilyRecord
from casebook.crypto import KeyRing
from casebook.queries import call_backs
from casebook.queries.doubles import same_child
from casebook.queries.rows import ADDRESS
from casebook.web_tables import link_code

conversation = tables.conversation
MOST_LOOKED_AT: Final = 200  # families that wrote last

# code: one texted the code that the other's page showed. phone: one gave the other's number. child_and_town: a child of
# the same age in the same town.
Reason = Literal["code", "phone", "child_and_town"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another family's record, by its latest conversation, and why it may be the same family."""

    family: str
    conversation: str
    reasons: tuple[Reason, ...]


def like(connection: Connection, keys: KeyRing, family: str, today: date) -> list[Likeness]:
    """The records that may be the same family's, most reasons first."""
    talks = _latest(connection)
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for other in _by_code(connection, family):
        reasons[other].append("code")
    mine = _Known.of(connection, keys, family)
    for other in talks:
        if other != family:
            theirs = _Known.of(connection, keys, other)
            reasons[other] += _alike(mine, theirs, today)
    found = [Likeness(other, talks[other], tuple(why)) for other, why in reasons.items() if why and other in talks]
    return sorted(found, key=lambda each: -len(each.reasons))


@dataclass(frozen=True, slots=True)
class _Known:
    """What two records are held against each other by: numbers that it writes from, and that it gave; the rest."""

    writes_from: frozenset[str]
    gave: frozenset[str]
    record: FamilyRecord

    @classmethod
    def of(cls, connection: Connection, keys: KeyRing, family: str) -> "_Known":
        rows = connection.execute(select(conversation).where(conversation.c.family == family)).all()
        record = reading.read(connection, keys, family)
        writes = {keys.open(ADDRESS, row.id, row.address_sealed) for row in rows if row.channel == "sms"}
        calls = {each.phone for row in rows for each in call_backs.still_open(connection, keys, row.id)}
        packets = {(each.packet.get("contact") or {}).get("phone") for each in record.referrals}
        return cls(_numbers(writes), _numbers({record.facts.get("phone"), *calls, *packets}), record)


def _alike(mine: _Known, theirs: _Known, today: date) -> list[Reason]:
    found: list[Reason] = []
    if mine.gave & (theirs.writes_from | theirs.gave) or mine.writes_from & theirs.gave:
        found.append("phone")
    if _place(mine.record) and _place(mine.record) == _place(theirs.record) and _children(mine, theirs, today):
        found.append("child_and_town")
    return found


def _children(mine: _Known, theirs: _Known, today: date) -> bool:
    known = [child for child in mine.record.children if child.age_on(today) is not None]
    if known or theirs.record.children:
        return any(same_child(one, other, today) for one in known for other in theirs.record.children)
    ages = mine.record.facts.get("child_age_months"), theirs.record.facts.get("child_age_months")
    return ages[0] is not None and ages[0] == ages[1]


def _place(record: FamilyRecord) -> str:
    return str(record.facts.get("place") or "").casefold()


def _numbers(told: set[Any]) -> frozenset[str]:
    """The ten digits of each number."""
    bare = {"".join(filter(str.isdigit, str(each)))[-10:] for each in told if each}
    return frozenset(each for each in bare if len(each) == 10)


def _latest(connection: Connection) -> dict[str, str]:
    """The families that wrote last, each with its latest conversation."""
    query = select(conversation.c.family, conversation.c.id).order_by(conversation.c.updated_at.desc())
    found: dict[str, str] = {}
    for row in connection.execute(query.limit(MOST_LOOKED_AT)):
        found.setdefault(row.family, row.id)
    return found


def _by_code(connection: Connection, family: str) -> set[str]:
    """Families whose phone texted a code of one of this family's pages, or whose page showed it."""
    page, phone = conversation.alias(), conversation.alias()
    query = (
        select(page.c.family.label("one"), phone.c.family.label("other"))
        .select_from(link_code)
        .join(page, page.c.id == link_code.c.conversation)
        .join(phone, phone.c.id == link_code.c.used_by)
        .where(or_(page.c.family == family, phone.c.family == family))
    )
    pairs = connection.execute(query).all()
    return {each for row in pairs for each in (row.one, row.other)} - {family}
