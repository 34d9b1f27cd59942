"""Keeps which lines a family could not reach, or which refused it, so that it is not sent to them again."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from resources_db.records import Service
from services.casework.asked_of import wants
from services.casework.offer import EVERYBODYS, Offer, digits, numbers_in
from services.casework.phrases import folded, sentences
from services.casework.place_reports import fault_of, report_beside, words_beside
from services.library.documents import document
from services.library.root import CONTENT

LINE = "line:"  # before the number, among what a family reported
LINE_211 = f"{LINE}211"
BUSY = "two_one_one_busy"  # the known answer to who is not answered there (content/answers)
MOST_WORDS = 2  # beside such a report
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
UNREACHED = ("phone_dead", "no_answer")
REFUSED = "not_for_us"


def line_reported(text: str) -> str | None:
    """The line of 2-1-1 where a message says, among other things, that it cannot be reached there."""
    said = folded(text)
    return LINE_211 if _of_211().search(said) and "?" not in text and fault_of(text) in UNREACHED else None


def line_alone(text: str) -> str | None:
    """The same where a message says little besides."""
    found = None if wants(folded(text)) else report_beside(text)
    words = words_beside(_of_211().sub(" ", found[1])) if found else []
    return line_reported(text) if found and len(words) <= MOST_WORDS else None


def line_of(door: Offer, fault: str) -> str | None:
    """The line by which a door was not reached, or that refused, to be kept beside the door.

    Who said no answers for all that hang on that line, unless many kinds of help do.
    """
    if fault == REFUSED and _number(door) in {*EVERYBODYS, *_of_many()}:
        return None
    return line_to(door) if fault in (*UNREACHED, REFUSED) else None


def without_lines(answer: str, reported: Iterable[str]) -> str | None:
    """An answer without the sentences that send to a line which was not reached, or said no; None if none is left."""
    noted = list(reported)
    return " ".join(each for each in sentences(answer) if not gives_line(each, noted)) or None


def gives_line(words: str, reported: Iterable[str]) -> bool:
    """Whether some words give the number of a line that was not reached, or said no."""
    lines = {each.removeprefix(LINE) for each in reported if each.startswith(LINE)} - EVERYBODYS
    return not lines.isdisjoint(numbers_in(words))


def line_to(door: Offer) -> str | None:
    """The line of a door, as one that was not reached is kept."""
    number = _number(door)
    return f"{LINE}{number}" if number else None


def is_of_the_line(service: Service) -> bool:
    """Whether a service is reached by 2-1-1."""
    return any(digits(phone.number) == "211" for phone in service.phones)


def _number(door: Offer) -> str:
    return digits(door.found.phone if door.found else door.phone)


def reachable(doors: Iterable[Offer], reported: Iterable[str]) -> list[Offer]:
    """The doors that hang on no line that was not reached, or refused; those last that name it beside another way."""
    lines = {each.removeprefix(LINE) for each in reported if each.startswith(LINE)}
    if not lines:
        return list(doors)
    left = [door for door in doors if not _hangs_on(door, lines)]
    return sorted(left, key=lambda door: "211" in lines and _names_211(door))


def near(doors: Iterable[Offer]) -> list[Offer]:
    """Those of doors that are in or for the family's own town, and to the point; nothing they say sends to 2-1-1."""
    return [_without_211(door) for door in doors if door.found and _is_near(set(door.found.why))]


def _is_near(why: set[str]) -> bool:
    return "beside" not in why and bool({"near", "serves_town"} & why)


def _hangs_on(door: Offer, lines: set[str]) -> bool:
    """Whether its one number is such a line, and nothing else leads to it: no address, no page that its words name."""
    number = _number(door)
    by_211 = "211" in lines and (number in EVERYBODYS or (not number and _names_211(door)))
    if not (by_211 or number in lines):
        return False
    return door.last_resort or not (_says_where(door) or _page().search(_words(door)))


def _says_where(door: Offer) -> bool:
    """Whether its words tell the street, as they do where one may just go."""
    address = door.found.address if door.found else None
    return bool(address) and folded(str(address).partition(",")[0]) in folded(_words(door))


def _names_211(door: Offer) -> bool:
    return _of_211().search(folded(_words(door))) is not None


def _without_211(door: Offer) -> Offer:
    summary, next_step = _other_sentences(door.summary), _other_sentences(door.next_step)
    return replace(door, summary=summary, next_step=next_step) if summary or next_step else door


def _other_sentences(words: str) -> str:
    return " ".join(each for each in _SENTENCE.split(words) if not _of_211().search(folded(each)))


def _words(door: Offer) -> str:
    return f"{door.summary} {door.next_step}"


@cache
def _of_211() -> re.Pattern[str]:
    return re.compile(r" (?:211|2 1 1|2 11|21 1|dos once|two one one)(?= )")


@cache
def _page() -> re.Pattern[str]:
    return re.compile(r"\b[a-z0-9-]+\.(?:org|com|gov|net)\b")


@cache
def _of_many() -> frozenset[str]:
    """The lines by which many kinds of help are reached, as they are dialled."""
    return frozenset(document(CONTENT / "language" / "no_refusal.yml")["lines_of_many"])
