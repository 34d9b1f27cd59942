"""Which language a message asks for, by content/language/names.yml.

"I don't understand English" asks for Spanish, and what somebody else speaks is no wish of who writes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from services.language.folding import fold
from services.library.documents import document
from services.library.root import CONTENT

PART = re.compile(r"[.,;:!?¡¿\n]+|\b(?:and|but|so|y|pero|q|porque|because)\b")
WORD = re.compile(r"[a-z]+")
OTHER_ONE = {"en": "es", "es": "en"}
BETWEEN = 2  # words that may stand before a language's name: "no entiendo mucho el inglés"


@dataclass(frozen=True, slots=True)
class Words:
    """How languages are named and spoken of."""

    names: dict[str, str]
    unknown: re.Pattern[str]
    weak: re.Pattern[str]
    behind: re.Pattern[str]
    unwanted: re.Pattern[str]
    others: re.Pattern[str]
    within: frozenset[str]


def named(text: str) -> str | None:
    """The language that a message asks for ("other" for one we do not speak), or None when it asks for none.

    What is asked for counts more than what is not known, and what is said last more than what was before.
    """
    parts = [found for part in _parts(text) if (found := _in_part(part)) is not None]
    asked = [language for language, asks in parts if asks]
    return asked[-1] if asked else parts[-1][0] if parts else None


def speaks_of_another(text: str) -> bool:
    """Whether a message names a language only as somebody else's."""
    return named(text) is None and any(name in _words().names for name in WORD.findall(fold(text[:500])))


def not_known(text: str) -> str | None:
    """The language to speak with who says that the other one is not understood; None when nothing of that is said."""
    for part in _parts(text):
        name, at = _name(part)
        if name in OTHER_ONE and _words().unknown.search(f" {' '.join(part[:at])} "):
            return OTHER_ONE[name]
    return None


def _in_part(words: list[str]) -> tuple[str, bool] | None:
    name, at = _name(words)
    if name not in OTHER_ONE:
        return None if name is None else (name, True)
    said = f" {' '.join(words)} "
    asked = at > 0 and words[at - 1] in _words().within
    if _unknown(words, at):
        return OTHER_ONE[name], False
    if _of_another(words, at):
        return None
    if _words().unwanted.search(said) and not {"dont", "no", "not"} & set(words[:at]):
        return OTHER_ONE[name], not asked
    return name, True


def _name(words: list[str]) -> tuple[str | None, int]:
    """The first language named, ours before others, and where."""
    found = [(_words().names[word], at) for at, word in enumerate(words) if word in _words().names]
    return min(found, key=lambda each: (each[0] == "other", -each[1])) if found else (None, -1)


def _unknown(words: list[str], at: int) -> bool:
    before, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
    if _words().unknown.search(f" {before} "):
        return True
    weak = _words().weak.search(f" {before} ") or _words().behind.search(f" {behind} ")
    return bool(weak) and not _of_another(words, at)


def _of_another(words: list[str], at: int) -> bool:
    asked_in = at > 0 and words[at - 1] in _words().within
    return not asked_in and bool(_words().others.search(f" {' '.join([*words[:at], '|', *words[at + 1 :]])} "))


def _parts(text: str) -> list[list[str]]:
    return [words for part in PART.split(fold(text[:500])) if (words := WORD.findall(part))]


@cache
def _words() -> Words:
    page = document(CONTENT / "language" / "names.yml")
    unknown = page["unknown"]
    between = rf"(?:{_either(unknown['between'])} ){{0,{BETWEEN}}}$"
    return Words(
        {name: language for language, names in page["names"].items() for name in names.split()},
        re.compile(rf" {_either(unknown['before'])} {between}"),
        re.compile(rf" {_either(unknown['weak'])} {between}"),
        re.compile(rf"^ {_either(unknown['behind'])} "),
        re.compile(rf" {_either(page['unwanted'])} "),
        re.compile(rf" {_either(page['others'])} "),
        frozenset(page["in"]),
    )


def _either(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(fold(str(phrase))) for phrase in phrases)})"
