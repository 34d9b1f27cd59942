"""Which messages a person should label first: those that the assistant understood least and that cost a family most."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from casebook.learning_records import Heard
from services.safety.fold import fold

type Reason = Literal["asked_back", "unsure", "complaint", "handed_over"]

# What each sign adds to the doubt (1 minus the confidence) that ranks a message. A complaint tells of a wrong answer
# that looked right, which doubt alone never shows, so it weighs as much as no answer at all.
WEIGHTS: dict[Reason, float] = {"asked_back": 0.5, "complaint": 1.0, "handed_over": 0.5, "unsure": 0.0}
UNSURE = 0.5
SOON = 2  # a family's next messages that may tell what came of this one
CALLED = ("asked", "complaint", "not_understood")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A message worth labelling, why, and how much it would help (higher first)."""

    heard: Heard
    reasons: tuple[Reason, ...]
    use: float


def most_useful(heard: Iterable[Heard]) -> list[Unclear]:
    """The unmarked messages that show a sign of trouble, most useful first; the same words stand once."""
    talks: dict[str, list[Heard]] = defaultdict(list)
    for each in heard:
        talks[each.conversation].append(each)
    found = [one for talk in talks.values() for one in _of(sorted(talk, key=lambda each: each.seq))]
    once = {fold(one.heard.text): one for one in sorted(found, key=lambda one: one.use)}
    return sorted(once.values(), key=lambda one: (-one.use, one.heard.message))


def _of(talk: Sequence[Heard]) -> list[Unclear]:
    looked_at = ((each, talk[place + 1 : place + 1 + SOON]) for place, each in enumerate(talk))
    found = ((each, _reasons(each, after)) for each, after in looked_at if not each.marked_as)
    return [Unclear(each, reasons, _use(each, reasons)) for each, reasons in found if reasons]


def _reasons(each: Heard, after: Sequence[Heard]) -> tuple[Reason, ...]:
    complains = any(_means(later, "complaint") for later in after)
    called = any(later.handed_over in CALLED for later in after) or each.handed_over == "not_understood"
    wants_person = _means(each, "talk_to_person") or _means(each, "complaint")
    signs: dict[Reason, bool] = {
        "asked_back": not each.read_as,
        "unsure": bool(each.read_as) and each.read_as[0][1] < UNSURE,
        "complaint": complains,
        "handed_over": called and not wants_person,
    }
    return tuple(reason for reason, shown in signs.items() if shown)


def _use(each: Heard, reasons: Sequence[Reason]) -> float:
    doubt = 1.0 - each.read_as[0][1] if each.read_as else 1.0
    return round(doubt + sum(WEIGHTS[reason] for reason in reasons), 4)


def _means(each: Heard, label: str) -> bool:
    return any(name == label for name, _ in each.read_as)
