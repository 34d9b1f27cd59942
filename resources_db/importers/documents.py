"""Reads a feed for a look at it, without a directory."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from resources_db.errors import NothingToRead
from resources_db.importers.files import Finder
from resources_db.importers.joining import Document, Joiner
from resources_db.importers.report import Findings, Refusal
from resources_db.importers.stage import open_stage
from resources_db.importers.staging import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """The services of a path, what could not be read, and the name of the feed if a file tells it."""

    documents: list[Document]
    refused: list[Refusal]
    feed: str | None


def read_documents(path: Path) -> Reading:
    """Every service of a file or folder. A broken file is a refusal; raises NothingToRead when no file is there."""
    findings = Findings()
    with open_stage() as stage, TemporaryDirectory(prefix="onedoor-feed-") as space:
        files = Finder(Path(space), findings).files_of(path)
        if not files:
            raise NothingToRead(f"{path}: no HSDS JSON or YAML file here. Nothing was imported or retired.")
        reader = Reader(stage, findings, lambda _: None)
        reader.read(files)
        return Reading(list(Joiner(stage).documents()), [*findings.files, *findings.refused], reader.feed)
