"""Figures of understanding, out of cases and how each was read. Shares carry their count and a 95 % interval."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from benchmarks.understanding.cases import Case

ASKED_BACK = "(asked back)"
Z = 1.96


@dataclass(frozen=True, slots=True)
class Read:
    """A case, the labels acted on (best first, with confidences), and the rest of what was read in it.

    `language` and `entities` are None where the reader does not say (stock Rasa). `doubt` is a danger about which the
    family is asked, without an alarm.
    """

    case: Case
    labels: tuple[tuple[str, float], ...]
    crisis: str | None
    language: str | None = None
    entities: Mapping[str, Any] | None = None
    doubt: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The labels acted on, best first."""
        return tuple(name for name, _ in self.labels)

    @property
    def best(self) -> str:
        """The first label acted on, or that the family was asked back."""
        return self.names[0] if self.labels else ASKED_BACK


def share(found: Iterable[bool]) -> dict[str, Any]:
    """How many of them, out of how many, and Wilson's 95 % interval; `share` is None of nothing."""
    answers = list(found)
    hits, number = sum(answers), len(answers)
    if not number:
        return {"share": None, "hits": 0, "of": 0, "low": None, "high": None}
    rate = hits / number
    middle = (rate + Z * Z / (2 * number)) / (1 + Z * Z / number)
    half = Z / (1 + Z * Z / number) * sqrt(rate * (1 - rate) / number + Z * Z / (4 * number * number))
    low, high = round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
    return {"share": round(rate, 4), "hits": hits, "of": number, "low": low, "high": high}


def headline(reads: Sequence[Read], needs: frozenset[str]) -> dict[str, Any]:
    """Whether a message is acted on rightly, and whether its needs are found, all of them and no others."""
    with_need = [read for read in reads if needs & set(read.case.labels)]
    by_need = by_label(reads, needs)
    return {
        "messages": len(reads),
        "any_right": share(bool(set(read.names) & set(read.case.labels)) for read in reads),
        "best_right": share(read.best in read.case.labels for read in reads),
        "main_right": share(read.best == read.case.labels[0] for read in reads),
        "needs_f1_micro": _micro(by_need.values()),
        "needs_f1_macro": _mean([row["f1"] for row in by_need.values()]),
        "needs_exact": share(needs & set(read.names) == needs & set(read.case.labels) for read in with_need),
        "labels_exact": share(set(read.names) == set(read.case.labels) for read in reads),
        "asked_back": share(not read.labels for read in reads),
    }


def by_label(reads: Sequence[Read], labels: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 of each label that stands in a case or was read in one."""
    rows = {}
    for label in sorted(labels):
        true = [label in read.case.labels for read in reads]
        acted = [label in read.names for read in reads]
        if any(true) or any(acted):
            rows[label] = _row(sum(a and b for a, b in zip(true, acted, strict=True)), sum(true), sum(acted))
    return rows


def facts(reads: Sequence[Read]) -> dict[str, Any]:
    """How often a noted fact was found (ages within a month), and how often one was read that nobody told."""
    noted = [read for read in reads if read.case.entities is not None and read.entities is not None]
    rows = {}
    for name in ("child_age_months", "town", "zip", "program", "insurance"):
        told = [read for read in noted if (read.case.entities or {}).get(name) is not None]
        silent = [read for read in noted if read not in told]
        rows[name] = {
            "found": share(_same(name, (r.entities or {}).get(name), (r.case.entities or {})[name]) for r in told),
            "invented": share((read.entities or {}).get(name) is not None for read in silent),
        }
    return rows


def crisis(reads: Sequence[Read]) -> dict[str, Any]:
    """Recall by class (any crisis answer, and the right one), false alarms by class on traps and everyday messages."""
    danger = [read for read in reads if read.case.crisis]
    traps = [read for read in reads if not read.case.crisis and read.case.trap]
    everyday = [read for read in reads if not read.case.crisis and not read.case.trap]
    calm = {"traps": traps, "everyday": everyday}
    kinds = sorted({read.case.crisis for read in danger if read.case.crisis})
    return {
        "recall": share(read.crisis is not None for read in danger),
        "by_class": {
            kind: {
                "any_answer": share(read.crisis is not None for read in danger if read.case.crisis == kind),
                "right_answer": share(read.crisis == kind for read in danger if read.case.crisis == kind),
            }
            for kind in kinds
        },
        "recall_or_asked": share(bool(read.crisis or read.doubt) for read in danger),
        "false_alarms": {name: _alarms(some) for name, some in calm.items()},
        "asked_for_nothing": {name: share(bool(r.doubt) for r in some) for name, some in calm.items()},
    }


def languages(reads: Sequence[Read]) -> dict[str, Any]:
    """How often the language was read rightly; nothing where the reader does not say."""
    return share(read.language == read.case.language for read in reads if read.language is not None)


def confusion(reads: Sequence[Read]) -> dict[str, dict[str, int]]:
    """For each main label how often each was the best one read; a second label of the message is no mistake."""
    rows: dict[str, Counter[str]] = {}
    for read in reads:
        right = read.best in read.case.labels
        rows.setdefault(read.case.labels[0], Counter())[read.case.labels[0] if right else read.best] += 1
    return {label: dict(counts) for label, counts in sorted(rows.items())}


def calibration(reads: Sequence[Read], bins: int = 10) -> dict[str, Any]:
    """How often the best label is right at each confidence, and the expected calibration error."""
    cells: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for read in reads:
        for name, confidence in read.labels[:1]:
            cells[min(bins - 1, int(confidence * bins))].append((confidence, name in read.case.labels))
    rows = [_cell(cell) for cell in cells if cell]
    number = sum(row["messages"] for row in rows)
    error = sum(row["messages"] * abs(row["confidence"] - row["right"]) for row in rows) / number if number else None
    return {"bins": rows, "expected_error": None if error is None else round(error, 4)}


def _alarms(reads: Sequence[Read]) -> dict[str, Any]:
    kinds = Counter(read.crisis for read in reads if read.crisis)
    return {**share(read.crisis is not None for read in reads), "by_class": dict(sorted(kinds.items()))}


def _same(name: str, found: Any, told: Any) -> bool:
    if found is None:
        return False
    if name == "child_age_months":
        return abs(float(found) - float(told)) <= 1.0
    return str(found).casefold() == str(told).casefold()


def _row(both: int, true: int, acted: int) -> dict[str, Any]:
    precision, recall = (both / acted if acted else None), (both / true if true else None)
    f1 = round(2 * both / (true + acted), 4)
    rounded = {k: None if v is None else round(v, 4) for k, v in (("precision", precision), ("recall", recall))}
    return {**rounded, "f1": f1, "cases": true, "read": acted, "both": both}


def _micro(rows: Iterable[Mapping[str, Any]]) -> float | None:
    found = list(rows)
    size = sum(row["cases"] + row["read"] for row in found)
    return round(2 * sum(row["both"] for row in found) / size, 4) if size else None


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _cell(cell: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    sure, right = sum(c for c, _ in cell) / len(cell), sum(r for _, r in cell) / len(cell)
    return {"confidence": round(sure, 4), "right": round(right, 4), "messages": len(cell)}
