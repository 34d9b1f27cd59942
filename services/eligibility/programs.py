"""The programs a family may be put forward to, as content/programs/ describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from services.eligibility.rules import Everyone, Node, node
from services.library.documents import documents
from services.library.root import CONTENT
from services.library.text import Text, text

_NOT_PART_OF_A_NODE = {"because", "since", "source", "when", "text"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of a program, the sentence that explains it to a family, and where it stands.

    `since` is the day from which it is known to hold; None where its own numbers are dated.
    """

    node: Node
    because: Text
    source: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a family should know that no rule decides; `when` says for whom."""

    text: Text
    when: Node


@dataclass(frozen=True, slots=True)
class Part:
    """A regional center or a model of a program; `towns` is empty where the list of towns is not known."""

    name: str
    about: Text
    towns: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Program:
    """One program: the words for families in both languages, and the rules that all must hold.

    `bring` and `cost` answer what is asked of it once it was named; None where no source tells.
    """

    id: str
    name: Text
    aliases: tuple[str, ...]
    needs: tuple[str, ...]
    priority: int
    summary: Text
    next_step: Text
    phone: str | None
    url: str | None
    source: str
    verified_on: date | None
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]
    parts: tuple[Part, ...]
    bring: Text | None = None
    cost: Text | None = None


@cache
def all_programs(folder: Path = CONTENT / "programs") -> tuple[Program, ...]:
    """Every program of a folder, by priority. Raises ValueError for a rule that is not of the language."""
    return tuple(sorted(map(program, documents(folder)), key=lambda each: (each.priority, each.id)))


def program(found: Mapping[str, Any]) -> Program:
    """A Program out of its YAML document; the shape is content/schema/program.schema.json."""
    return Program(
        id=found["id"],
        name=text(found["name"]),
        aliases=(*found["aliases"]["en"], *found["aliases"]["es"]),
        needs=tuple(found["needs"]),
        priority=found["priority"],
        summary=text(found["summary"]),
        next_step=text(found["next_step"]),
        phone=found.get("phone"),
        url=found.get("url"),
        source=found["source"],
        verified_on=found["verified_on"],
        rules=tuple(_rule(each) for each in found["rules"]),
        notes=tuple(_note(each) for each in found.get("notes", ())),
        parts=tuple(_part(each) for each in found.get("parts", ())),
        bring=text(found["bring"]) if "bring" in found else None,
        cost=text(found["cost"]) if "cost" in found else None,
    )


def _rule(found: Mapping[str, Any]) -> Rule:
    return Rule(_node(found), text(found["because"]), found["source"], found.get("since"))


def _node(found: Mapping[str, Any]) -> Node:
    return node({key: value for key, value in found.items() if key not in _NOT_PART_OF_A_NODE})


def _note(found: Mapping[str, Any]) -> Note:
    return Note(text(found["text"]), node(found["when"]) if "when" in found else Everyone())


def _part(found: Mapping[str, Any]) -> Part:
    return Part(found["name"], text(found["about"]), tuple(found.get("towns", ())), found["source"])
