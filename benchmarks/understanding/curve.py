"""The learning curve: our model taught by a part of the voices, read on the same cases each time."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import headline
from benchmarks.understanding.ours import open_ours
from benchmarks.understanding.part import draw, teach
from bot.setup.paths import Paths

FRACTIONS = (0.0, 0.25, 0.5, 0.75, 1.0)


async def curve(
    paths: Paths, cache: Path, cases: Sequence[Case], needs: frozenset[str], say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """One point for each fraction, by language; each part of the voices holds the one before."""
    points = []
    for fraction in FRACTIONS:
        say(f"learning curve: {fraction:.0%} of the voices")
        folder = cache / "curve"
        examples = draw(folder, fraction)
        async with open_ours(paths, await teach(folder)) as reader:
            reads = await reader.all(cases)
        by_language = {
            language: headline([read for read in reads if read.case.language == language], needs)
            for language in sorted({case.language for case in cases})
        }
        points.append({"fraction": fraction, "examples": examples, "by_language": by_language})
    return points
