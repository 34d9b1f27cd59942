"""Starts processes in groups of their own, ends them whatever happens, and reads what they hold and use."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from bot.errors import OneDoorError

GRACE = 10.0
MEGABYTE = 1_000_000


class BenchFailed(OneDoorError):
    """The benchmark could not be run; the message says which part and where its output is."""


class Started:
    """One process with all its children, its output in a file."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str], log: Path) -> None:
        self.began = time.perf_counter()
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=_plain_environment() | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.root = psutil.Process(self._process.pid)

    def running(self) -> None:
        """Raise BenchFailed when it has ended."""
        if (code := self._process.poll()) is not None:
            raise BenchFailed(f"a process ended with {code}; its output is in {self.log}")

    async def succeed(self, what: str) -> None:
        """Wait until it ends; raises BenchFailed when it does not end well."""
        while (code := self._process.poll()) is None:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)
        if code != 0:
            raise BenchFailed(f"could not {what}; the output is in {self.log}")

    async def stop(self) -> None:
        """End the whole group: asked first, forced after a while."""
        self._signal(signal.SIGTERM)
        ends = time.monotonic() + GRACE
        while self._process.poll() is None and time.monotonic() < ends:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def family_of(root: psutil.Process) -> list[psutil.Process]:
    """A process and all its children."""
    return [root, *root.children(recursive=True)]


def resident(processes: Iterable[psutil.Process]) -> int:
    """Resident bytes of all together; pages they share are counted for each."""
    return sum(_each(processes, lambda process: int(process.memory_info().rss)))


def proportional(processes: Iterable[psutil.Process]) -> int | None:
    """Resident bytes with shared pages split among their users; None where the system does not say."""
    try:
        return sum(_each(processes, _pss))
    except (PermissionError, StopIteration):
        return None


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """Processor time used so far."""
    return sum(_each(processes, lambda process: sum(process.cpu_times()[:2])))


def megabytes(size: int) -> float:
    """Bytes as millions, to one place."""
    return round(size / MEGABYTE, 1)


def _pss(process: psutil.Process) -> int:
    lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024


def _each[N](processes: Iterable[psutil.Process], measure: Callable[[psutil.Process], N]) -> Iterator[N]:
    for process in processes:
        with suppress(psutil.NoSuchProcess, FileNotFoundError):  # it has just ended
            yield measure(process)


def _plain_environment() -> dict[str, str]:
    """What a program needs to run at all; none of our own settings or secrets."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "RASA_TELEMETRY_ENABLED": "false",
    }
