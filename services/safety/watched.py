"""A phone that somebody at home reads: that it is told, a goodbye because of who is there, and the plain words then."""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, left, matches, phrases, whole

type Plain = Literal["kept", "alarm", "alarm_body", "else", "ok", "which_ask", "which_all", "which_those"]

NOBODY: Final = "nobody_writes"  # the answer to who asks that nobody writes to this phone
OF_THE_WHOLE: Final = "hi"  # a greeting counts where a message is nothing else


def tells(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that somebody at home reads the phone, or may read this."""
    return left(fold(text), _read("tells", content), _read("tells_not", content))


def without_phone(text: str, content: Path = CONTENT) -> str:
    """Return the folded words of a message but those that tell of the phone, or ask for plain words."""
    rest = list(folded := fold(text))
    for key in ("tells", "plain"):
        for _, start, end in matches(folded, _read(key, content)):
            rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split())


def wants_it_plain(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks for no such texts any more ("can you not send stuff like that")."""
    return _any(fold(text), _read("plain", content))


def ends_these_texts(text: str, content: Path = CONTENT) -> bool:
    """Whether a wish to end texts speaks of one kind of them ("stop sending those numbers")."""
    return _any(fold(text), _read("these_texts", content))


def wants_nobody(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks that nobody writes to this phone, or takes back the wish for a person."""
    return _says(fold(text), NOBODY, content)


def leaves(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says goodbye because who hurts is there, or comes."""
    folded = fold(text)
    return _any(folded, _read("there", content)) and _any(folded, _read("leaves", content))


def cries(text: str, content: Path = CONTENT) -> bool:
    """Whether a goodbye is a call for help, or one for good ("hes here bye call the police")."""
    folded = fold(text)
    goodbye = _any(folded, _read("leaves", content)) or _any(folded, _read("says/bye/when", content))
    return goodbye and _any(folded, _read("cries", content))


def answer(
    text: str,
    topic: str | None,
    language: str,
    named: Collection[str] = (),
    content: Path = CONTENT,
    *,
    nobody: bool = False,
) -> str | None:
    """Return the plain words to what a message asks or says; None where it asks nothing of the kind.

    `topic` is the last answer of the danger: which number is the right one hangs on it. `named` are the ids of the
    help that the message asks for by name: "the number for wic" is no question for the number of the danger.
    `nobody` says that it was asked before that nobody writes to this phone.
    """
    folded, ordinary = fold(text), not {*named} <= {*_page(content)["of_it"]}
    for each in _page(content)["says"]:
        open_here = topic is None or topic in each.get("of", [topic])
        elsewhere = (ordinary and each.get("unless_named", False)) or (each.get("told", False) and not nobody)
        if open_here and not elsewhere and _says(folded, each["id"], content):
            return _said(each["say"], language)
    return None


def say(what: Plain, language: str, content: Path = CONTENT) -> str:
    """Return one of the plain sentences."""
    return _said(_page(content)[what], language)


def gives_away(text: str, content: Path = CONTENT) -> bool:
    """Whether a text of ours names a line for who is hurt at home."""
    lines: Sequence[str] = _page(content)["lines"]
    return any(line.casefold() in text.casefold() for line in lines)


def _says(folded: str, id: str, content: Path) -> bool:
    among = _read(f"says/{id}/when", content)
    if id == OF_THE_WHOLE:
        return whole(folded.replace(". ", ""), among) is not None
    return _any(folded, among) and not _any(folded, _read(f"says/{id}/unless", content))


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


def _said(pair: dict[str, str], language: str) -> str:
    return pair.get(language, pair["en"])


@cache
def _read(key: str, content: Path) -> Phrases:
    page = _page(content)
    kind, *of = key.split("/")
    patterns = next(each.get(of[1], ()) for each in page[kind] if each["id"] == of[0]) if of else page[kind]
    words = document(content / "safety" / "crisis.yml")["words"] | page["words"]
    return phrases({str(number): each for number, each in enumerate(patterns)}, words)


@cache
def _page(content: Path) -> dict[str, Any]:
    return document(content / "safety" / "watched.yml")
