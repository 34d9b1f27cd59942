"""A message as numbers, the phrases that matter, and all other words: "dos mil al mes" is [2000.0, Phrase, …]."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT

type Part = float | str | Phrase

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*\$?(?=\d)")  # noqa: RUF001: the dash of a phone's keyboard
_HUNDRED, _TEN = 100, 10


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of content/income/words.yml: what they are, and the number or unit that they stand for."""

    kind: str
    value: Any = None


@cache
def words() -> dict[str, Any]:
    """The page of words, read once."""
    return document(CONTENT / "income" / "words.yml")


def parts(text: str, phrases: Mapping[tuple[float | str, ...], Phrase]) -> list[Part]:
    """The message in its parts; the longest phrase that fits wins."""
    said, found, at = split(text), list[Part](), 0
    longest = max(map(len, phrases))
    while at < len(said):
        lengths = range(min(longest, len(said) - at), 0, -1)
        fits = next((length for length in lengths if tuple(said[at : at + length]) in phrases), 0)
        found.append(phrases[tuple(said[at : at + fits])] if fits else said[at])
        at += fits or 1
    return found


def phrase_book(**kinds: Sequence[tuple[Any, Sequence[str]]]) -> dict[tuple[float | str, ...], Phrase]:
    """Every phrase, split as a message is: {kind: [(value, words)]}."""
    return {
        tuple(split(word)): Phrase(kind, value)
        for kind, entries in kinds.items()
        for value, said in entries
        for word in said
    }


def split(text: str) -> list[float | str]:
    """Lower-case words without accents, and numbers, also those written as words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = _RANGE.sub(" to ", _THOUSANDS.sub("", plain)).replace("/", " per ")
    return list(_joined([float(t) if t[0].isdigit() else t for t in _TOKEN.findall(plain)]))


def _joined(tokens: list[float | str]) -> Iterator[float | str]:
    """Number words made numbers: [two, thousand, five, hundred] is 2500."""
    at = 0
    while at < len(tokens):
        length, value = _number(tokens[at:])
        yield value if length else tokens[at]
        at += length or 1


def _number(tokens: list[float | str]) -> tuple[int, float]:
    """How many tokens from the first make one number, and which; (0, 0) when the first is none."""
    thousands, rest, room, length = 0.0, 0.0, float("inf"), 0
    for place, token in enumerate(tokens):
        if token in words()["joining"] and room == _TEN and 0 < (_plain(tokens, place + 1) or 0) < _TEN:
            continue  # "treinta y cinco"
        if (times := words()["multipliers"].get(token)) and (room > times or rest):
            thousands, rest, room = _multiplied(thousands, rest, times)
        elif (value := _plain(tokens, place)) is not None and value < room:
            rest, room = rest + value, _room_after(value)
        else:
            break
        length = place + 1
    return length, thousands + rest


def _multiplied(thousands: float, rest: float, times: int) -> tuple[float, float, float]:
    if times == _HUNDRED:
        return thousands, (rest or 1) * times, _HUNDRED
    return (thousands + rest or 1) * times, 0.0, times


def _plain(tokens: list[float | str], place: int) -> float | None:
    if place >= len(tokens):
        return None
    token = tokens[place]
    return token if isinstance(token, float) else words()["numbers"].get(token)


def _room_after(value: float) -> float:
    """What may still be added: to 30 less than ten, to 400 less than a hundred, to 7 nothing."""
    if value >= _HUNDRED and value % _HUNDRED == 0:
        return _HUNDRED
    return _TEN if value >= 2 * _TEN and value % _TEN == 0 else 0
