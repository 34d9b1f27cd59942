"""The processes under test: started as anybody would start them, killed as nobody should."""

import os
import random
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from journal import Journal

ROOT = Path(__file__).resolve().parents[2]


class Gone(AssertionError):
    """A process ended by itself or did not come up; its output says why."""


class Process:
    """One operating-system process that serves on a loopback port."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], port: int, output: Path) -> None:
        self._output = output
        with output.open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
        self.port = port

    def healthy(self) -> bool:
        """Whether it answers /healthz with 200."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as response:
                return response.status == 200
        except OSError:
            return False

    def await_health(self, seconds: float) -> float:
        """Wait until it serves; answers how long that took. Raises Gone."""
        begun = time.monotonic()
        while not self.healthy():
            if self._process.poll() is not None or time.monotonic() - begun > seconds:
                raise Gone(f"exit {self._process.poll()} after {time.monotonic() - begun:.0f} s, see {self._output}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def died(self, seconds: float) -> bool:
        """Wait so long for it to die by SIGKILL; raises Gone when it ends in another way."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if code != -signal.SIGKILL:
            raise Gone(f"exit {code}, see {self._output}")
        return True

    def kill(self) -> None:
        """SIGKILL, and wait until the system has let go of it."""
        self._process.kill()
        self._process.wait()

    def stop(self, seconds: float = 20) -> int:
        """SIGTERM; answers the exit code. Killed when it does not end in time."""
        self._process.terminate()
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


class KilledRasa:
    """Keeps a Rasa running and kills it at random moments, from a thread of its own, until told to spare it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], port: int, output: Path, journal: Journal, seed: int
    ) -> None:
        self._start = lambda: Process(command, env, port, output)
        self._random = random.Random(seed)
        self._journal = journal
        self._spare = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kills Rasa")
        self._fault: Exception | None = None
        self.kills = 0
        self.last_kill = 0.0
        self.starts: list[float] = []
        self.process = self._start()
        self.starts.append(self.process.await_health(60))

    def begin(self) -> None:
        """Begin to kill it."""
        self._thread.start()

    def spare(self) -> None:
        """Kill it no more; returns when it is well again. Raises what went wrong in the thread."""
        self._spare.set()
        self._thread.join()
        if self._fault:
            raise self._fault

    def end(self) -> None:
        """Leave nothing running."""
        self._spare.set()
        if self._thread.is_alive():
            self._thread.join()
        self.process.kill()

    def _run(self) -> None:
        try:
            while not self._spare.wait(self._random.uniform(1, 12)):
                self.process.kill()
                self._journal.note("kill", what="rasa")
                self.kills += 1
                self.last_kill = time.monotonic()
                self.process = self._start()
                self.starts.append(self.process.await_health(60))
        except Exception as error:  # told to the test by spare()
            self._fault = error


def environment(**settings: str) -> dict[str, str]:
    """What a process gets: its settings, and of this machine's own only where things are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **settings}
