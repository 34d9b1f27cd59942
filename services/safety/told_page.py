"""What content/safety/told.yml holds, ready to search: who somebody may be, and what is then a danger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.safety.phrases import Phrases, phrases


@dataclass(frozen=True, slots=True)
class Rule:
    """What is a danger, or leaves a doubt, for whom of `who` was told; `later`: in another message before."""

    id: str
    who: frozenset[str]
    later: bool
    crisis: str
    alarm: Phrases
    doubt: Phrases
    unless: Phrases


@dataclass(frozen=True, slots=True)
class Topic:
    """The answer for a danger `of` some label, `by` one of the rules, or for whom of `who` was told, in such words.

    With `later` they were told in another message before.
    """

    topic: str
    of: frozenset[str]
    by: frozenset[str]
    who: frozenset[str]
    later: bool
    when: Phrases
    unless: Phrases


@dataclass(frozen=True, slots=True)
class Calm:
    """What is no danger of `of`, where one of `who` and none of `but` was told; the words `when`, and none of `unless`.

    What is `aside` is not looked at for `unless` ("he breathes fine"). `answer` is the known answer to it, `asks` by
    which words it is asked for. Of the words `when`, those that are `surely` meant so need no name beside them.
    """

    answer: str
    who: frozenset[str]
    but: frozenset[str]
    of: frozenset[str]
    when: Phrases
    surely: Phrases
    asks: Phrases
    aside: Phrases
    unless: Phrases


@cache
def said(content: Path) -> tuple[Phrases, Phrases]:
    """By which words each is told, and by which it is not so; the pattern's id begins with whose it is."""
    read_key = (_by_whom(key, content) for key in ("said", "unless"))
    told, not_so = (phrases(patterns, _words(content)) for patterns in read_key)
    return told, not_so


@cache
def kinds(content: Path) -> tuple[frozenset[str], frozenset[str]]:
    """What stays true of somebody, and what is true for the moment."""
    fleeting = frozenset(each["id"] for each in page(content)["who"] if each.get("recent"))
    return frozenset(each["id"] for each in page(content)["who"]) - fleeting, fleeting


@cache
def rules(content: Path) -> tuple[Rule, ...]:
    """What is told together with who it is about, in the order of the page."""
    return tuple(
        Rule(
            each["id"],
            frozenset(each["who"]),
            bool(each.get("later")),
            each["crisis"],
            alarm=_read(each.get("alarm", ()), content),
            doubt=_read(each.get("doubt", ()), content),
            unless=_read(each.get("unless", ()), content),
        )
        for each in page(content)["together"]
    )


@cache
def topics(content: Path) -> tuple[Topic, ...]:
    """Which answers follow from it."""
    return tuple(
        Topic(
            each["topic"],
            of=frozenset(each["of"]),
            by=frozenset(each.get("by", ())),
            who=frozenset(each.get("who", ())),
            later=bool(each.get("later")),
            when=_read(each.get("when", ()), content),
            unless=_read(each.get("unless", ()), content),
        )
        for each in page(content)["topics"]
    )


@cache
def calm(content: Path) -> tuple[Calm, ...]:
    """What a network may hear as a danger and is none, for whom was told."""
    return tuple(
        Calm(
            each["answer"],
            frozenset(each["who"]),
            frozenset(each["but"]),
            frozenset(each["of"]),
            _read([*each["when"], *each.get("surely", ())], content),
            _read(each.get("surely", ()), content),
            _read(each.get("asks", ()), content),
            _read(each.get("aside", ()), content),
            _read(each["unless"], content),
        )
        for each in page(content)["calm"]
    )


@cache
def page(content: Path) -> Mapping[str, Any]:
    """The page itself."""
    return document(content / "safety" / "told.yml")


def _by_whom(key: str, content: Path) -> dict[str, str]:
    listed = ((each["id"], each.get(key, ())) for each in page(content)["who"])
    return {f"{who}/{n}": pattern for who, patterns in listed for n, pattern in enumerate(patterns, start=1)}


def _read(patterns: Sequence[str], content: Path) -> Phrases:
    return phrases({str(number): each for number, each in enumerate(patterns)}, _words(content))


@cache
def _words(content: Path) -> Mapping[str, str]:
    return {**document(content / "safety" / "crisis.yml")["words"], **page(content)["words"]}
