"""Colleagues named in internal notes ("@Ana Ruiz"): who is told, and whether they have looked."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from casebook import tables
from casebook.console_records import Staff
from casebook.console_tables import mention
from casebook.queries.rows import audit, now
from casebook.queries.staff import to_staff

staff, message = tables.staff, tables.message
AT_THE_DESK: Final = ("coordinator", "lead", "admin")  # who may open a conversation
_NAMED: Final = re.compile(r"(?<!\w)@(\w[^@\n]*)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where someone was named: the note's place, who wrote it, and since when it was seen (None: not yet)."""

    conversation: str
    seq: int
    by: str
    at: datetime
    seen_at: datetime | None


def colleagues(connection: Connection) -> list[Staff]:
    """Everyone with an open account who may read notes, by name."""
    mine = select(staff).where(staff.c.role.in_(AT_THE_DESK), staff.c.disabled_at.is_(None)).order_by(staff.c.name)
    return [to_staff(row) for row in connection.execute(mine)]


def named(text: str, people: Collection[Staff]) -> list[Staff]:
    """Who is named in a note: by the whole name, or by a first name that only one of them has."""
    found: dict[str, Staff] = {}
    for after in _NAMED.findall(text):
        found |= {each.id: each for each in _meant(after.casefold(), people)}
    return list(found.values())


def keep(connection: Connection, line: str, conversation: str, by: str, text: str) -> None:
    """Tell those whom a note names, but for who wrote it; in the commit of the note."""
    for person in named(text, colleagues(connection)) if "@" in text else ():
        if person.id != by:
            row = {"message": line, "staff": person.id, "conversation": conversation, "by": by, "at": now()}
            connection.execute(insert(mention).values(**row))
            audit(connection, f"staff:{by}", "mention", conversation, f"staff:{person.id}")


def of(connection: Connection, staff_id: str, limit: int = 50) -> list[Mention]:
    """Where a person was named: unseen ones first, then the newest."""
    query = (
        select(mention, message.c.seq, staff.c.name)
        .join(message, message.c.id == mention.c.message)
        .join(staff, staff.c.id == mention.c.by)
        .where(mention.c.staff == staff_id)
        .order_by(mention.c.seen_at.is_not(None), mention.c.at.desc())
        .limit(limit)
    )
    return [Mention(row.conversation, row.seq, row.name, row.at, row.seen_at) for row in connection.execute(query)]


def unseen(connection: Connection, staff_id: str) -> int:
    """How many notes name a person who has not opened them."""
    mine = (mention.c.staff == staff_id, mention.c.seen_at.is_(None))
    number: int = connection.execute(select(func.count()).select_from(mention).where(*mine)).scalar_one()
    return number


def seen(connection: Connection, conversation: str, staff_id: str) -> None:
    """A person has a conversation open, and with it the notes that name them."""
    mine = (mention.c.conversation == conversation, mention.c.staff == staff_id, mention.c.seen_at.is_(None))
    connection.execute(update(mention).where(*mine).values(seen_at=now()))


def _meant(after: str, people: Collection[Staff]) -> list[Staff]:
    """Whom the words behind an @ mean; two of the same name are both told."""
    whole = [each for each in people if _begins(after, each.name.casefold())]
    if whole:
        longest = max(len(each.name) for each in whole)
        return [each for each in whole if len(each.name) == longest]
    first = [each for each in people if _begins(after, each.name.casefold().split()[0])]
    return first if len(first) == 1 else []


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()
