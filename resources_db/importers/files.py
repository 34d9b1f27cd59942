"""Finds the files of a feed, inside zips, gz files and folders of any depth, and says which it passes over."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from resources_db.errors import TooLarge
from resources_db.importers.json_rows import SUFFIXES
from resources_db.importers.packages import files_in, is_package
from resources_db.importers.report import ANY, Findings
from resources_db.importers.room import refuse_full_disk

TABULAR = {".csv", ".tsv", ".txt"}
MOST_UNPACKED = 2 * 1024**3  # bytes: beyond it a zip is a bomb, not a directory
GZ = b"\x1f\x8b"  # how a gz file begins
_DEEPEST = 4  # zips inside each other
_ABOUT = {"", ".md", ".rst", ".pdf", ".htm", ".html", ".log", ".png", ".jpg", ".svg"}  # tell of a feed, and are none
_ABOUT_IT = ("readme", "license", "licence")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, and its name within the feed."""

    path: Path
    name: str


class Finder:
    """Collects the files of a feed; `space` is a folder for what zips hold."""

    def __init__(self, space: Path, findings: Findings) -> None:
        self._space, self._findings = space, findings
        self._zips, self._room = 0, MOST_UNPACKED

    def files_of(self, path: Path) -> list[Piece]:
        """The files of a folder or zip that may be part of a feed, or the file itself; none where nothing is.

        Raises TooLarge or DiskFull.
        """
        if not path.exists():
            return []
        if path.is_dir():
            return list(self._in_folder(path, "", 0))
        if _starts_with(path, GZ):
            return list(self._in_gz(path, path.name, 0))
        if zipfile.is_zipfile(path):
            return list(self._in_zip(path, path.name, "", 1))
        beside = [Piece(file, str(file.relative_to(path.parent.resolve()))) for file in files_in(path)]
        return [*(beside if is_package(path) else ()), Piece(path, path.name)]

    def _in_folder(self, folder: Path, under: str, depth: int) -> Iterator[Piece]:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            inside = file.relative_to(folder)
            if _is_hidden(inside):
                continue
            name, suffix = under + inside.as_posix(), file.suffix.lower()
            if suffix == ".zip":
                yield from self._in_zip(file, name, f"{name}/", depth + 1)
            elif suffix == ".gz":
                yield from self._in_gz(file, name, depth + 1)
            elif suffix in TABULAR - {".txt"} | SUFFIXES:
                yield Piece(file, name)
            elif suffix not in _ABOUT and not file.stem.lower().startswith(_ABOUT_IT):
                self._findings.say(name, None, "is no CSV, JSON, YAML or zip: it was not read")

    def _in_zip(self, file: Path, name: str, under: str, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            self._findings.cut_short(name, None, f"is a zip inside {_DEEPEST} others: it was not read", ANY)
            return
        self._zips += 1
        into = self._space / str(self._zips)
        try:
            with zipfile.ZipFile(file) as archive:
                for member in archive.infolist():
                    self._unpack(archive, member, into, under)
        except (zipfile.BadZipFile, OSError) as error:
            refuse_full_disk(error)
            self._findings.cut_short(name, None, f"cannot be unpacked: {error}", ANY)
        if into.is_dir():
            yield from self._in_folder(into, under, depth)

    def _in_gz(self, file: Path, name: str, depth: int) -> Iterator[Piece]:
        """The one file that is packed; where its name does not tell what it is, its beginning does."""
        self._zips += 1
        into, packed = self._space / str(self._zips), PurePosixPath(name)
        target = into / (packed.stem if packed.suffix.lower() == ".gz" else packed.name)
        into.mkdir()
        try:
            with gzip.open(file) as source:
                self._copy(source, target, name)
        except (OSError, EOFError, zlib.error) as error:
            refuse_full_disk(error)
            target.unlink(missing_ok=True)
            self._findings.cut_short(name, None, f"cannot be unpacked: {error}", ANY)
        if target.exists() and not target.suffix:
            target.rename(target.with_suffix(suffix_of(_beginning(target))))
        yield from self._in_folder(into, f"{packed.parent}/".removeprefix("./"), depth)

    def _unpack(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, under: str) -> None:
        """A file of a zip under its own name; a name that leads elsewhere stays inside the folder."""
        if member.is_dir() or _is_hidden(PurePosixPath(member.filename)):
            return
        target = into.joinpath(*(part for part in PurePosixPath(member.filename).parts if part not in ("..", "/")))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(member) as source:
                self._copy(source, target, str(archive.filename))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            refuse_full_disk(error)
            target.unlink(missing_ok=True)  # locked, or broken: a part of a file would be taken for the whole
            self._findings.cut_short(under + member.filename, None, f"cannot be unpacked: {error}", ANY)

    def _copy(self, source: IO[bytes] | gzip.GzipFile, target: Path, name: str) -> None:
        """Unpack a file. Raises TooLarge when all that was unpacked is larger than any directory."""
        with target.open("wb") as copy:
            while piece := source.read(_PIECE):
                self._room -= len(piece)
                if self._room < 0:
                    raise TooLarge(f"{name} unpacks to more than {MOST_UNPACKED // 1024**3} GB: not imported.")
                copy.write(piece)


def suffix_of(beginning: bytes) -> str:
    """What a file of unknown name is, by how it begins: JSON, JSON lines or a table."""
    return ".json" if beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{") else ".csv"


def _beginning(file: Path) -> bytes:
    with file.open("rb") as source:
        return source.read(1024)


def _starts_with(file: Path, sign: bytes) -> bool:
    return _beginning(file).startswith(sign)


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith((".", "__")) and part != ".." for part in path.parts)
