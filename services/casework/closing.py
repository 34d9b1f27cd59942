"""Tells a talk's last words, which ask for no answer (content/desk/closings.yml): "thank you", "no, eso es todo"."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold

_WEIGHTY = re.compile(r"[?¿\d]")  # a question or a number is something to answer, whatever stands beside it
_SKIN = range(0x1F3FB, 0x1F400)  # of a hand


@dataclass(frozen=True, slots=True)
class _Closings:
    """Patterns of folded words that stand between spaces, and what else the file holds."""

    ours: re.Pattern[str]
    closes: re.Pattern[str]
    says: re.Pattern[str]
    goes_on: frozenset[str]
    most_besides: int
    signs: frozenset[str]
    labels: Mapping[str, frozenset[str]]
    sure: float


def closing(text: str, *, asked: bool, labels: Iterable[str] = (), scores: Mapping[str, float] | None = None) -> bool:
    """Whether a message only thanks, agrees or says goodbye. `asked`: the family was asked something before it.

    `labels` is what the assistant read in it, `scores` the network's chance of each label where nobody else has read.
    """
    known = _closings()
    if _WEIGHTY.search(text) or not _only_signs_of_ours(text, known.signs):
        return False
    said = fold(text).replace(". ", "")
    besides = known.ours.sub("", f" {said}").split()
    if not besides:
        return _words(text, said, known, asked)
    if len(besides) > known.most_besides or not known.goes_on.isdisjoint(besides):
        return False
    return _read(known, asked, frozenset(labels), scores or {})


def _read(known: _Closings, asked: bool, labels: frozenset[str], scores: Mapping[str, float]) -> bool:
    meant = _meant(known, asked)
    return labels <= meant if labels else sum(scores.get(label, 0.0) for label in meant) >= known.sure


def _meant(known: _Closings, asked: bool) -> frozenset[str]:
    return known.labels["closes"] if asked else known.labels["closes"] | known.labels["agrees"]


def _words(text: str, said: str, known: _Closings, asked: bool) -> bool:
    """Of a message that holds nothing but such words; a sign that may stand there says yes by itself."""
    if not said:
        return not asked and any(sign in known.signs for sign in text)
    return bool((known.closes if asked else known.says).search(f" {said}"))


def _only_signs_of_ours(text: str, ours: frozenset[str]) -> bool:
    signs = (each for each in text if unicodedata.category(each) == "So")
    return all(each in ours or ord(each) in _SKIN for each in signs)


@cache
def _closings() -> _Closings:
    page = document(CONTENT / "desk" / "closings.yml")
    closes, agrees, beside = (_listed(page["words"][kind]) for kind in ("closes", "agrees", "beside"))
    return _Closings(
        ours=_any_of([*closes, *agrees, *beside]),
        closes=_any_of(closes),
        says=_any_of([*closes, *agrees]),
        goes_on=frozenset(fold(word).strip() for words in page["goes_on"].values() for word in words),
        most_besides=page["most_besides"],
        signs=frozenset(page["signs"]),
        labels={kind: frozenset(names) for kind, names in page["labels"].items()},
        sure=page["sure"],
    )


def _listed(tongues: Mapping[str, list[list[str]]]) -> list[str]:
    return [fold(phrase).strip() for lists in tongues.values() for each in lists for phrase in each]


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Longer ones first, so that "no thanks" is not taken for "thanks"."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(f"(?<= )(?:{'|'.join(map(re.escape, longest))})(?= )")
