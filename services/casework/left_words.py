"""Hears a name, a time to call or a number that a family leaves for the person who was called."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import phonenumbers

from services.casework.phrases import folded
from services.directory.places import connecticut
from services.learning.scrub import Names
from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 120  # characters
_MOST_WORDS = 3  # of a name that no list knows
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü'’-]+")
_EVERYDAY = ("search/words.yml", "things", "programs", "language/words.yml", "language/short_answers.yml")


def left_for_person(text: str) -> bool:
    """Whether a message is nothing but a name, a time or a phone number, with the small words around them."""
    if "?" in text or len(text) > LONGEST or connecticut().find(text) is not None:
        return False
    without, phone = _without_phone(text)
    if not phone and _is_name(without):
        return True
    words = folded(without).split()
    left = [word for word in words if word not in _fillers()]
    times, names = set(left) & _times(), set(left) & _people()
    rest = [word for word in left if word not in times | names]
    rest = [word for word in rest if not (times and re.fullmatch(r"\d{1,4}(?:am|pm)?", word)) and not _clock(word)]
    if rest and _written_large(text, rest) and (names or _introduced(folded(without), rest)):
        rest, names = [], {*names, *rest}
    told = phone or bool(names) or bool(times - _weak()) or any(map(_clock, left)) or _with_number(times, left)
    return told and not rest


def _without_phone(text: str) -> tuple[str, bool]:
    found = [(match.start, match.end) for match in phonenumbers.PhoneNumberMatcher(text, "US")]
    for start, end in reversed(found):
        text = f"{text[:start]} {text[end:]}"
    return text, bool(found)


def _is_name(text: str) -> bool:
    """One to three words that begin large and are none of everyday ("Yaneth Ospina")."""
    words = text.strip().strip(".!,").split()
    if not 0 < len(words) <= _MOST_WORDS or not all(_NAME.fullmatch(word) for word in words):
        return False
    return not set(folded(text).split()) & _everyday()


def _introduced(said: str, rest: list[str]) -> bool:
    """Whether what is left over, and is no everyday word, stands right behind "my name is"."""
    named = " ".join(rest)
    return not set(rest) & _everyday() and any(f" {phrase} {named} " in said for phrase in _table()["introductions"])


def _written_large(text: str, words: list[str]) -> bool:
    """Whether these words begin large behind the first one, as a family name does: "its Tasha", not "its raining"."""
    large = {folded(word).strip() for word in text.split()[1:] if word[:1].isupper()}
    return len(words) <= _MOST_WORDS and set(words) <= large


def _clock(word: str) -> bool:
    """ "2pm", "10am"; a bare number is none."""
    return re.fullmatch(r"\d{1,4}(?:am|pm)", word) is not None


def _with_number(times: set[str], left: list[str]) -> bool:
    return bool(times) and any(word.isdigit() for word in left)


@cache
def _times() -> frozenset[str]:
    return frozenset(word for phrase in _table()["times"] for word in phrase.split())


@cache
def _weak() -> frozenset[str]:
    return frozenset(_table()["weak"])


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"]) - _times()


@cache
def _people() -> frozenset[str]:
    return Names.of(document(CONTENT / "privacy" / "names.yml")).people - _everyday()


@cache
def _everyday() -> frozenset[str]:
    """Every word of what families need: none of them is taken for a name."""
    files = [file for name in _EVERYDAY for file in _files(name)]
    return frozenset(word for file in files for text in _texts(document(file)) for word in folded(text).split())


def _files(name: str) -> list[Any]:
    path = CONTENT / name
    return sorted(path.glob("*.yml")) if path.is_dir() else [path]


def _texts(page: Any) -> Iterator[str]:
    """All texts of a page, its keys too."""
    if isinstance(page, Mapping):
        yield from (text for pair in page.items() for each in pair for text in _texts(each))
    elif isinstance(page, list | tuple):
        yield from (text for each in page for text in _texts(each))
    elif isinstance(page, str):
        yield page


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "left_words.yml")
