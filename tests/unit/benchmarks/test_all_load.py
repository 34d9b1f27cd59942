"""Every benchmark loads: what it measures goes on under other names otherwise, and nobody notices until a figure is wanted."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import benchmarks

MODULES = [each.name for each in walk_packages(benchmarks.__path__, "benchmarks.")]


@pytest.mark.parametrize("name", MODULES)
def test_a_benchmark_loads(name: str) -> None:
    assert import_module(name)
