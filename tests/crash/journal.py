"""What happened, as lines of JSON on the disk before anyone goes on; written by processes that no fault touches."""

import json
import os
import time
from pathlib import Path
from typing import Any


class Journal:
    """Appends entries; each is on the disk when `note` returns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")

    def note(self, kind: str, **fields: Any) -> None:
        """Write one entry with the moment (CLOCK_MONOTONIC, which all processes of a machine share)."""
        line = json.dumps({"at": time.monotonic(), "kind": kind, **fields}, ensure_ascii=False)
        self._file.write(line.encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def read(path: Path) -> list[dict[str, Any]]:
    """All whole entries so far; one that is being written is left for the next time."""
    whole = path.read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]
