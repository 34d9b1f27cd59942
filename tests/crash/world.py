"""The gateway, Rasa and the recorder together on one machine, and a journal of every crash."""

import random
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import checker
import evidence
import journal
from journal import Journal
from processes import ROOT, KilledRasa, Process, environment

from bot.setup.paths import RASA_PYTHON, Paths
from casebook.crypto import KeyRing

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+18605550100"
FAMILIES = 30
HEALING = 120.0  # seconds; a limit for what hangs, no measure: how long it took is printed


@dataclass(frozen=True, slots=True)
class Death:
    """How a gateway is to die: at a named moment (`name:time`), or so many seconds after its start."""

    moment: str | None
    seconds: float


@dataclass(slots=True)
class World:
    """Everything under test; `faults` holds what was found wrong while it was shaken."""

    folder: Path
    keys: str
    port: int
    action_port: int
    recorder: Process
    rasa: KilledRasa
    journal: Journal
    current: Process | None = None
    starts: list[float] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    in_doubt: int = 0
    book: evidence.Casebook = field(default_factory=lambda: evidence.Casebook((), (), ()))
    last_kill: float = 0.0

    def gateway(self, moment: str | None = None) -> Process:
        """Start one, to die at a moment or to live."""
        self.starts.append(time.monotonic())
        settings = {
            "ONEDOOR_TWILIO_API": f"http://127.0.0.1:{self.recorder.port}",
            "ONEDOOR_KEYS": self.keys,
            "ONEDOOR_ASSISTANT_URL": f"http://127.0.0.1:{self.rasa.process.port}",
            "ONEDOOR_ACTION_PORT": str(self.action_port),
        }
        crash = {"ONEDOOR_CRASH_AT": moment} if moment else {}
        self.current = start_gateway(self.folder, self.port, settings | crash)
        return self.current

    def live_and_die(self, death: Death) -> None:
        """One life of the gateway; what it left is looked at while nothing moves."""
        gateway = self.gateway(death.moment)
        by_itself = gateway.died(death.seconds)
        if not by_itself:
            gateway.kill()
        self.deaths.append(death.moment.partition(":")[0] if death.moment and by_itself else "random")
        self.journal.note("kill", what="gateway", moment=self.deaths[-1])
        self.last_kill = time.monotonic()
        self._look()

    def heal(self) -> tuple[float, int]:
        """Run undisturbed until all is quiet; answers the seconds since the last crash and the last exit code."""
        gateway = self.gateway()
        gateway.await_health(HEALING)
        self.rasa.spare()
        self.last_kill = max(self.last_kill, self.rasa.last_kill)
        self._post_quiet()
        while not self._at_rest() and time.monotonic() - self.last_kill < HEALING:
            time.sleep(0.1)
        healed = time.monotonic() - self.last_kill
        code = gateway.stop()
        self._look()
        return healed, code

    def entries(self) -> list[dict[str, Any]]:
        """What the recorder has noted so far."""
        return journal.read(self.folder / "recorder.jsonl")

    def _look(self) -> None:
        """At every crash: what was answered 200 is there, and no turn is there by half."""
        self.recorder.healthy()  # let it note what had reached it
        entries = self.entries()
        texts, sends = evidence.texted(entries), evidence.accepted(entries, self.starts)
        before, self.book = self.book, evidence.casebook(self.folder / "casebook.db", KeyRing.parse(self.keys))
        self.faults += checker.lost(texts, self.book) + checker.half_committed(before, self.book)
        self.faults += checker.unanswered(self.book) + checker.unasked(self.book)
        self.in_doubt += checker.in_doubt(sends, self.book)

    def _at_rest(self) -> bool:
        book = evidence.casebook(self.folder / "casebook.db", KeyRing.parse(self.keys))
        return not checker.unworked(book) and all(said.state == "sent" for said in book.lines)

    def _post_quiet(self) -> None:
        quiet = urllib.request.Request(f"http://127.0.0.1:{self.recorder.port}/quiet", method="POST")
        with urllib.request.urlopen(quiet, timeout=HEALING):
            pass


@contextmanager
def open_world(folder: Path, model: Path, seed: int) -> Iterator[World]:
    """Start the recorder and Rasa; end both when the block is left."""
    port, action_port, recorder_port, rasa_port = free_ports(4)
    shutil.copy(model, folder / "model.tar.gz")  # another test may train a new one meanwhile
    paths = Paths(folder)
    paths.models.mkdir(exist_ok=True)
    shutil.copy(model.with_name(paths.reader.name), paths.reader)
    kills = Journal(folder / "kills.jsonl")
    action_url = f"http://127.0.0.1:{action_port}/actions"
    env = environment(ONEDOOR_ACTION_URL=action_url, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    serve = [str(RASA_PYTHON), "-m", "assistant.serve", "--port", str(rasa_port)]
    rasa = KilledRasa(
        [*serve, "--model", str(folder / "model.tar.gz")], env, rasa_port, folder / "rasa.log", kills, seed
    )
    recorder = Process(
        _recorder(folder, port, recorder_port, seed), environment(), recorder_port, folder / "recorder.log"
    )
    world = World(folder, KeyRing.generate(), port, action_port, recorder, rasa, kills)
    try:
        recorder.await_health(20)
        yield world
    finally:
        if world.current:
            world.current.kill()
        rasa.end()
        recorder.stop()
        kills.close()


def start_gateway(folder: Path, port: int, settings: Mapping[str, str]) -> Process:
    """A gateway on the databases in `folder`, started by the command line that anybody would use."""
    shared = {
        "ONEDOOR_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ONEDOOR_TWILIO_ACCOUNT_SID": ACCOUNT,
        "ONEDOOR_TWILIO_AUTH_TOKEN": TOKEN,
        "ONEDOOR_SMS_NUMBER": NUMBER,
    }
    command = [str(Path(sys.executable).with_name("onedoor")), "up", "--no-demo", "--port", str(port)]
    env = environment(**shared, **settings)
    return Process([*command, "--data-dir", str(folder)], env, port, folder / "gateway.log")


def _recorder(folder: Path, gateway: int, port: int, seed: int) -> list[str]:
    options = {
        "account": ACCOUNT, "token": TOKEN, "number": NUMBER, "gateway": f"http://127.0.0.1:{gateway}",
        "journal": folder / "recorder.jsonl", "port": port, "families": FAMILIES, "seed": seed,
    }  # fmt: skip
    script = ROOT / "tests" / "crash" / "recorder.py"
    return [sys.executable, str(script), *(f"--{name}={value}" for name, value in options.items())]


def free_ports(count: int) -> list[int]:
    """Free ports below those that the system hands out to clients: nobody takes them while their owner is dead."""
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if port not in found and probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found
