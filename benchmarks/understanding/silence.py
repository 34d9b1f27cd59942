"""Wishes for no more texts, on a blind set and on the rules' own: what ends our texts at once, rightly and wrongly."""

from pathlib import Path
from typing import Any

import yaml

from benchmarks.understanding.measures import share
from bot.setup.paths import ROOT
from bot.turn.understanding import Understanding
from services import safety

FOLDER = ROOT / "tests" / "cases" / "texts"
SETS = {"blind": "opt_out_blind.yml", "the rules' own": "opt_out.yml"}


def measure(reader: Path) -> dict[str, dict[str, Any]]:
    """By set and language: `heard` of the wishes, `false` of the other messages."""
    understanding = Understanding(reader)
    pages = {name: yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")) for name, file in SETS.items()}
    return {
        name: {
            language: {
                "heard": share(_ends(text, understanding, language) for text in page["stop"][language]),
                "false": share(_ends(text, understanding, language) for text in page["ordinary"][language]),
            }
            for language in page["stop"]
        }
        for name, page in pages.items()
    }


def _ends(text: str, understanding: Understanding, language: str) -> bool:
    return safety.read(text, understanding.scores(text), language=language).keyword == "stop"
