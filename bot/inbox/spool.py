"""Keeps families' texts on disk while the casebook is away, and brings them in, in order, once it is back.

One file for each text, sealed, named by its place in the order; the provider's id makes a text that comes twice one.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from time import time_ns

import structlog

from bot.errors import BadSetting, Refused, Unavailable
from bot.health import SPOOLED
from bot.messages import Inbound, Receive, Stored
from casebook.crypto import KeyRing, Unreadable

log = structlog.get_logger()

PLACE = "spool.text"
MOST = 10_000  # files: beyond them the provider must keep what it has
EVERY = 2.0  # seconds between two tries


class Spool:
    """The folder. `Spool.open` makes it, and raises BadSetting when it cannot be written."""

    def __init__(self, folder: Path, keys: KeyRing) -> None:
        self._folder, self._keys = folder, keys
        self._last = 0
        SPOOLED.set(len(self.waiting()))

    @classmethod
    def open(cls, folder: Path, keys: KeyRing) -> "Spool":
        """Make the folder and try it; raises BadSetting."""
        probe = folder / ".probe"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise BadSetting(f"ONEDOOR_SPOOL_DIR: {folder} cannot be written: {error.strerror}") from error
        return cls(folder, keys)

    def waiting(self) -> list[Path]:
        """The files in the order in which their texts came."""
        return sorted(self._folder.glob("*.text"))

    def keep(self, message: Inbound) -> None:
        """Write one text so that it survives a power cut; raises Unavailable when the disk is full or away."""
        if len(self.waiting()) >= MOST:
            raise Unavailable("the spool is full; send the message again")
        self._last = max(self._last + 1, time_ns())
        path = self._folder / f"{self._last:020d}.text"
        try:
            with path.with_suffix(".part").open("xb") as file:
                file.write(self._keys.seal(PLACE, path.name, json.dumps(asdict(message))))
                file.flush()
                os.fsync(file.fileno())
            path.with_suffix(".part").rename(path)
            _sync(self._folder)
        except OSError as error:
            raise Unavailable("the message could not be stored; send it again") from error
        SPOOLED.set(len(self.waiting()))

    def read(self, path: Path) -> Inbound:
        """One text; raises Unreadable when its key is gone or the file was changed."""
        fields = json.loads(self._keys.open(PLACE, path.name, path.read_bytes()))
        choice = fields.pop("choice")
        return Inbound(**fields, choice=tuple(choice) if choice else None)

    def forget(self, path: Path) -> None:
        """It is in the casebook."""
        path.unlink()
        SPOOLED.set(len(self.waiting()))

    def set_aside(self, path: Path) -> None:
        """It can never be taken: kept for a person to look at, out of the way of the others."""
        path.rename(path.with_suffix(".refused"))
        SPOOLED.set(len(self.waiting()))


class Spooling:
    """A door that takes a text even while the casebook is away. `run` brings in what was kept, until cancelled."""

    def __init__(self, receive: Receive, spool: Spool, alert: Callable[[str], Awaitable[object]]) -> None:
        self._receive, self._spool, self._alert = receive, spool, alert
        self._full = asyncio.Event()
        self._lock = asyncio.Lock()
        if spool.waiting():
            self._full.set()

    async def __call__(self, message: Inbound) -> Stored | None:
        """Take one text. While any is kept on disk the next one joins it, so that none overtakes; None is "kept"."""
        if not self._full.is_set():
            try:
                return await self._receive(message)
            except Unavailable:
                log.error("inbox_away_spooling")
        await asyncio.to_thread(self._spool.keep, message)
        self._full.set()
        return None

    async def empty(self) -> bool:
        """Whether nothing waits on disk."""
        return not self._full.is_set()

    async def run(self) -> None:
        """Bring in what waits whenever there is some."""
        while True:
            await self._full.wait()
            try:
                await self.drain()
            except Unavailable:
                await asyncio.sleep(EVERY)

    async def drain(self) -> int:
        """Bring in all that waits, oldest first; answers how many. Raises Unavailable while the casebook is away."""
        taken = 0
        async with self._lock:
            while waiting := await asyncio.to_thread(self._spool.waiting):
                for path in waiting:
                    taken += await self._bring_in(path)
            self._full.clear()
        return taken

    async def _bring_in(self, path: Path) -> int:
        try:
            await self._receive(self._spool.read(path))
        except (Refused, Unreadable, ValueError, TypeError, LookupError) as error:
            log.error("spooled_text_refused", error=type(error).__name__, file=path.name)
            self._spool.set_aside(path)
            await self._alert("spool_refused")
            return 0
        self._spool.forget(path)
        return 1


def _sync(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
