"""Every benchmark loads: what it measures may be renamed, and nobody would notice until a figure is wanted."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import benchmarks

ELSEWHERE = ("benchmarks.understanding.plots",)  # draws with what Rasa's environment holds
MODULES = [each.name for each in walk_packages(benchmarks.__path__, "benchmarks.") if each.name not in ELSEWHERE]


@pytest.mark.parametrize("name", MODULES)
def test_a_benchmark_loads(name: str) -> None:
    assert import_module(name)
