"""What a turn of a screening takes in and gives back; words for families come from content/messages/screening.yml."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from services.library.messages import Messages
from services.library.root import CONTENT
from services.library.text import Text
from services.screening.progress import Progress

End = Literal["paused", "stopped", "done"]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a family. `picked` is a pressed choice ("food=yes"), `needs` what the network reads in it."""

    text: str
    language: str
    at: datetime
    picked: str | None = None
    needs: tuple[str, ...] = ()
    age_months: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say, with choices as (title, what picking it sends)."""

    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """Something for the family's plan, in its words or ours."""

    kind: Literal["strength", "support"]
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a message led to. Without `end` the question that is open now follows (asking.ask).

    `found` are needs with the wish for help (None: not asked), `help` those to look for now, `person` calls one,
    `worried` puts one first in the queue without a word of its own.
    """

    progress: Progress
    lines: tuple[Line, ...] = ()
    end: End | None = None
    found: tuple[tuple[str, bool | None], ...] = ()
    help: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    person: bool = False
    worried: bool = False


def say(key: str, language: str, **values: object) -> str:
    """A sentence of content/messages/screening.yml."""
    return _messages().say(key, language, **values)


def in_language(words: Text, language: str) -> str:
    """A text in the language of a family."""
    return words.es if language == "es" else words.en


@cache
def _messages() -> Messages:
    return Messages.load(CONTENT / "messages" / "screening.yml")
