"""Imports a directory, whatever its format, in one transaction, and accounts for every row."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Connection

from resources_db.database import Database
from resources_db.errors import NothingToRead
from resources_db.importers import ledger, writing
from resources_db.importers.checking import TOP, check
from resources_db.importers.files import Finder
from resources_db.importers.hiding import hide
from resources_db.importers.joining import Joiner
from resources_db.importers.notes import Notes
from resources_db.importers.places import hidden_of, home_state, judge_states, newly_secret
from resources_db.importers.replacing import Replacement
from resources_db.importers.report import Findings, ImportReport
from resources_db.importers.room import telling_full_disks
from resources_db.importers.source import gathered
from resources_db.importers.stage import Stage, open_stage
from resources_db.importers.staging import Reader
from resources_db.keeping.overlay import lay_corrections

OutOfState = Literal["keep", "refuse"]


class Progress(Protocol):
    """Hears how far an import is."""

    def begin(self, step: str, total: int) -> None:
        """A step begins; `total` in bytes or records."""

    def advance(self, done: int = 1) -> None:
        """So much more of the step is done."""


class Silent:
    """Progress for nobody."""

    def begin(self, step: str, total: int) -> None:
        """Say nothing."""

    def advance(self, done: int = 1) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import. `feed` is whose rows these are; None lets the rows tell.

    `state` is the feed's home state (two letters); None: as set before, else where most of its places are.
    `out_of_state` says what happens to places of other states: kept with a remark, or refused; None: as set before.
    """

    feed: str | None = None
    state: str | None = None
    out_of_state: OutOfState | None = None
    dry_run: bool = False


class _DryRun(Exception):
    """The import is to be undone: nobody asked for it to stay."""


def import_feed(
    database: Database, source: str | Path, today: date, wishes: Wishes | None = None, progress: Progress | None = None
) -> ImportReport:
    """Bring the directory in line with a feed (file, folder, zip or https address), by the feed's own ids.

    A service that the feed no longer holds is retired; one that it holds in a broken form stays as it was.
    Nothing is retired when no service can be used, or when any part of the feed could not be read.
    A dry run does it all, then undoes it.
    Raises NothingToRead when there is nothing to import, DiskFull when a disk has no room for it, and other
    DirectoryErrors when it cannot be fetched.
    """
    told = str(source) if "://" in str(source) else str(Path(source).resolve())
    wishes, progress, findings = wishes or Wishes(), progress or Silent(), Findings()
    with telling_full_disks(), gathered(source) as (path, called, space), open_stage() as stage:
        reader = Reader(stage, findings, progress.advance)
        files = Finder(space, findings).files_of(path)
        progress.begin("Reading", sum(file.path.stat().st_size for file in files))
        reader.read(files)
        _refuse_nothing(called, stage, findings)
        try:
            with database.writing() as connection:
                feed = wishes.feed or reader.feed or ledger.feed_like(connection, stage)
                feed = feed or ledger.feed_called(connection, called, told)
                _bring_in_line(connection, feed, stage, findings, wishes, progress, today, told)
                report = findings.report(feed, dry_run=wishes.dry_run)
                writing.record_run(connection, report)
                if wishes.dry_run:
                    raise _DryRun
        except _DryRun:
            pass
    return report


def _refuse_nothing(called: str, stage: Stage, findings: Findings) -> None:
    held = {entity for entity, _ in stage.entities()} & set(TOP)
    if not held and not findings.rows and not findings.cut:
        said = "".join(f" {found.file}: {found.reason}." for found in findings.files[:5])
        reason = "no HSDS JSON or YAML file here, and no table of HSDS or Ohana"
        raise NothingToRead(f"{called}: {reason}. Nothing was imported or retired.{said}")


def _bring_in_line(
    connection: Connection,
    feed: str,
    stage: Stage,
    findings: Findings,
    wishes: Wishes,
    progress: Progress,
    today: date,
    source: str,
) -> None:
    joiner, notes = Joiner(stage), Notes(stage, findings)
    check(stage, findings)
    state, before = ledger.settings_of(connection, feed)
    rule = wishes.out_of_state or before or "keep"
    home = wishes.state or state or home_state(stage, joiner)
    judge_states(stage, joiner, home, notes, refuse=rule == "refuse")
    sealed = writing.sealed_places(connection)
    hidden = hidden_of(stage, joiner, sealed)
    progress.begin("Writing", dict(stage.entities()).get("service", 0))
    replacement = Replacement(connection, feed, joiner, notes, hidden, home)
    retiring = replacement.write(progress.advance) > 0 and not findings.cut
    if retiring:
        replacement.retire(today)
    ledger.note_feed(connection, feed, wishes.state or state, rule, source)
    ledger.account(connection, feed, stage, findings, withdrawn=frozenset(replacement.withdrawn), retiring=retiring)
    findings.refused.extend(ledger.refusals(stage))
    lay_corrections(connection)
    if new := newly_secret(hidden.secrets, sealed):
        hide(connection, new)
