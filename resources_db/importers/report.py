"""What an import did, what it refused, and what it kept with a remark."""

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from typing import Any

ANY = "?"
STATES = ("read", "added", "changed", "unchanged", "refused", "retired")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something of the feed that is not in the directory as it was written: where it stands, and why.

    `part` is "file" or the row's own table when the whole of it was left out; any other part (a phone, a date)
    was left out of, or put right in, a record that is in the directory.
    """

    file: str
    line: int | None
    record: str | None
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of rows: read = added + changed + unchanged + refused. `rows` has the same counts for each table.

    A row is a line of a CSV table or a record of a JSON or YAML list; what a record nests is part of it.
    `refused` rows are left out; `kept` ones are in the directory, with what was left out of them or put right.
    `files` were not read, or not to their end; then `whole` is false and nothing was retired.
    """

    feed: str
    read: int
    added: int
    changed: int
    unchanged: int
    retired: int
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    kept: tuple[Refusal, ...] = ()
    files: tuple[Refusal, ...] = ()
    dry_run: bool = False
    whole: bool = True

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """Everything that an editor may want to look at: files, refused rows, and remarks on rows that were kept."""
        return (*self.files, *self.refused, *self.kept)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)


@dataclass(slots=True)
class Findings:
    """What is collected while a feed is read and written."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    kept: dict[Refusal, None] = field(default_factory=dict)  # in order, each once
    files: list[Refusal] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)  # tables of which a part could not be read; ANY when it may be of any

    def say(self, file: str, line: int | None, why: str) -> None:
        """Remark on a file."""
        self.files.append(Refusal(file, line, None, "file", why))

    def cut_short(self, file: str, line: int | None, why: str, table: str) -> None:
        """Say that a file could not be read whole: what it no longer holds may stand in the part that is missing."""
        self.say(file, line, f"{why}; so nothing is retired in this import")
        self.cut.add(table)

    def lose_row(self, refusal: Refusal, *, cut: bool = False) -> None:
        """Count a row that never came as far as a table; `cut` when it could not even be read."""
        self.count(refusal.part, "read")
        self.count(refusal.part, "refused")
        if cut:
            refusal = replace(refusal, reason=f"{refusal.reason}; so nothing is retired in this import")
            self.cut.add(refusal.part)
        self.refused.append(refusal)

    def lacks(self, table: str) -> bool:
        """Whether rows of a table may be missing."""
        return table in self.cut or ANY in self.cut

    def count(self, entity: str, state: str, number: int = 1) -> None:
        """Add rows of a table to a state."""
        self.rows.setdefault(entity, Counter())[state] += number

    def report(self, feed: str, *, dry_run: bool) -> ImportReport:
        """The whole, in numbers."""
        sums: Counter[str] = sum(self.rows.values(), Counter())
        tables = {entity: {state: counts[state] for state in STATES} for entity, counts in self.rows.items()}
        refused, kept, files = tuple(self.refused), tuple(self.kept), tuple(self.files)
        return ImportReport(
            feed,
            read=sums["read"],
            added=sums["added"],
            changed=sums["changed"],
            unchanged=sums["unchanged"],
            retired=sums["retired"],
            rows=tables,
            refused=refused,
            kept=kept,
            files=files,
            dry_run=dry_run,
            whole=not self.cut,
        )
