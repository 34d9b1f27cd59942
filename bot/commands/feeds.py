"""`onedoor resources import`, `export` and `stats`: a directory comes in, goes out, and is looked over."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from resources_db.database import Database, open_database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.importers.report import ImportReport, Refusal
from resources_db.keeping.stats import stats
from resources_db.publishing.exporting import export
from services.directory.indexing import refresh

DONE, FAULTS, BAD_USAGE = 0, 1, 2
_SHOWN = 5  # faults of one kind that are shown; --json has them all


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> Iterator[argparse.ArgumentParser]:
    """The parsers of these commands, each knowing what to do."""
    yield _import_parser(commands.add_parser("import", help="read a directory: HSDS, Ohana, or a plain table"))
    yield _export_parser(commands.add_parser("export", help="write the directory as HSDS 3.1 JSON"))
    numbers = commands.add_parser("stats", help="the directory in numbers, and the work that waits")
    numbers.set_defaults(act=_stats)
    yield numbers


def _import_parser(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("path", metavar="PATH", help="a file, a folder, a zip, or an https address of one")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--feed", metavar="NAME", help="whose records these are (default: found by their ids)")
    parser.add_argument(
        "--state", metavar="CT", type=str.upper, help="the feed's home (default: where most places are)"
    )
    parser.add_argument(
        "--out-of-state", choices=("keep", "refuse"), help="places of other states; remembered for the feed"
    )
    parser.set_defaults(act=_import)
    return parser


def _import(args: argparse.Namespace, database: Database) -> int:
    if "://" not in args.path and not Path(args.path).exists():
        print(f"onedoor: {args.path} does not exist", file=sys.stderr)
        return BAD_USAGE
    wishes = Wishes(args.feed, args.state, args.out_of_state, args.dry_run)
    with _Bar() as bar:
        report = import_feed(database, args.path, date.today(), wishes, bar)
    if not args.dry_run:
        _index(database)  # here, so that no family waits for it
    print(json.dumps(report.as_json(), indent=2, ensure_ascii=False) if args.json else report_lines(report))
    return FAULTS if report.faults else DONE


def _index(database: Database) -> None:
    """Bring the index up to date in a process of its own: the encoder and a feed at once would take 400 MB."""
    url = database.engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        beside.submit(_refresh, url).result()


def _refresh(url: str) -> None:
    with closing(open_database(url)) as database:
        refresh(database)


def _export_parser(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("path", type=Path, metavar="PATH", help="a file (services), or a folder (all there is)")
    parser.set_defaults(act=_export)
    return parser


def _export(args: argparse.Namespace, database: Database) -> int:
    written = export(database, args.path)
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in written.items())
    print(json.dumps({"path": str(args.path), **written}) if args.json else f"{args.path}: {told}.")
    return DONE


def _stats(args: argparse.Namespace, database: Database) -> int:
    with database.reading() as connection:
        found = stats(connection, date.today())
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in found.items() if name != "feeds"]
    lines += [f"  from {feed}: {count} services" for feed, count in found["feeds"].items()]
    print(json.dumps(found, indent=2) if args.json else "\n".join(lines))
    return DONE


class _Bar:
    """A progress bar on standard error; nothing where nobody watches."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> "_Bar":
        if self._bar.console.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar.console.is_terminal:
            self._bar.stop()

    def begin(self, step: str, total: int) -> None:
        """Show a new step."""
        self._task = self._bar.add_task(step, total=total)

    def advance(self, done: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.advance(self._task, done)


def report_lines(report: ImportReport) -> str:
    """The report for people: counts for each table, then the faults, few of each kind."""
    lines = [f"Feed {report.feed!r}: {_counts(vars_of(report))}"]
    if len(report.rows) > 1:
        lines += [f"  {table}: {_counts(counts)}" for table, counts in report.rows.items()]
    for title, faults in (("Not read", report.files), ("Left out", report.refused), ("Kept, but", report.kept)):
        lines += _few(title, faults)
    return "\n".join([*lines, *(["Dry run: nothing was changed."] if report.dry_run else [])])


def vars_of(report: ImportReport) -> dict[str, int]:
    """The report's sums."""
    sums = {name: getattr(report, name) for name in ("read", "added", "changed", "unchanged", "retired")}
    return sums | {"refused": len(report.refused)}


def _counts(counts: dict[str, int]) -> str:
    told = (
        "{read} read: {added} added, {changed} changed, {unchanged} as they were, {refused} refused; {retired} retired."
    )
    return told.format(**counts)


def _few(title: str, faults: tuple[Refusal, ...]) -> Iterator[str]:
    if faults:
        yield f"{title} ({len(faults)}):"
    seen: Counter[str] = Counter()
    for fault in faults:
        seen[fault.part] += 1
        if seen[fault.part] <= _SHOWN:
            where = f"{fault.file}:{fault.line}" if fault.line else fault.file
            yield f"  {where}: {fault.part} {fault.record or ''}: {fault.reason}".replace(" : ", ": ")
    for part, count in seen.items():
        if count > _SHOWN:
            yield f"  … and {count - _SHOWN} more of {part} (--json has them all)"
