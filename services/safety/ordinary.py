"""Says of a message that it is an ordinary need, though a network may hear a danger in it; phrases still ring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases, without

FEARED: Final = "crisis_self_harm"
LONGEST: Final = 2_000  # words, where a kind names no fewer


@dataclass(frozen=True, slots=True)
class _Kind:
    """A message that holds one of each of `wanted` and none of `unless`, where `aside` is not looked at for these.

    It has `most` words at most, and where `only` names any, no others than these and numbers. `of`: the dangers that
    the network is not heard for; any, where it names none. `meant` is the danger that it is of instead;
    of one that is `surely` ordinary no doubtful phrase makes another.
    """

    id: str
    of: frozenset[str]
    most: int
    only: frozenset[str]
    wanted: tuple[Phrases, ...]
    aside: Phrases
    unless: Phrases
    meant: str | None = None
    surely: bool = False

    def fits(self, folded: str) -> bool:
        """Whether a folded message is of this kind."""
        words = [word for word in folded.split() if word != "."]
        if len(words) > self.most or (self.only and any(not (w.isdigit() or w in self.only) for w in words)):
            return False
        return all(_any(folded, each) for each in self.wanted) and not _any(without(folded, self.aside), self.unless)


def is_ordinary(text: str, content: Path = CONTENT) -> bool:
    """Whether a message tells of something that only sounds of danger, and of nothing that would be one."""
    return any(kind.fits(fold(text)) for kind in _kinds("kinds", content))


def heard(folded: str, scored: Mapping[str, float], content: Path = CONTENT) -> Mapping[str, float]:
    """Return what a network makes of a folded message without the dangers that it only sounds of."""
    kinds = [kind for kind in _kinds("kinds", content) if kind.fits(folded)]
    if any(not kind.of for kind in kinds):
        return {}
    return {label: score for label, score in scored.items() if not any(label in kind.of for kind in kinds)}


def is_surely_ordinary(folded: str, content: Path = CONTENT) -> bool:
    """Whether a folded message names what sounds of danger itself, and nothing that would make it one."""
    return any(kind.surely and kind.fits(folded) for kind in _kinds("kinds", content))


def meant_instead(folded: str, label: str, content: Path = CONTENT) -> str:
    """Return the danger that a folded message is of, where it only sounds of the one of that `label`."""
    kinds = (kind for kind in _kinds("asked_first", content) if kind.meant and label in kind.of)
    return next((str(kind.meant) for kind in kinds if kind.fits(folded)), label)


def fears_death(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks, or fears, that somebody may die, and tells of no wish to."""
    return meant_instead(fold(text), FEARED, content) != FEARED


def tells_of_harm(text: str, content: Path = CONTENT) -> bool:
    """Whether a message holds a word of harm, whatever it tells."""
    return _any(without(fold(text), _harm("harm_aside", content)), _harm("harm", content))


def asked_first(text: str, label: str | None = None, content: Path = CONTENT) -> str | None:
    """Return the id of a kind that is asked about before an alarm by the network alone; None for any other message."""
    folded = fold(text)
    kinds = (kind for kind in _kinds("asked_first", content) if label is None or not kind.of or label in kind.of)
    return next((kind.id for kind in kinds if kind.fits(folded)), None)


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@cache
def _harm(key: str, content: Path) -> Phrases:
    harm = document(content / "safety" / "ordinary.yml").get(key, ())
    words = document(content / "safety" / "crisis.yml")["words"]
    return phrases({str(number): each for number, each in enumerate(harm)}, words)


@cache
def _kinds(section: str, content: Path) -> tuple[_Kind, ...]:
    page = document(content / "safety" / "ordinary.yml")
    never = page["never"] if section == "kinds" else ()
    return tuple(_read(page[section], never, document(content / "safety" / "crisis.yml")["words"]))


def _read(kinds: Sequence[Mapping[str, Any]], never: Sequence[str], words: Mapping[str, str]) -> Iterator[_Kind]:
    def read(patterns: Sequence[str]) -> Phrases:
        return phrases({str(number): each for number, each in enumerate(patterns)}, words)

    for each in kinds:
        yield _Kind(
            each.get("id", ""),
            frozenset(each.get("of", ())),
            each.get("most", LONGEST),
            frozenset(each.get("only", "").split()),
            tuple(map(read, each["all"])),
            read(each.get("set_aside", ())),
            read([*([] if each.get("named_itself") else never), *each.get("unless", ())]),
            each.get("as"),
            bool(each.get("named_itself")),
        )
