"""Runs every check over one project."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from services.content import (
    asking,
    directory,
    domain,
    instruments,
    messages,
    milestones,
    needs,
    nlu,
    phone,
    phrases,
    programs,
    reading_level,
    records,
    responses,
    safety,
    screening,
    sms,
    used,
    usted,
)
from services.content.fault import Fault
from services.content.project import DOMAIN, Project, read
from services.content.records import Record

CHECKS: Final[tuple[Callable[[Project], list[Fault]], ...]] = (
    domain.faults,
    used.faults,
    responses.faults,
    messages.faults,
    sms.faults,
    phone.faults,
    reading_level.faults,
    usted.faults,
    nlu.faults,
    needs.faults,
    programs.faults,
    directory.faults,
    safety.faults,
    screening.faults,
    instruments.faults,
    milestones.faults,
    phrases.faults,
    asking.faults,
)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found; `unverified` and `stale` are no faults but work that waits for a person."""

    faults: tuple[Fault, ...]
    unverified: tuple[Record, ...]
    stale: tuple[Record, ...]


def check(root: Path, today: date) -> Report:
    """The report on the project in a folder."""
    project, found = read(root)
    for faults in CHECKS if project.page(DOMAIN) else ():  # without its names, every other file would look wrong
        found += faults(project)
    found += records.faults(project, today)
    every = records.records(project)
    return Report(
        faults=tuple(sorted(found)),
        unverified=tuple(record for record in every if record.state(today) == "unverified"),
        stale=tuple(record for record in every if record.state(today) == "stale"),
    )
