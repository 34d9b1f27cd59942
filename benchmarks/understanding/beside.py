"""OneDoor and stock Rasa's pipeline taught by the same part of the voices: all of them would take stock Rasa a day."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.understanding.cases import Case
from benchmarks.understanding.ours import open_ours
from benchmarks.understanding.part import draw, teach
from benchmarks.understanding.sides import side
from benchmarks.understanding.stock import open_stock, train_stock
from bot.setup.paths import Paths


async def beside(
    paths: Paths,
    cache: Path,
    cases: Sequence[Case],
    needs: frozenset[str],
    share: float,
    epochs: int | None,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Figures of both sides; `share` of each language's voices is taught, `epochs` replaces Rasa's own number."""
    folder = cache / "beside"
    examples = draw(folder, share)
    say(f"OneDoor is taught {share:.0%} of the voices")
    began = time.monotonic()
    model = await teach(folder)
    seconds = round(time.monotonic() - began, 1)
    async with open_ours(paths, model) as ours:
        onedoor = await side(ours, cases, needs)
    say("stock Rasa is taught the same")
    trained = await train_stock(cache, epochs, folder / "nlu")
    async with open_stock(trained) as reader:
        stock = await side(reader, cases, needs)
    return {
        "share": share,
        "examples": sum(known["examples"] for known in examples.values()),
        "epochs": epochs,
        "sides": {
            "onedoor": {**onedoor, "training_seconds": seconds},
            "stock": {**stock, "training_seconds": trained.seconds},
        },
    }
