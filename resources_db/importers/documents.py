"""Reads a feed for a look at it, without a directory."""

from dataclasses import dataclass
from pathlib import Path

from resources_db.errors import NothingToRead
from resources_db.importers.joining import Document, Joiner
from resources_db.importers.report import Findings, Refusal
from resources_db.importers.stage import open_stage
from resources_db.importers.staging import Reader, files_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The services of a path, what could not be read, and the name of the feed if a file tells it."""

    documents: list[Document]
    refused: list[Refusal]
    feed: str | None


def read_documents(path: Path) -> Reading:
    """Every service of a file or folder. A broken file is a refusal; raises NothingToRead when no file is there."""
    files = files_of(path)
    if not files:
        raise NothingToRead(f"{path}: no HSDS JSON or YAML file here. Nothing was imported or retired.")
    findings = Findings()
    with open_stage() as stage:
        reader = Reader(stage, findings, lambda _: None)
        reader.read(path, files)
        return Reading(list(Joiner(stage).documents()), [*findings.files, *findings.refused], reader.feed)
