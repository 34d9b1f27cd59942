"""Whether questions of ours are wanted, and which; whether a message asks us something and answers nothing.

The phrases stand in content/language/questions_wanted.yml. They are read only where questions are offered, open or
asked for: elsewhere "stop asking" or "a test" may mean anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.screening.words import CLAUSE, clauses, fold

type Meant = Literal["meaning", "test", "other"]

ANSWER = 4  # words that an answer before a question may have: "not yet, is that bad?"
SIGNS = ("?", "¿")
PATTERNS = ("refusals", "meaning", "test")  # of the page; its other lists are words and phrases
YES_WITH_ACCENT = re.compile(r"^\W*sí\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanting:
    """The lists, folded; phrases as patterns over folded words with a space on each side."""

    agree: frozenset[str]
    beside: frozenset[str]
    words: dict[str, frozenset[str]]
    patterns: dict[str, tuple[re.Pattern[str], ...]]


@cache
def wanting() -> Wanting:
    """Read once."""
    page = document(CONTENT / "language" / "questions_wanted.yml")
    words = (name for name, listed in page.items() if isinstance(listed, list) and name not in PATTERNS)
    return Wanting(
        frozenset(map(fold, page["agree"]["yes"])),
        frozenset(map(fold, page["agree"]["beside"])),
        {name: frozenset(map(fold, page[name])) for name in words},
        {name: tuple(map(_pattern, page[name])) for name in PATTERNS},
    )


def agrees(text: str) -> bool:
    """Whether a message is a clear yes to an offer: alone, with words that go on, or before a comma."""
    known, words = wanting(), fold(text).split()
    if not words or asks(text) or holds("but", text):
        return False
    if set(words) <= known.agree | known.beside and words[0] in known.agree | known.beside:
        return bool(set(words) & known.agree) and "no" not in words[:1]
    first = [word for word in clauses(text)[0] if word not in known.beside or word in known.agree]
    return words[0] == "yes" or bool(YES_WITH_ACCENT.match(text)) or (bool(first) and set(first) <= known.agree)


def refuses(text: str) -> bool:
    """Whether a message says that our questions shall end, or are not what it asked for."""
    return _matches("refusals", text)


def asks(text: str) -> bool:
    """Whether a message asks us something, with or without the sign."""
    if any(sign in text for sign in SIGNS):
        return True
    return any(_opens(words) for words in clauses(text))


def meant(text: str) -> Meant | None:
    """What a message asks about our questions: what one means, or what they are good for; None when it asks nothing."""
    if _matches("meaning", text):
        return "meaning"
    if not asks(text):
        return None
    return "test" if _matches("test", text) else "other"


def answer_before(text: str) -> str | None:
    """The short part before a question, which may be an answer: "not yet" of "not yet, is that bad?"."""
    first = next((part for part in CLAUSE.split(text) if fold(part)), "")
    words = fold(first).split()
    rest = text[text.find(first) + len(first) :]
    alone = len(words) <= ANSWER and not _opens(words) and fold(rest) != ""
    return first if alone and not any(sign in rest[:1] for sign in SIGNS) else None


def answer_in(text: str) -> str:
    """What of a message may be an answer: all of it, but of a question only the short part before."""
    return (answer_before(text) or "") if asks(text) else text


def about_child(text: str) -> bool:
    """Whether words that ask for questions mean those about how a child grows."""
    return holds("grows", text) or (holds("child", text) and not holds("everyday", text))


def asks_for_questions(text: str) -> bool:
    """Whether a message says which questions are wanted: "I want the questions about my baby", never "I don't"."""
    words = fold(text).split()
    ends = [at for at, word in enumerate(words) if word in wanting().words["called"]]
    return any(_wanted(words[max(0, at - 5) : at]) for at in ends)


def holds(name: str, text: str) -> bool:
    """Whether one of a list's words or phrases stands in a message."""
    said = f" {fold(text)} "
    return any(f" {each} " in said for each in wanting().words[name])


def bare_counts(words: list[str], at: int, size: int) -> bool:
    """Whether a word as short as "no" or "si" is an answer where it stands: early, and neither "or no" nor "and if"."""
    known, word = wanting().words, words[at]
    if size > 1:
        return True
    if word in known["alone"]:
        return len(words) == 1
    if word not in known["early"]:
        return True
    behind = words[at - 1] if at else ""
    return at <= ANSWER and not (behind in known["if_behind"] and len(words) > at + 1) and behind not in known["or"]


def _wanted(before: list[str]) -> bool:
    said = f" {' '.join(before)} "
    found = next((each for each in wanting().words["wants"] if f" {each} " in said), None)
    return found is not None and not _denied(said[: said.index(f" {found} ")].split())


def _denied(before: list[str]) -> bool:
    """Whether what stands right before a wish, or one word before that, denies it: "I don't really want"."""
    last, nots = before[-2:], wanting().words["nots"]
    return bool(last) and (last[-1] in nots or (last[0] in nots and last[-1] not in wanting().words["we"]))


def _opens(words: list[str]) -> bool:
    said = list(words)
    while said and said[0] in wanting().words["leads"] and " ".join(said[:2]) not in wanting().words["asks"]:
        said = said[1:]
    return any(" ".join(said[:size]) in wanting().words["asks"] and len(said) > size for size in (2, 3))


def _matches(name: str, text: str) -> bool:
    said = f" {fold(text)} "
    return any(pattern.search(said) for pattern in wanting().patterns[name])


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern: "a|b" one of them, "c?" may be missing, "*" up to three words."""
    return re.compile(" " + "".join(_part(token) for token in phrase.split()))


def _part(token: str) -> str:
    if token == "*":
        return r"(?:\w+ ){0,3}"
    words = "|".join(re.escape(word) for word in _folded(token.removesuffix("?").split("|")))
    return f"(?:(?:{words}) ){'?' if token.endswith('?') else ''}"


def _folded(words: Iterable[str]) -> list[str]:
    return [fold(word) for word in words]
