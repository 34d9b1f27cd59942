"""Asks the judged questions of real directories, and tells how good the answers are."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.search.judged import DEPTH, Judged, Part, first_is_right, fresh, held_out, judged, ndcg
from resources_db.database import Database, open_database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.queries import Directory
from services.directory import indexing
from services.directory.search import search
from services.library.root import CONTENT

STARTER = CONTENT / "directory"
OVER_ALL: dict[str, tuple[Part, ...]] = {
    "tuned": ("tuned",),
    "fresh": ("fresh",),
    "held out": ("held out",),
    "in all": ("tuned", "fresh", "held out"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """The mean over some questions of one part."""

    directory: str
    part: Part
    language: str
    questions: int
    ndcg: float
    first: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose answers fall short, with the names and grades of the first of them."""

    text: str
    ndcg: float
    answers: tuple[tuple[str, int], ...]


def evaluate(baltimore: Path | None) -> tuple[list[Score], list[Miss]]:
    """Every score, and the questions that did not do best. Without the Baltimore feed, the starter directory alone.

    What misses of the held-out questions is never told: who reads it would tune on it.
    """
    scores: list[Score] = []
    misses: list[Miss] = []
    for name, feed in (("starter", STARTER), *((("baltimore", baltimore),) if baltimore else ())):
        with TemporaryDirectory() as folder, closing(open_database(Path(folder) / "directory.db")) as database:
            results = list(_ask(filled(database, feed), [*judged(name), *fresh(name), *held_out(name)]))
        scores += _scores(results)
        short = (result for result in results if result[1] < 1 and result[0].part != "held out")
        misses += [Miss(each.question.text or "", gain, answers) for each, gain, _, answers in short]
    return scores, misses


def filled(database: Database, feed: Path) -> Directory:
    """The directory of a feed, imported and indexed."""
    import_feed(database, feed, date.today(), Wishes())
    return Directory(database, indexing.refresh)


type Result = tuple[Judged, float, bool, tuple[tuple[str, int], ...]]


def _ask(directory: Directory, questions: Sequence[Judged]) -> Iterator[Result]:
    for each in questions:
        found = search(directory, each.question)
        ids = [one.service_id for one in found]
        answers = tuple((one.name, each.grades.get(one.service_id, 0)) for one in found)
        yield each, ndcg(ids, each.grades), first_is_right(ids, each.grades), answers


def _scores(results: Sequence[Result]) -> Iterator[Score]:
    groups = sorted({(each.directory, each.part, each.language) for each, *_ in results}, key=str)
    for directory, part, language in groups:
        some = [r for r in results if (r[0].directory, r[0].part, r[0].language) == (directory, part, language)]
        gain, right = sum(r[1] for r in some) / len(some), sum(r[2] for r in some) / len(some)
        yield Score(directory, part, language, len(some), round(gain, 3), round(right, 3))


def overall(scores: Sequence[Score], language: str, parts: Sequence[Part]) -> tuple[int, float, float]:
    """(questions, nDCG, first is right) over all directories in one language, of some parts."""
    some = [s for s in scores if s.language == language and s.part in parts]
    count = sum(s.questions for s in some)
    gain, right = (sum(getattr(s, name) * s.questions for s in some) / count for name in ("ndcg", "first"))
    return count, round(gain, 3), round(right, 3)


def as_json(scores: Sequence[Score], misses: Sequence[Miss]) -> dict[str, Any]:
    """Everything, as one document."""
    return {"depth": DEPTH, "scores": [asdict(s) for s in scores], "misses": [asdict(m) for m in misses]}


def show(scores: Sequence[Score], console: Console) -> None:
    """The scores as a table, with a line over all for each language."""
    table = Table("directory", "questions", "language", f"nDCG@{DEPTH}", "first is right")
    for s in sorted(scores, key=lambda each: (each.part != "tuned", each.part, each.directory, each.language)):
        table.add_row(s.directory, f"{s.questions} {s.part}", s.language, f"{s.ndcg:.3f}", f"{s.first:.0%}")
    table.add_section()
    for name, parts in OVER_ALL.items():
        for language in ("en", "es"):
            count, gain, right = overall(scores, language, parts)
            table.add_row("all", f"{count} {name}", language, f"{gain:.3f}", f"{right:.0%}")
    console.print(table)
