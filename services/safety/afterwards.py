"""What is heard and said once a danger was answered: questions, denials, good news, and the words for who is safe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, left, matches, phrases, whole

type News = Literal["safe", "better"]

OTHER: Final = "other"  # the denial that names somebody else, who is in danger still
MOST: Final = 8  # clauses of a message that may be nothing but good news
LONGEST: Final = 300  # characters of such a message
_SAYS_NOTHING: Final = "beside"
_UNSURE: Final = "near"  # "I'm with him": good after a wish to die, and none after a blow
_CLEAR: Final = "clear"


@dataclass(frozen=True, slots=True)
class _Heard:
    """Something that is heard in a message, of a danger's label where `of` names any.

    What is `aside` is not looked at for `unless`.
    """

    id: str
    of: frozenset[str]
    said: Phrases
    aside: Phrases
    unless: Phrases


def asked(text: str, content: Path = CONTENT) -> str | None:
    """Return what is asked after violence: a safe place, the court, papers used as a threat; None for anything else."""
    return _first(fold(text), _heard("questions", content), None)


def denied(text: str, crisis: str | None, content: Path = CONTENT) -> tuple[str, str] | None:
    """Return which danger a message says is not so, and the rest of it, which is to be read as any other message."""
    folded, known = fold(text), _heard("denials", content)
    if (name := _first(folded, known, crisis)) is None:
        return None
    rest = list(folded)
    for each in known:
        for _, start, end in matches(folded, each.said):
            rest[start:end] = " " * (end - start)
    return name, " ".join("".join(rest).split())


def news(text: str, content: Path = CONTENT, *, of_body: bool = False) -> News | None:
    """Return what a message that holds nothing but good news says: that all are safe, or only that it goes better.

    Of a body in danger, sleep and company are good news and no safety.
    """
    folded = fold(text[:LONGEST]).replace(". ", "")
    kinds = _tiled(folded, 0, MOST, content) if len(text) <= LONGEST else None
    if kinds is None or not (good := kinds - {_SAYS_NOTHING}):
        return None
    several = len(good - {_UNSURE}) > 1 and not of_body
    return "safe" if _CLEAR in good or several else "better"


def returned(text: str, content: Path = CONTENT) -> bool:
    """Whether a message says that who hurts is there ("he just got home"); asked where violence is known."""
    return whole(fold(text).replace(". ", ""), _returns(content)) is not None


def knows_violence(answered: Mapping[str, int], content: Path = CONTENT, *, own: bool = False) -> bool:
    """Whether the answers that a talk had say that somebody close hurts or threatens; with `own`, who writes."""
    page = _page(content)
    return not answered.keys().isdisjoint({*page["violence"]} - ({*page["of_another"]} if own else set()))


def is_of_nobody_close(answered: Mapping[str, int], content: Path = CONTENT) -> bool:
    """Whether the last answer was to a parent worn out or afraid of the own hand, or of a stranger with pictures."""
    nobody_close = {*_page(content)["of_parents"], *_page(content)["of_strangers"]}
    known = nobody_close | {*_page(content)["violence"], "child_hurt", "child_assaulted", "assault"}
    last = next((name for name in reversed(list(answered)) if name in known), None)
    return last in nobody_close


def ends(name: str, content: Path = CONTENT) -> bool:
    """Whether a denial takes the danger back altogether."""
    return any(each["id"] == name and each.get("ends") for each in _page(content)["denials"])


def reply(name: str, language: str, content: Path = CONTENT) -> str:
    """Return the answer to a question or a denial. Raises KeyError for one that has none."""
    page = _page(content)
    answers = {each["id"]: each.get("answer") for each in (*page["questions"], *page["denials"])}
    return _said(answers[name], language)


def first(need: str, language: str, content: Path = CONTENT) -> str | None:
    """Return what is said before the doors for a need, where violence is known; None where it bears little on it."""
    known = _page(content)["first"]
    return _said(known[need], language) if need in known else None


def near(crisis: str, language: str, topic: str | None = None, content: Path = CONTENT) -> str:
    """Return what is said to words that ask for nothing we know, while a danger is near: by its answer or its label."""
    said = _page(content)["near"]
    return _said(said.get(topic, said[crisis]), language)


def better(crisis: str, language: str, topic: str | None = None, content: Path = CONTENT) -> str:
    """Return the answer to good news that does not say that all are safe: by the danger's answer or its label."""
    said = _page(content)["better"]
    return _said(said.get(topic, said[crisis]), language)


def helped(crisis: str, language: str, topic: str | None = None, content: Path = CONTENT) -> str | None:
    """Return the good words for who has an ambulance there, where that ends no danger; None where it does."""
    known = _page(content)["better_helped"]
    name = topic if topic in known else crisis
    return _said(known[name], language) if name in known else None


def safe(topic: str | None, crisis: str | None, language: str, content: Path = CONTENT) -> str:
    """Return the kind words for who is safe: by the last answer of the danger, else by its label."""
    page = _page(content)
    names = (page["safe_like"].get(topic), topic, crisis, "any")
    return _said(page["safe"][next(name for name in names if name in page["safe"])], language)


def _said(pair: Mapping[str, str], language: str) -> str:
    return pair.get(language, pair["en"])


def _first(folded: str, among: Sequence[_Heard], crisis: str | None) -> str | None:
    for each in among:
        fits = not each.of or crisis in each.of
        if fits and any(matches(folded, each.said)) and not left(folded, each.unless, each.aside):
            return each.id
    return None


def _tiled(folded: str, start: int, most: int, content: Path) -> frozenset[str] | None:
    """The kinds of the clauses that a message is from one end to the other; None where other words stand in it."""
    if start == len(folded):
        return frozenset()
    ends = {(kind, end) for kind, end in _clauses(folded, start, content)} if most else set()
    found = [(kind, _tiled(folded, end, most - 1, content)) for kind, end in sorted(ends, key=lambda each: -each[1])]
    return next((rest | {kind} for kind, rest in found if rest is not None), None)


def _clauses(folded: str, start: int, content: Path) -> Iterator[tuple[str, int]]:
    """The kind and the end of every clause that begins at `start`."""
    for kind, among in _news(content).items():
        for _, begin, end in matches(folded[start:], among):
            if begin:
                break
            yield kind, start + end


@cache
def _heard(section: str, content: Path) -> tuple[_Heard, ...]:
    return tuple(
        _Heard(
            each["id"],
            frozenset(each.get("of", ())),
            _read(each.get("said", each.get("when")), content),
            _read(each.get("aside", ()), content),
            _read(each.get("unless", ()), content),
        )
        for each in _page(content)[section]
    )


@cache
def _news(content: Path) -> Mapping[str, Phrases]:
    return {kind: _read(patterns, content) for kind, patterns in _page(content)["news"].items()}


@cache
def _returns(content: Path) -> Phrases:
    return _read(_page(content)["returns"], content)


def _read(patterns: Sequence[str], content: Path) -> Phrases:
    return phrases({str(number): pattern for number, pattern in enumerate(patterns, start=1)}, _words(content))


@cache
def _words(content: Path) -> Mapping[str, str]:
    """The words of this file, beside those of dangers and of topics."""
    pages = (document(content / "safety" / name) for name in ("crisis.yml", "topics.yml", "afterwards.yml"))
    return {name: each for page in pages for name, each in page["words"].items()}


@cache
def _page(content: Path) -> Mapping[str, Any]:
    return document(content / "safety" / "afterwards.yml")
