"""Finds danger in a folded message, by the patterns of content/safety/crisis.yml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.phrases import Phrases, matches, phrases


@dataclass(frozen=True, slots=True)
class Dangers:
    """The crisis labels, most urgent first; the phrases that show any of them; those that only sound like each."""

    order: tuple[str, ...]
    label_of: Mapping[str, str]
    shown_by: Phrases
    not_by: Mapping[str, Phrases]


def find(folded: str, content: Path = CONTENT) -> tuple[str, str] | None:
    """Return the crisis label and the pattern id for a folded message, the most urgent danger first."""
    known = dangers(content)
    found = [(phrase, start) for phrase, start, _ in matches(folded, known.shown_by)]
    for label in known.order:
        ours = [(phrase, start) for phrase, start in found if known.label_of[phrase.id] == label]
        rest = _without(known.not_by[label], folded) if ours else ""
        for phrase, start in ours:
            if phrase.regex.match(rest, start):
                return label, phrase.id
    return None


def _without(exceptions: Phrases, folded: str) -> str:
    """Blank the words that exceptions cover, leaving all others where they stand."""
    rest = list(folded)
    for _, start, end in matches(folded, exceptions):
        rest[start:end] = ("_" if letter != " " else " " for letter in rest[start:end])
    return "".join(rest)


@cache
def dangers(content: Path) -> Dangers:
    """Load the dangers. Raises ValueError for a pattern that cannot be read."""
    page = document(content / "safety" / "crisis.yml")
    groups, words = page["groups"], page["words"]
    return Dangers(
        order=tuple(page["order"]),
        label_of={name: group["crisis"] for group in groups for name, _ in _by_id([group], "patterns")},
        shown_by=phrases(dict(_by_id(groups, "patterns")), words),
        not_by={label: phrases(dict(_by_id(_of(label, groups), "except")), words) for label in page["order"]},
    )


def _of(label: str, groups: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [group for group in groups if group["crisis"] == label]


def _by_id(groups: Sequence[Mapping[str, Any]], kind: str) -> Iterator[tuple[str, str]]:
    """Number the patterns within their group: "wish_to_die/3"."""
    for group in groups:
        for number, pattern in enumerate(group[kind], start=1):
            yield f"{group['id']}/{number}", pattern
