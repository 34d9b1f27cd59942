"""How long a search takes over many locations: ours, cold and warm, beside plain scans, in one run."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.search import multiply, plain
from benchmarks.search.judged import judged
from resources_db.database import Database, open_database
from resources_db.index.wanted import Entry
from resources_db.queries import Directory
from services.directory import asking, hearing, likeness, measuring, wording
from services.directory.question import Question
from services.directory.search import search

ROUNDS = 3
SCANNED = 20  # questions that the slow ways are asked
_KEPT = (
    *(asking._words, asking._name, asking._gives, measuring.offices_of),
    *(likeness.heard, likeness.wished, hearing.meant, wording.summary),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """`feed` is multiplied to `locations`; `postgres` is the URL of an empty database, None leaves it out."""

    feed: Path
    locations: int = 100_000
    postgres: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds of one way of searching. `build_s` is how long its tables took to fill."""

    engine: str
    way: str
    searches: int
    median_ms: float
    p95_ms: float
    worst_ms: float
    build_s: float


def measure(plan: Plan, say: Callable[[str], None]) -> list[Figure]:
    """Every figure; each engine is filled, measured and left behind before the next."""
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        say("reading the feed")
        originals = multiply.real(plan.feed, Path(folder))
        for where in filter(None, (str(Path(folder) / "many.db"), plan.postgres)):
            say(f"filling {plan.locations} locations into {'PostgreSQL' if '://' in where else 'SQLite'}")
            with closing(open_database(where)) as database:
                figures += _one(database, originals, plan.locations, say)
    return figures


def _one(
    database: Database, originals: Sequence[Entry], locations: int, say: Callable[[str], None]
) -> Iterator[Figure]:
    engine = "SQLite" if database.engine.dialect.name == "sqlite" else "PostgreSQL"
    ours, scanned = _Clock(), _Clock()
    with ours.running():
        multiply.filled(database, multiply.multiplied(originals, locations))
    with scanned.running():
        plain.filled(database, multiply.multiplied(originals, locations))
    _tidy(database)
    questions = [replace(each.question, limit=5) for each in judged("baltimore")]
    directory = Directory(database, look_every=3600)
    say(f"{engine}: searching")
    cold = [_timed(partial(_cold, database, question)) for question in questions]
    for question in questions:
        search(directory, question)
    warm = [_timed(partial(search, directory, question)) for _ in range(ROUNDS) for question in questions]
    yield _figure(engine, "ours, cold", cold, ours.seconds)
    yield _figure(engine, "ours, warm", warm, ours.seconds)
    ways = {"LIKE and haversine": plain.scan} | ({"full text": plain.full_text} if engine == "PostgreSQL" else {})
    for way, ask in ways.items():
        say(f"{engine}: {way}")
        with database.reading() as connection:
            times = [_timed(partial(ask, connection, question)) for question in questions[::4][:SCANNED]]
        yield _figure(engine, way, times, scanned.seconds)


def _cold(database: Database, question: Question) -> object:
    """A search by a program that has just started: nothing decoded, nothing worked out, words read from the index.

    The words of the directory are kept apart: they are read once, when the program starts.
    """
    for kept in _KEPT:
        kept.cache_clear()
    started = _started(database)
    started._shown.kept.clear()
    return search(started, question)


_directories: dict[int, Directory] = {}


def _started(database: Database) -> Directory:
    if id(database) not in _directories:
        _directories[id(database)] = Directory(database, look_every=3600)
        _directories[id(database)].spellings("warm")
    return _directories[id(database)]


def _tidy(database: Database) -> None:
    """What a database does by itself overnight."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


class _Clock:
    seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds = time.perf_counter() - start


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _figure(engine: str, way: str, times: Sequence[float], build: float) -> Figure:
    cut = quantiles(times, n=20)
    return Figure(engine, way, len(times), *(round(ms, 2) for ms in (cut[9], cut[18], max(times))), round(build, 1))


def as_json(plan: Plan, figures: Sequence[Figure]) -> dict[str, Any]:
    """Everything, as one document."""
    return {"feed": plan.feed.name, "locations": plan.locations, "figures": [asdict(figure) for figure in figures]}


def show(figures: Sequence[Figure], console: Console) -> None:
    """The figures, and how many times faster ours is than each plain way."""
    table = Table("database", "way", "searches", "median ms", "p95 ms", "worst ms", "filled in s", "ours is faster by")
    warm = {figure.engine: figure for figure in figures if figure.way == "ours, warm"}
    for f in figures:
        times = f"{f.median_ms / warm[f.engine].median_ms:.0f} times" if not f.way.startswith("ours") else ""
        table.add_row(
            f.engine, f.way, *(f"{n}" for n in (f.searches, f.median_ms, f.p95_ms, f.worst_ms, f.build_s)), times
        )
    console.print(table)
