"""The words we tell families to write: as a whole message they need no model to be understood."""

import re
import unicodedata
from functools import cache

from services.library.documents import document
from services.library.root import CONTENT


def command(text: str) -> str | None:
    """The intent of a message that is one of our own words ("PERSON", "saltar"), or None."""
    return _commands().get(_fold(text[:60]))


@cache
def _commands() -> dict[str, str]:
    table = document(CONTENT / "messages" / "commands.yml")["commands"]
    return {_fold(words): intent for intent, phrases in table.items() for words in phrases}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip()
