"""One door to name to a family: a program, or a service of the directory."""

import re
from dataclasses import dataclass
from typing import Final

from services.directory.question import Found
from services.eligibility import Program
from services.library.text import Text

# A line that many services share says nothing about being the same door.
EVERYBODYS = {"211", "8002031234"}
_DIALLED: Final = re.compile(r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")


@dataclass(frozen=True, slots=True)
class Offer:
    """One door to name to a family; `key` tells it from the others, `miles` is None for a line or a program.

    `sign` is its name in English, which is the same for a program and for its own line in the directory. `bring` and
    `cost` are what a program tells of that.
    """

    key: str
    sign: str
    name: str
    summary: str
    next_step: str
    town: str | None = None
    miles: float | None = None
    phone: str | None = None
    last_resort: bool = False
    found: Found | None = None  # what the directory tells of it; none of a program
    bring: str = ""
    cost: str = ""


def program_door(program: Program, language: str) -> Offer:
    """A program as a door in the family's language."""
    return Offer(
        f"program:{program.id}",
        program.name.en,
        _say(program.name, language),
        _say(program.summary, language),
        _say(program.next_step, language),
        phone=program.phone,
        bring=_say(program.bring, language) if program.bring else "",
        cost=_say(program.cost, language) if program.cost else "",
    )


def service_door(found: Found) -> Offer:
    """A service as a door, in the words in which it was found."""
    return Offer(
        f"service:{found.service_id}",
        found.own_name or found.name,
        found.name,
        found.summary,
        found.next_step or "",
        found.town if found.reach == "local" else None,
        found.miles if found.reach == "local" else None,
        None if digits(found.phone) in EVERYBODYS else found.phone,
        found.last_resort,
        found,
    )


def _say(words: Text, language: str) -> str:
    return words.es if language == "es" else words.en


def is_beside(door: Offer) -> bool:
    """Whether it surely gives nothing of what the family means; a program is chosen by its rules, not by words."""
    return door.found is not None and "beside" in door.found.why


def bare(name: str) -> str:
    """A name without what stands in brackets behind it, for comparing."""
    return name.partition("(")[0].strip().casefold()


def digits(phone: str | None) -> str:
    """A number as it is dialled within the country."""
    return "".join(filter(str.isdigit, phone or "")).removeprefix("1")


def numbers_in(words: str) -> list[str]:
    """The phone numbers that some words give, as they are dialled within the country."""
    return [digits(number) for number in _DIALLED.findall(words)]
