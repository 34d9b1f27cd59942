"""The learning curve: our model taught by a part of the voices, read on the same cases each time."""

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.processes import Started
from benchmarks.understanding.cases import LANGUAGES, Case
from benchmarks.understanding.examples import counted
from benchmarks.understanding.measures import headline
from benchmarks.understanding.ours import open_ours
from bot.setup.paths import RASA_PYTHON, ROOT, Paths

EXAMPLES = ROOT / "data" / "nlu"
FRACTIONS = (0.0, 0.25, 0.5, 0.75, 1.0)
TRAINING_LIMIT = 1800.0


async def curve(
    paths: Paths, cache: Path, cases: Sequence[Case], needs: frozenset[str], say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """One point for each fraction, by language; the same seed draws the voices, so each part holds the one before."""
    points = []
    for fraction in FRACTIONS:
        say(f"learning curve: {fraction:.0%} of the voices")
        folder = cache / "curve"
        examples = _part(folder, fraction)
        await _train(folder)
        async with open_ours(paths, folder / "model" / "assistant.tar.gz") as reader:
            reads = await reader.all(cases)
        by_language = {
            language: headline([read for read in reads if read.case.language == language], needs)
            for language in sorted({case.language for case in cases})
        }
        points.append({"fraction": fraction, "examples": examples, "by_language": by_language})
    return points


def has_voices() -> bool:
    """Whether any examples lie by voice."""
    return any(EXAMPLES.glob("*/voices/*.yml"))


def _part(folder: Path, fraction: float) -> dict[str, dict[str, int]]:
    """The topics, which hold every label, and a share of each language's voices."""
    shutil.rmtree(folder, ignore_errors=True)
    for language in LANGUAGES:
        voices = sorted((EXAMPLES / language / "voices").glob("*.yml"))
        Random(0).shuffle(voices)
        topics = sorted((EXAMPLES / language / "topics").glob("*.yml"))
        for file in (*topics, *voices[: round(len(voices) * fraction)]):
            copy = folder / "nlu" / file.relative_to(EXAMPLES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    return counted(folder / "nlu")


async def _train(folder: Path) -> None:
    data = [*(str(path) for path in sorted(EXAMPLES.parent.iterdir()) if path != EXAMPLES), str(folder / "nlu")]
    command = [str(RASA_PYTHON), "-m", "assistant.train", "--out", str(folder / "model"), "--data", *data]
    process = Started(command, ROOT, {"PYTHONPATH": str(ROOT)}, folder / "train.log")
    try:
        await asyncio.wait_for(process.succeed("train on a part of the voices"), TRAINING_LIMIT)
    finally:
        await process.stop()
