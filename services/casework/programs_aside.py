"""Leaves out of a message the programs that it puts aside, or that the family has: what stands beside is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from services.casework.phrases import folded
from services.casework.referring import program_names
from services.library.documents import document
from services.library.root import CONTENT

LONGEST: Final = 200  # characters: who writes more tells a story
_SIGNS: Final = re.compile(r"[.!?;,\n]+$")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is left of a message, "" where that is nothing; and the ids of the programs that it says the family has."""

    rest: str
    had: tuple[str, ...] = ()


@lru_cache(maxsize=64)  # a turn asks several times
def programs_aside(text: str) -> Beside | None:
    """The message without them; None where none is put aside, or had."""
    if len(text) > LONGEST:
        return None
    rest, had = text, list[str]()
    while (cut := _first_cut(rest, text)) is not None:  # what was cut may have hidden another
        rest, kind, said = cut
        had += [id for name, id in program_names().items() if kind == "had" and f" {name} " in said]
    return Beside(rest.strip(" ,"), tuple(dict.fromkeys(had))) if rest != text else None


def _first_cut(text: str, whole: str) -> tuple[str, str, str] | None:
    cuts = ((kind, _cut(text, pattern, kind, whole)) for kind, pattern in _patterns())
    return next(((found[0], kind, found[1]) for kind, found in cuts if found is not None), None)


def _cut(text: str, pattern: re.Pattern[str], kind: str, whole: str) -> tuple[str, str] | None:
    """A text without the words of a match, and these, folded; None where nothing matches."""
    words = text.split()
    said, starts = " ", list[int]()
    for word in words:
        starts.append(len(said))
        said += folded(word).lstrip()
    for match in pattern.finditer(said):
        inside = [
            at for at, start in enumerate(starts) if match.start() <= start < match.end() and folded(words[at]).strip()
        ]
        if inside and _counts(match, said, kind, whole, words, inside):
            return _without(words, inside), f" {match.group()} "
    return None


def _counts(
    match: re.Match[str], said: str, kind: str, whole: str, words: Sequence[str], inside: Sequence[int]
) -> bool:
    name, before = match.groupdict().get("program") or "", said[: match.start()].split()
    if kind == "aside_with_instead":
        lack = bool(before) and before[-1] in _table()["lacks"]
        return not lack and re.search(rf" (?:{_table()['instead']}) ", folded(whole)) is not None
    if kind != "had":
        return True
    end = next((at for at in range(inside[-1], len(words)) if _SIGNS.search(words[at])), len(words) - 1)
    behind = folded(" ".join(words[inside[-1] + 1 : end + 1]))
    others = re.search(rf" (?:{re.escape(name)}) ", f"{said[: match.start()]} {said[match.end() :]} ") if name else None
    clause = next(
        (words[at + 1 : inside[0]] for at in range(inside[0] - 1, -1, -1) if _SIGNS.search(words[at])), before
    )
    asks = words[end].endswith("?") or bool(set(folded(" ".join(clause)).split()) & set(_table()["asks_before"]))
    return (
        not asks
        and program_names().get(name) in _table()["of"]
        and others is None
        and re.search(rf" (?:{_table()['unless']}) ", behind) is None
    )


def _without(words: Sequence[str], inside: Sequence[int]) -> str:
    """The other words, a sign where the cut was so that what is left stays in parts."""
    first, last = inside[0], inside[-1]
    kept = list(words[:first])
    sign = _SIGNS.search(words[last])
    if kept and not _SIGNS.search(kept[-1]):
        kept[-1] += sign.group() if sign and "?" not in sign.group() else ","
    return " ".join([*kept, *words[last + 1 :]])


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    names = "|".join(re.escape(name) for name in program_names())
    one, table = rf"(?:(?:{names}) (?:and|y|e) )?(?P<program>{names})", _table()
    kinds = ("had", "aside", "aside_with_instead")
    around = {kind: (table["before"], table["behind"]) if kind == "had" else ("", "") for kind in kinds}
    return tuple(
        (kind, re.compile(rf"(?<= ){around[kind][0]}(?:{each.replace('PROGRAM', one)}){around[kind][1]}(?= )"))
        for kind in kinds
        for each in table[kind]
    )


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "programs_aside.yml")
