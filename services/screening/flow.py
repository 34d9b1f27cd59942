"""Which question comes next, how far it is, and what was found: reads an instrument and its progress."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from services.screening.instrument import Condition, Instrument, Item, Sum, Test
from services.screening.progress import Progress

FINDS = ("need", "some")


@dataclass(frozen=True, slots=True)
class Score:
    """A sum over answers; `positive` is None where no cut is set or an item is open."""

    id: str
    value: float
    positive: bool | None


def next_item(instrument: Instrument, progress: Progress, known: Collection[str]) -> Item | None:
    """The first question that is open; None when all are answered, do not apply or are known already."""
    return next((item for item in _asked(instrument, progress, known) if progress.answer(item.id) is None), None)


def told_items(instrument: Instrument, progress: Progress, known: Collection[str]) -> list[Item]:
    """Open items whose need was told elsewhere: they count as answered."""
    return [
        item
        for item in instrument.items
        if set(item.known_by) & set(known) and progress.answer(item.id) is None and applies(item.only_if, progress)
    ]


def count(instrument: Instrument, progress: Progress, known: Collection[str]) -> tuple[int, int]:
    """(done, total) of the questions that apply now."""
    asked = list(_asked(instrument, progress, known))
    return sum(progress.answer(item.id) is not None for item in asked), len(asked)


def applies(condition: Condition, progress: Progress) -> bool:
    """Whether a condition holds for the answers so far."""
    parts = [_holds(test, progress) for test in condition.tests]
    parts += [applies(inner, progress) for inner in condition.inner]
    return any(parts) if condition.mode == "any" and parts else all(parts)


def found(instrument: Instrument, progress: Progress) -> dict[str, str]:
    """Each need that an answer found or that was told meanwhile, with the item that tells it, in the order asked."""
    needs: dict[str, str] = {}
    for item in instrument.items:
        answer = progress.answer(item.id)
        if answer and applies(item.only_if, progress) and (answer.how == "told" or means_need(item, answer.codes)):
            needs |= {need: item.id for need in (item.needs or item.known_by) if need not in needs}
    return needs


def means_need(item: Item, codes: Collection[str]) -> bool:
    """Whether one of the codes chosen speaks of a need."""
    return any(choice.meaning in FINDS for choice in item.choices if choice.code in codes)


def scores(instrument: Instrument, progress: Progress) -> list[Score]:
    """Each sum over the items that were answered."""
    return [_score(each, instrument, progress) for each in instrument.sums]


def _score(wanted: Sum, instrument: Instrument, progress: Progress) -> Score:
    items = [item for item in instrument.items if not wanted.items or item.id in wanted.items]
    values: list[float] = []
    complete = True
    for item in items:
        answer = progress.answer(item.id)
        own = wanted.scores.get(item.id, {})
        values += [own.get(c.code, c.score or 0.0) for c in item.choices if answer and c.code in answer.codes]
        complete &= answer is not None and answer.how == "answered"
    total = sum(values)
    positive = None if wanted.cut is None else True if total >= wanted.cut else False if complete else None
    return Score(wanted.id, total, positive)


def _asked(instrument: Instrument, progress: Progress, known: Collection[str]) -> Iterator[Item]:
    """The questions that apply; one whose need was known without asking is none."""
    for item in instrument.items:
        answer = progress.answer(item.id)
        told = answer.how == "told" if answer else bool(set(item.known_by) & set(known))
        if item.type != "display" and not told and applies(item.only_if, progress):
            yield item


def _holds(test: Test, progress: Progress) -> bool:
    answer = progress.answer(test.item)
    given = [*answer.codes, *([answer.text] if answer.text else [])] if answer and answer.how == "answered" else []
    if test.operator == "exists":
        return bool(given) is bool(test.value)
    if test.operator == "in":
        return bool(set(given) & set(test.value))
    return any(_compares(each, test.operator, test.value) for each in given)


def _compares(given: str, operator: str, value: Any) -> bool:
    """By number where both are numbers, else by text, which is right for ISO dates."""
    left, right = _comparable(given, str(value))
    if operator == "=":
        return bool(left == right)
    if operator == "!=":
        return bool(left != right)
    return bool({">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[operator])


def _comparable(given: str, value: str) -> tuple[Any, Any]:
    try:
        return float(given), float(value)
    except ValueError:
        return given, value
