"""Makes what both sides need before they start: data directories, the directory of help, trained models."""

import asyncio
import time
from pathlib import Path

from benchmarks.processes import Started
from bot.setup.directory import ensure_directory
from bot.setup.paths import RASA_PYTHON, ROOT, Paths
from bot.setup.rasa import ensure_environment, ensure_model

TRAINING_LIMIT = 900.0


def fresh_house(shared: Paths, folder: Path) -> Path:
    """A new data directory in `folder` with the shared model and the starter directory. Raises SetupFailed."""
    log = shared.data / "setup.log"
    ensure_environment(log)
    ensure_model(shared, log)
    data = folder / "ours"
    data.mkdir()
    (data / "models").symlink_to(shared.models.absolute())
    ensure_directory(data, None)
    return data


async def training_seconds(folder: Path) -> float:
    """Train our model once more, for its time alone: the model in use may be days old. Raises BenchFailed."""
    began = time.monotonic()
    command = [str(RASA_PYTHON), "-m", "assistant.train", "--out", str(folder / "trained")]
    process = Started(command, ROOT, {"PYTHONPATH": str(ROOT)}, folder / "train.log")
    try:
        await asyncio.wait_for(process.succeed("train the model"), TRAINING_LIMIT)
    finally:
        await process.stop()
    return round(time.monotonic() - began, 1)
