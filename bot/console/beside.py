"""What stands beside a conversation when a part of its page is asked for alone; asking is reading the record."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from bot.console.story import Telling
from bot.console.visit import Console, Visit
from bot.console.words import HOME
from casebook.crypto import KeyRing
from casebook.queries import dossier, family_view, transcripts
from casebook.queries.family_view import FamilyView
from casebook.records import Conversation


class Beside(NamedTuple):
    """A conversation with its state, and its family."""

    talk: Conversation
    view: FamilyView


async def look(console: Console, visit: Visit) -> Beside | None:
    """The conversation that the address names, noted in the audit once an hour; None when there is none."""
    found = await console.casebook.read(partial(_read, keys=console.casebook.keys, talk=visit.conversation))
    if found is not None:
        opened = partial(dossier.opened, conversation_id=visit.conversation, staff_id=visit.staff.id, again=True)
        await console.casebook.write(opened)
    return found


def telling(console: Console, visit: Visit, beside: Beside) -> Telling:
    """What its story is told from."""
    return Telling(beside.talk, beside.view, console.words, visit.language, datetime.now(HOME).date())


def _read(connection: Connection, keys: KeyRing, talk: str) -> Beside | None:
    found = transcripts.get(connection, keys, talk)
    return Beside(found, family_view.read(connection, keys, found.family)) if found else None
