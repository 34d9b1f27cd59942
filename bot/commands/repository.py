"""Reaches what stands in the repository beside the installed package: the measurements."""

import importlib
import sys
from typing import Any

from bot.errors import Refused
from bot.setup.paths import ROOT


def measuring(module: str) -> Any:
    """A module of benchmarks/. Raises Refused where there is no checkout."""
    if not (ROOT / "benchmarks").is_dir():
        raise Refused("measurements are in the repository, not in the installed package: run them from a checkout")
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"benchmarks.{module}")
