"""Stock Rasa as a reader of cases: the pipeline that `rasa init` writes, trained on the same examples."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from aiohttp import ClientError, ClientSession, ClientTimeout

from benchmarks.processes import BenchFailed, Started, family_of
from benchmarks.stock.project import EXAMPLES, TRAINING_LIMIT, stock_config, stock_domain
from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import Read
from benchmarks.understanding.pace import Processes
from bot.rasa_process import free_port
from bot.setup.fingerprint import fingerprint
from bot.setup.paths import RASA_PYTHON, ROOT

START_LIMIT, PARSE_LIMIT = 240.0, 60.0
NOT_UNDERSTOOD = "nlu_fallback"


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained pipeline; `seconds` as measured when it was trained."""

    folder: Path
    model: Path
    seconds: float


class Stock:
    """Asks stock Rasa's own HTTP API; it names one intent, no language, and no entities without marked examples."""

    name = "stock"

    def __init__(self, session: ClientSession, rasa: Started) -> None:
        self._session = session
        self._rasa = rasa

    async def one(self, text: str) -> dict[str, Any]:
        """Read one message."""
        async with self._session.post("/model/parse", json={"text": text}) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def all(self, cases: Sequence[Case]) -> list[Read]:
        """Read every case, one by one: it takes no more at once."""
        return [_read(case, await self.one(case.text)) for case in cases]

    def processes(self) -> Processes:
        """Rasa's processes."""
        return family_of(self._rasa.root)


async def train_stock(cache: Path, epochs: int | None, taught: Path = EXAMPLES) -> Trained:
    """Train the pipeline on the examples below `taught` unless this very one is in `cache`.

    `epochs` replaces Rasa's own number.
    """
    config = yaml.safe_dump(stock_config(epochs), sort_keys=False)
    wanted = f"{fingerprint([taught])}\n{config}"
    folder = cache / ("stock-nlu" if epochs is None else f"stock-nlu-{epochs}")
    stamp, model = folder / "trained.json", folder / "models" / "stock.tar.gz"
    if stamp.is_file() and model.is_file() and (known := json.loads(stamp.read_text()))["inputs"] == wanted:
        return Trained(folder, model, known["seconds"])
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(taught, folder / "nlu")
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    (folder / "config.yml").write_text(config, encoding="utf-8")
    (folder / "domain.yml").write_text(yaml.safe_dump(stock_domain(domain)), encoding="utf-8")
    seconds = await _train(folder)
    stamp.write_text(json.dumps({"inputs": wanted, "seconds": seconds}))
    return Trained(folder, model, seconds)


@asynccontextmanager
async def open_stock(trained: Trained) -> AsyncIterator[Stock]:
    """Start it; it ends with the block. Raises BenchFailed."""
    port = free_port()
    address = ["--interface", "127.0.0.1", "--port", str(port), "--enable-api"]
    command = [str(RASA_PYTHON), "-m", "rasa", "run", "--model", str(trained.model), *address]
    rasa = Started(command, trained.folder, {}, trained.folder / "run.log")
    try:
        async with ClientSession(f"http://127.0.0.1:{port}", timeout=ClientTimeout(PARSE_LIMIT)) as session:
            stock = Stock(session, rasa)
            await _first_answer(stock, rasa)
            yield stock
    finally:
        await rasa.stop()


async def _train(folder: Path) -> float:
    files = ["--config", "config.yml", "--domain", "domain.yml", "--nlu", "nlu", "--out", "models"]
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "nlu", *files, "--fixed-model-name", "stock"]
    began = time.monotonic()
    process = Started(command, folder, {}, folder / "train.log")
    try:
        await asyncio.wait_for(process.succeed("train stock Rasa"), TRAINING_LIMIT)
    finally:
        await process.stop()
    return round(time.monotonic() - began, 1)


async def _first_answer(stock: Stock, rasa: Started) -> None:
    """Ask until it answers: a try costs nothing while nobody listens."""
    ends = time.monotonic() + START_LIMIT
    while time.monotonic() < ends:
        rasa.running()
        try:
            if "intent" in await stock.one("hello"):
                return
        except (ClientError, TimeoutError):
            await asyncio.sleep(0.2)
    raise BenchFailed(f"stock Rasa did not answer within {START_LIMIT:.0f} s; its output is in {rasa.log}")


def _read(case: Case, answer: dict[str, Any]) -> Read:
    name, confidence = str(answer["intent"].get("name") or NOT_UNDERSTOOD), float(answer["intent"]["confidence"])
    labels = () if name == NOT_UNDERSTOOD else ((name, confidence),)
    return Read(case, labels, name if name.startswith("crisis_") else None)
