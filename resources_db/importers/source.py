"""Brings a feed within reach: a file, a folder, a zip of either, or an https address of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from resources_db.errors import NothingToRead
from resources_db.importers.fetching import fetch


@contextmanager
def gathered(source: str | Path) -> Iterator[tuple[Path, str, Path]]:
    """(file or folder, what to call the feed, an empty folder for what zips hold).

    Raises NothingToRead, TooLarge, DiskFull or NotFetched.
    """
    with TemporaryDirectory(prefix="onedoor-feed-") as folder:
        name = str(source)
        if "://" in name:
            path = fetch(name, Path(folder))
            called = _stem(PurePosixPath(urlsplit(name).path)) or urlsplit(name).hostname or "feed"
        else:
            path = Path(source)
            called = _stem(path.resolve()) if path.is_file() else path.resolve().name
        if not path.exists():
            raise NothingToRead(f"{path} does not exist. Nothing was imported or retired.")
        space = Path(folder) / "unpacked"
        space.mkdir()
        yield path, called, space


def _stem(path: PurePath) -> str:
    """The name of a file without what says how it is written and packed ("feed" of feed.json.gz)."""
    return path.with_suffix("").stem if path.suffix.lower() == ".gz" else path.stem
