"""A part of the voices, and our model taught by nothing else: for the learning curve, and for stock Rasa's company."""

import asyncio
import shutil
from pathlib import Path
from zlib import crc32

from benchmarks.processes import Started
from benchmarks.understanding.cases import LANGUAGES
from benchmarks.understanding.examples import counted
from bot.setup.paths import RASA_PYTHON, ROOT

EXAMPLES = ROOT / "data" / "nlu"
TRAINING_LIMIT = 1800.0


def has_voices() -> bool:
    """Whether any examples lie by voice."""
    return any(EXAMPLES.glob("*/voices/*.yml"))


def draw(folder: Path, share: float) -> dict[str, dict[str, int]]:
    """Copy the topics, which hold every label, and a share of each language's voices below `folder`/nlu; counts them.

    A voice stands where its name puts it, so each part holds the smaller ones.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for language in LANGUAGES:
        voices = sorted((EXAMPLES / language / "voices").glob("*.yml"), key=lambda file: crc32(file.stem.encode()))
        topics = sorted((EXAMPLES / language / "topics").glob("*.yml"))
        for file in (*topics, *voices[: round(len(voices) * share)]):
            copy = folder / "nlu" / file.relative_to(EXAMPLES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    return counted(folder / "nlu")


async def teach(folder: Path) -> Path:
    """Train ours on what was drawn; answers the model. Raises BenchFailed."""
    data = [*(str(path) for path in sorted(EXAMPLES.parent.iterdir()) if path != EXAMPLES), str(folder / "nlu")]
    command = [str(RASA_PYTHON), "-m", "assistant.train", "--out", str(folder / "model"), "--data", *data]
    process = Started(command, ROOT, {"PYTHONPATH": str(ROOT)}, folder / "train.log")
    try:
        await asyncio.wait_for(process.succeed("train on a part of the voices"), TRAINING_LIMIT)
    finally:
        await process.stop()
    return folder / "model" / "assistant.tar.gz"
