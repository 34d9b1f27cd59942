"""What an import did and what it refused."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something of the feed that was left out, where it stands, and why.

    `part` is "file" or "service" when the whole of it was left out; any other part (a phone, a date) was
    left out of a record that is in the directory.
    """

    file: str
    line: int | None
    record: str | None
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of services; `read` is every record met, whether good or refused."""

    feed: str
    read: int
    added: int
    changed: int
    unchanged: int
    retired: int
    refused: tuple[Refusal, ...]
    dry_run: bool

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)
