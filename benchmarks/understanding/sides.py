"""All figures of one side: a reader of cases, ours or stock Rasa."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from benchmarks.understanding import measures
from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import Read
from benchmarks.understanding.ours import Ours
from benchmarks.understanding.pace import pace
from benchmarks.understanding.stock import Stock

TIMED = 300


async def side(reader: Ours | Stock, cases: Sequence[Case], needs: frozenset[str]) -> dict[str, Any]:
    """What it makes of the cases, by language, and its time a message."""
    reads = await reader.all(cases)
    labels = {label for read in reads for label in (*read.case.labels, *read.names)}
    sample = Random(0).sample([case.text for case in cases], min(TIMED, len(cases)))
    return {
        "headline": by_language(reads, lambda some: measures.headline(some, needs)),
        "language": by_language(reads, measures.languages),
        "labels": by_language(reads, lambda some: measures.by_label(some, labels)),
        "crisis": by_language(reads, measures.crisis),
        "confusion": by_language(reads, measures.confusion),
        "calibration": by_language(reads, measures.calibration),
        "pace": await pace(reader.one, sample, reader.processes()),
    }


def by_language(reads: Sequence[Read], measure: Callable[[Sequence[Read]], Any]) -> dict[str, Any]:
    """The same figure of each language's cases."""
    spoken = sorted({read.case.language for read in reads})
    return {language: measure([read for read in reads if read.case.language == language]) for language in spoken}
