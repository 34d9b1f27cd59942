"""Finds danger in a folded message, by the patterns of content/safety/phrases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document, documents
from services.library.root import CONTENT
from services.safety.phrases import Phrases, matches, phrases, whole, without

KINDS = ("patterns", "weak", "whole", "doubt")


@dataclass(frozen=True, slots=True)
class Dangers:
    """The crisis labels, most urgent first; the phrases that show any of them, anywhere or as the whole message.

    `weakly_by` are those that ordinary messages hold now and then, `hinted_by` those that leave a doubt; `not_by` holds
    the phrases that only sound like a label. What a message `softened` holds makes a doubt of an alarm, unless
    `sharpened` holds some of it too. A doubt of the groups `always` is asked about in any talk: no network hears it.
    """

    order: tuple[str, ...]
    label_of: Mapping[str, str]
    shown_by: Phrases
    weakly_by: Phrases
    not_by: Mapping[str, Phrases]
    whole: Phrases
    hinted_by: Phrases
    softened: Phrases
    sharpened: Phrases
    always: frozenset[str]


def find(folded: str, content: Path = CONTENT, *, weak: bool = True) -> tuple[str, str] | None:
    """Return the crisis label and the pattern id for a folded message, the most urgent danger first.

    Without `weak`, phrases that ordinary messages hold too do not count.
    """
    known = dangers(content)
    if only := whole(folded, known.whole):
        return known.label_of[only.id], only.id
    found = _first(folded, known, known.shown_by, known.weakly_by if weak else {})
    return None if found and _soft(folded, known) else found


def find_doubt(folded: str, content: Path = CONTENT) -> tuple[str, str] | None:
    """Return the label and the pattern id of a phrase that danger may hide behind, in a message that shows none."""
    known = dangers(content)
    if hint := _first(folded, known, known.hinted_by, known.weakly_by):
        return hint
    return _first(folded, known, known.shown_by) if _soft(folded, known) else None


def is_weak(pattern: str) -> bool:
    """Whether the pattern of an id is one that ordinary messages hold now and then."""
    return "/weak/" in pattern


def is_doubtful(pattern: str) -> bool:
    """Whether the pattern of an id leaves a doubt by itself, and no alarm."""
    return "/doubt/" in pattern


def is_always_asked(pattern: str, content: Path = CONTENT) -> bool:
    """Whether a doubt by the pattern of an id is asked about in any talk (a stove that warms a room)."""
    return pattern.partition("/")[0] in dangers(content).always


def _first(folded: str, known: Dangers, *among: Phrases) -> tuple[str, str] | None:
    found = [(phrase, start) for some in among for phrase, start, _ in matches(folded, some)]
    for label in known.order:
        ours = [(phrase, start) for phrase, start in found if known.label_of[phrase.id] == label]
        rest = without(folded, known.not_by[label]) if ours else ""
        for phrase, start in ours:
            if phrase.regex.match(rest, start):
                return label, phrase.id
    return None


def _soft(folded: str, known: Dangers) -> bool:
    """Whether a message speaks of long ago, of a story or with laughter, and of nothing that is now."""
    return any(matches(folded, known.softened)) and not any(matches(folded, known.sharpened))


@cache
def dangers(content: Path) -> Dangers:
    """Load the dangers. Raises ValueError for a pattern that cannot be read."""
    page = document(content / "safety" / "crisis.yml")
    words = page["words"]
    groups = [group for each in documents(content / "safety" / "phrases") for group in each["groups"]]
    shown_by, weakly_by, alone, hinted_by = (dict(_by_id(groups, kind)) for kind in KINDS)
    return Dangers(
        order=tuple(page["order"]),
        label_of={name: label for label in page["order"] for name in _names(label, groups)},
        shown_by=phrases(shown_by, words),
        weakly_by=phrases(weakly_by, words),
        not_by={label: phrases(dict(_by_id(_of(label, groups), "except")), words) for label in page["order"]},
        whole=phrases(alone, words),
        hinted_by=phrases(hinted_by, words),
        softened=phrases(dict(_numbered("softened", page["softened"])), words),
        sharpened=phrases(dict(_numbered("sharpened", page["sharpened"])), words),
        always=frozenset(group["id"] for group in groups if group.get("always_asked")),
    )


def _names(label: str, groups: Sequence[Mapping[str, Any]]) -> list[str]:
    return [name for kind in KINDS for name, _ in _by_id(_of(label, groups), kind)]


def _of(label: str, groups: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [group for group in groups if group["crisis"] == label]


def _by_id(groups: Sequence[Mapping[str, Any]], kind: str) -> Iterator[tuple[str, str]]:
    """Number the patterns within their group: "wish_to_die/3", or "wish_to_die/whole/1"."""
    for group in groups:
        prefix = f"{group['id']}/{'' if kind == 'patterns' else kind + '/'}"
        yield from _numbered(prefix.rstrip("/"), group.get(kind, ()))


def _numbered(prefix: str, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{prefix}/{number}", pattern) for number, pattern in enumerate(patterns, start=1))
