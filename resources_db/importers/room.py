"""Tells a full disk as what it is: no fault of the feed, and nothing that another import could not do."""

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from resources_db.errors import DiskFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_POSTGRES_FULL = "53100"  # its code for a full disk


@contextmanager
def telling_full_disks() -> Iterator[None]:
    """Raises DiskFull in place of any error that comes of one; others pass."""
    try:
        yield
    except Exception as error:
        refuse_full_disk(error)
        raise


def refuse_full_disk(error: Exception) -> None:
    """Raise DiskFull when an error of a file or a database says that there is no room; else do nothing."""
    if _is_full(error):
        raise DiskFull(
            f"The disk is full. Nothing was imported or retired, and the feed is not at fault: make room where the "
            f"directory is and in {tempfile.gettempdir()}, where feeds are unpacked (TMPDIR names another folder), "
            f"then import again."
        ) from error


def _is_full(error: Exception) -> bool:
    cause = getattr(error, "orig", None) or error  # SQLAlchemy wraps what its driver raised
    code = getattr(cause, "sqlite_errorcode", None)
    is_file = isinstance(cause, OSError) and cause.errno in _NO_ROOM
    return is_file or code == sqlite3.SQLITE_FULL or getattr(cause, "sqlstate", None) == _POSTGRES_FULL
