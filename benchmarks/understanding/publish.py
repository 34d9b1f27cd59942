"""Puts the page and its plots where readers look."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.processes import BenchFailed
from benchmarks.understanding.report import page
from bot.setup.paths import RASA_PYTHON, ROOT


def publish(figures: dict[str, Any], folder: Path) -> str:
    """Draw, write `folder`/understanding.md, answer the page. Raises BenchFailed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = page(figures, _drawn(figures, folder))
    (folder / "understanding.md").write_text(written, encoding="utf-8")
    return written


def _drawn(figures: dict[str, Any], folder: Path) -> list[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(figures, file)
        file.flush()
        command = [str(RASA_PYTHON), "-m", "benchmarks.understanding.plots", file.name, str(folder.absolute())]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchFailed(f"the plots could not be drawn: {done.stderr.strip().splitlines()[-1:]}")
    names: list[str] = json.loads(done.stdout.strip().splitlines()[-1])
    return names
