"""Hears how a family says that it is reached: who calls it, at what time, by text alone, with a phone that is off."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from re import Pattern as Compiled
from typing import Any, Final

from services.casework.phrases import folded, parts, sentences, shortened, within
from services.library.documents import document
from services.library.root import CONTENT

type Pattern = Compiled[str]

LONGEST: Final = 160  # characters
LONGEST_TOLD: Final = 60  # characters of a time that is said back
WHO, HOURS, CALL, TEXT, GONE = "who", "hours", "call", "text", "gone"
WAYS: Final = (WHO, HOURS, CALL, TEXT, GONE)
KEPT: Final = frozenset((HOURS, CALL, TEXT, GONE))  # what a coordinator must know before writing or calling
REACHED: Final = "reached:"  # before a way and the words for it, among what a family told


@dataclass(frozen=True, slots=True)
class Reached:
    """What is asked or told of being reached, in the order of WAYS, and the words that are left of the message."""

    ways: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether a message says nothing else."""
        return not self.left


def reached(text: str, *, called: bool = False) -> Reached | None:
    """What a message asks or tells of how its writer is reached; None where it does not, or asks help with a bill.

    Who waits for a person that was `called` says so more briefly ("afternoons", "i asked for a call").
    """
    if called and len(some := parts(text)) > 1 and (whole := _of_parts(some)) is not None:
        return whole
    said = _without_reason(folded(text)) if called else folded(text)
    if len(text) > LONGEST:
        return None
    surely = _read(said, {way: _patterns(way) for way in WAYS})
    if surely.ways and set(surely.ways) != {GONE}:
        beside = _read(said, {way: _patterns(way) + _more(way, called) for way in WAYS})
        return beside if beside.alone else _read(said, {way: _patterns(way) + _beside(way) for way in WAYS})
    if any(each.search(said) for each in _patterns("of_a_bill")):
        return None
    alone = _read(said, {way: _patterns(way) + _more(way, called) for way in WAYS})
    if alone.ways and alone.alone and set(alone.ways) != {GONE}:
        return alone
    return surely if surely.ways else None


def _of_parts(some: Sequence[str]) -> Reached | None:
    """The ways that the parts of a message tell, where each says nothing else."""
    found = [reached(part, called=True) for part in some]
    ways = {way for each in found if each and each.alone for way in each.ways}
    alone = all(each is not None and each.alone for each in found)
    return Reached(tuple(way for way in WAYS if way in ways), ()) if alone else None


def to_keep(text: str, ways: Iterable[str]) -> list[str]:
    """What is kept of the ways that a message, or a part of it, was heard to tell, with the family's own words.

    Of a long message only the words that tell it: it may hold a name and much else.
    """
    return [f"{REACHED}{way}:{_words_for(way, text)}" for way in ways if way in KEPT]


def kept(told: Iterable[str]) -> dict[str, str]:
    """The words that were kept for each way, the newest of each."""
    of_it = (each.removeprefix(REACHED).partition(":") for each in told if each.startswith(REACHED))
    return {way: words for way, _, words in of_it}


def way_of(told: str) -> str | None:
    """The way to be reached that something which was kept is of; None where it is of anything else."""
    return told.removeprefix(REACHED).partition(":")[0] if told.startswith(REACHED) else None


def of_reaching(text: str, *, called: bool) -> list[str]:
    """The parts of a message that say how its writer is reached, and nothing else."""
    some = ((part, reached(part, called=called)) for part in parts(text))
    return [part for part, found in some if found is not None and found.alone]


def tells_of_oneself(text: str) -> bool:
    """Whether some words only tell how the day of who writes goes ("I get the little ones off the bus")."""
    return within(_table()["of_oneself"]).search(folded(text)) is not None


def time_told(text: str) -> str | None:
    """The time for a call or a message that some words tell, as they stand there ("after 2 pm"); None for none.

    Only of words that are known to speak of being reached: "after 3" may as well be when somebody works.
    """
    said = folded(text)
    some = (*_patterns(HOURS), *_more(HOURS, called=True))
    spans = [found.span() for each in some for found in each.finditer(said)]
    if not spans:
        return None
    first, behind = (len(said[:at].split()) for at in max(spans, key=lambda span: (span[1] - span[0], -span[0])))
    return _as_written(text, first, behind)


def without_times(said: str) -> str:
    """A folded text without the times that it tells: "til 2" is no second door."""
    for each in (*_patterns(HOURS), *_more(HOURS, called=False), *_patterns("clock")):
        said = each.sub(" ", said)
    return f" {' '.join(said.split())} "


def wishes_a_call(text: str) -> bool:
    """Whether who says when it can be reached wants to be called or written to ("call me after 4")."""
    return any(each.search(folded(text)) for each in _patterns("wished"))


def asks_who_it_is(text: str) -> bool:
    """Whether a whole message asks who the person is that was called ("who is that")."""
    said = folded(text).strip()
    return any(re.fullmatch(each, said) for each in _table()["who_called"])


def goes_by_text(step: str) -> bool:
    """Whether what to do next at a door is, or may be, to text a number."""
    return any(each.search(folded(said)) for said in sentences(step) for each in _patterns("by_text"))


def _read(said: str, patterns: Mapping[str, tuple[Pattern, ...]]) -> Reached:
    """The ways of which a folded text holds a pattern, and the words that stand outside of them all."""
    found = {way: [each.span() for one in some for each in one.finditer(said)] for way, some in patterns.items()}
    if found[TEXT] and not any(_names_a_time(said[start:end]) for start, end in found[HOURS]):
        found[TEXT], found[HOURS] = found[TEXT] + found[HOURS], []  # "cant talk at work, just text" tells no time
    left = list(said)
    for start, end in (span for spans in found.values() for span in spans):
        left[start:end] = " " * (end - start)
    words = "".join(left).split()
    ways = tuple(way for way in WAYS if found[way])
    return Reached(ways, tuple(word for word in words if word not in _fillers() and not word.isdigit()))


def _words_for(way: str, text: str) -> str:
    """What a text tells of a way: a time as it is said, else its words; of a long one those parts alone."""
    some = [part for part in parts(text) if len(text) > LONGEST and way in _ways(part)]
    of_it = ", ".join(some) or text
    return shortened((time_told(of_it) if way == HOURS else None) or of_it, LONGEST)


def _ways(part: str) -> tuple[str, ...]:
    found = reached(part, called=True)
    return found.ways if found else ()


def _as_written(text: str, first: int, behind: int) -> str:
    """The words of a text between two of its folded ones, with their own signs inside."""
    words = [(word, len(folded(word).split())) for word in text.split()]
    ends = list(accumulate(size for _, size in words))
    kept = [word for (word, size), end in zip(words, ends, strict=True) if end > first and end - size < behind]
    while kept and not set(folded(kept[0]).split()) - set(_table()["before_a_time"]):
        kept = kept[1:]
    told = " ".join(kept).strip(' .,;:!?¡¿"')
    return shortened(told, LONGEST_TOLD)


def _without_reason(said: str) -> str:
    """A folded text without why it says so ("after 4 because i work")."""
    return within(_table()["reason"]).sub(" ", said)


def _names_a_time(said: str) -> bool:
    words = said.split()
    return any(word[:1].isdigit() for word in words) or not set(words).isdisjoint(_table()["times"])


@cache
def _more(way: str, called: bool) -> tuple[Pattern, ...]:
    """What counts only where a message, or a part of it, says nothing else."""
    some = [*_table()["alone"].get(way, ()), *(_table()["when_called"].get(way, ()) if called else ())]
    return (*(within(each) for each in some), *_beside(way))


def _beside(way: str) -> tuple[Pattern, ...]:
    return _patterns("gone_beside") if way == GONE else ()


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    return tuple(map(within, _table()[name]))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "reached.yml")
