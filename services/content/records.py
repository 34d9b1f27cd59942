"""Knows which records a person has checked, and when: each bears `verified_on`, null until someone has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from services.content.fault import Fault
from services.content.project import Project
from services.content.used import values_of

FRESH_FOR: Final = timedelta(days=365)  # information-and-referral services look at each record at least once a year


@dataclass(frozen=True, slots=True)
class Record:
    """Something that bears `verified_on`; `name` is what its editor calls it."""

    path: str
    name: str
    verified_on: date | None
    has_source: bool

    def state(self, today: date) -> Literal["unverified", "stale", "fresh"]:
        """Never checked, checked too long ago, or neither."""
        if self.verified_on is None:
            return "unverified"
        return "stale" if today - self.verified_on > FRESH_FOR else "fresh"


def records(project: Project) -> list[Record]:
    """Every record of content, in the order of its files."""
    return [record for path, page in project.under("content") for record in _records(path, page)]


def faults(project: Project, today: date) -> list[Fault]:
    """Records without a source, and days that have not come yet."""
    found = []
    for record in records(project):
        if not record.has_source:
            found.append(Fault(record.path, f"{record.name} has no source", "Say where it stands, or who wrote it."))
        if record.verified_on and record.verified_on > today:
            problem = f"{record.name} was verified on {record.verified_on}, which is still to come"
            found.append(Fault(record.path, problem, "Write the day on which a person checked it."))
    return found


def _records(path: str, found: Any) -> Iterator[Record]:
    if isinstance(found, Mapping):
        if "verified_on" in found:
            checked = found["verified_on"]
            day = date.fromisoformat(str(checked)) if checked else None
            yield Record(path, _name(path, found), day, any(values_of("source", found)))
        for inner in found.values():
            yield from _records(path, inner)
    elif isinstance(found, list):
        for inner in found:
            yield from _records(path, inner)


def _name(path: str, found: Mapping[str, Any]) -> str:
    named = found.get("name") or found.get("id") or "the file"
    return str(named["en"] if isinstance(named, Mapping) else named)
