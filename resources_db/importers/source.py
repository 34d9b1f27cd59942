"""Brings a feed within reach: a file, a folder, a zip of either, or an https address of one."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from resources_db.errors import NothingToRead, TooLarge
from resources_db.importers.fetching import fetch

MOST_UNPACKED = 2 * 1024**3  # bytes: beyond it a zip is a bomb, not a directory
_PIECE = 1024 * 1024


@contextmanager
def gathered(source: str | Path) -> Iterator[tuple[Path, str]]:
    """(file or folder, what to call the feed). Raises NothingToRead, TooLarge or NotFetched."""
    with TemporaryDirectory(prefix="onedoor-feed-") as folder:
        name = str(source)
        if "://" in name:
            path = fetch(name, Path(folder))
            called = PurePosixPath(urlsplit(name).path).stem or urlsplit(name).hostname or "feed"
        else:
            path = Path(source)
            called = path.resolve().stem if path.is_file() else path.resolve().name
        if not path.exists():
            raise NothingToRead(f"{path} does not exist. Nothing was imported or retired.")
        yield (
            (_unpacked(path, Path(folder) / "unpacked") if path.is_file() and zipfile.is_zipfile(path) else path),
            called,
        )


def _unpacked(path: Path, into: Path) -> Path:
    """Every file of a zip under its own name; a name that leads elsewhere stays inside the folder."""
    into.mkdir()
    room = MOST_UNPACKED
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir() or member.flag_bits & 1:  # a locked file is of no use to anybody
                continue
            target = into.joinpath(*(part for part in PurePosixPath(member.filename).parts if part not in ("..", "/")))
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, target.open("wb") as copy:
                while piece := source.read(_PIECE):
                    room -= len(piece)
                    if room < 0:
                        raise TooLarge(f"{path.name} unpacks to more than {MOST_UNPACKED // 1024**3} GB: not imported.")
                    copy.write(piece)
    return into
