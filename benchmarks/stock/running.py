"""Stock Rasa as a target: `rasa run` with a SQLite tracker store, `rasa run actions` beside it, REST in and out."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml
from aiohttp import ClientError, ClientSession, ClientTimeout

from benchmarks import script
from benchmarks.processes import BenchFailed, Started, family_of
from benchmarks.stock.project import Project
from benchmarks.target import Heard, Prepared
from bot.rasa_process import free_port
from bot.setup.paths import RASA_PYTHON

START_LIMIT, TURN_LIMIT = 240.0, 60.0
ABSENT = Heard(TURN_LIMIT, TURN_LIMIT, true=False)
FIRST_FAMILY = 50_000
WEBHOOK = "/webhooks/rest/webhook"


@dataclass(slots=True)
class Stock:
    """Stock Rasa and its action server."""

    session: ClientSession
    rasa: Started
    actions: Started
    prepared: Prepared
    name: str = "stock"

    async def text(self, phone: str, body: str) -> Heard:
        """Post to the REST channel; its response is the whole answer."""
        began = time.perf_counter()
        try:
            async with self.session.post(WEBHOOK, json={"sender": phone, "message": body}) as response:
                said = await response.json()
        except (ClientError, TimeoutError):
            self.rasa.running()
            return ABSENT
        passed = time.perf_counter() - began
        return Heard(passed, passed, true=response.status == 200 and bool(said))

    def parts(self) -> dict[str, list[psutil.Process]]:
        """Rasa, and its action server."""
        return {"rasa": family_of(self.rasa.root), "actions": family_of(self.actions.root)}


@asynccontextmanager
async def open_stock(project: Project, folder: Path) -> AsyncIterator[Stock]:
    """Start both processes with an empty tracker store in `folder`; ends them with the block."""
    port, action_port = free_port(), free_port()
    (folder / "endpoints.yml").write_text(yaml.safe_dump(_endpoints(folder, action_port)))
    rasa = Started(_run(project, folder, port), project.folder, {}, folder / "stock.log")
    actions = Started(_run_actions(action_port), project.folder, {"SANIC_HOST": "127.0.0.1"}, folder / "actions.log")
    try:
        async with ClientSession(f"http://127.0.0.1:{port}", timeout=ClientTimeout(TURN_LIMIT)) as session:
            here = Stock(session, rasa, actions, Prepared(project.training_seconds))
            await _first_answer(here)
            yield here
    finally:
        await asyncio.gather(rasa.stop(), actions.stop())


async def _first_answer(here: Stock) -> None:
    """Text until there is an answer: a try costs nothing while nobody listens."""
    phone, body = script.phone(FIRST_FAMILY), script.text(FIRST_FAMILY, 1)
    ends = time.perf_counter() + START_LIMIT
    while not (await here.text(phone, body)).true:
        here.rasa.running()
        here.actions.running()
        if time.perf_counter() > ends:
            raise BenchFailed(f"stock Rasa did not answer within {START_LIMIT:.0f} s")
        await asyncio.sleep(0.05)
    here.prepared.start = round(time.perf_counter() - here.rasa.began, 2)


def _endpoints(folder: Path, action_port: int) -> dict[str, dict[str, str]]:
    return {
        "action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "stock.db")},
    }


def _run(project: Project, folder: Path, port: int) -> list[str]:
    files = ["--model", str(project.model), "--endpoints", str(folder / "endpoints.yml")]
    address = ["--interface", "127.0.0.1", "--port", str(port)]
    return [str(RASA_PYTHON), "-m", "rasa", "run", *files, "--credentials", "credentials.yml", *address]


def _run_actions(port: int) -> list[str]:
    return [str(RASA_PYTHON), "-m", "rasa", "run", "actions", "--actions", "actions", "--port", str(port)]
