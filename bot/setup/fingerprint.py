"""Says whether inputs have changed since something was made of them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the files' names and contents; folders are read whole, caches left out."""
    digest = hashlib.sha256()
    for file in sorted(_files(paths)):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp: Path, print_: str) -> bool:
    """Whether the stamp beside a made thing holds this fingerprint."""
    return stamp.is_file() and stamp.read_text() == print_


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        elif path.is_file():
            yield path
