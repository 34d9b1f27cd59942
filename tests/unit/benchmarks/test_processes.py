"""Processes of the benchmark: what they hold, and that none is left behind."""

import os
import sys
from pathlib import Path

import psutil
import pytest

from benchmarks.processes import BenchFailed, Started, cpu_seconds, family_of, megabytes, proportional, resident

WITH_A_CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"


def python(code: str, folder: Path, **environment: str) -> Started:
    return Started([sys.executable, "-c", code], folder, environment, folder / "log")


async def wait_for_child(started: Started) -> psutil.Process:
    while not (children := started.root.children()):
        started.running()
    return children[0]


async def test_stopping_ends_the_children_too(tmp_path: Path) -> None:
    started = python(WITH_A_CHILD, tmp_path)
    child = await wait_for_child(started)
    await started.stop()
    assert not started.root.is_running()
    gone, alive = psutil.wait_procs([child], timeout=5)
    assert (gone, alive) == ([child], [])


async def test_a_process_that_does_not_listen_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.processes.GRACE", 0.1)
    started = python(DEAF, tmp_path)
    while "on" not in (tmp_path / "log").read_text():
        started.running()
    await started.stop()
    assert not started.root.is_running()


async def test_a_process_that_failed_is_named_with_its_output(tmp_path: Path) -> None:
    started = python("raise SystemExit(3)", tmp_path)
    with pytest.raises(BenchFailed, match=r"could not learn; the output is in .*log"):
        await started.succeed("learn")


async def test_none_of_our_own_settings_reach_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDOOR_KEYS", "secret")
    started = python("import os; print(sorted(os.environ))", tmp_path, ASKED="yes")
    await started.succeed("print")
    said = (tmp_path / "log").read_text()
    assert "ASKED" in said
    assert "ONEDOOR_KEYS" not in said


def test_a_process_that_has_ended_holds_nothing() -> None:
    ended = psutil.Popen([sys.executable, "-c", ""])
    ended.wait()
    here = psutil.Process(os.getpid())
    assert resident([here, ended]) < resident([here]) * 1.5
    assert cpu_seconds([ended]) == 0
    assert here in family_of(here)
    assert proportional([ended]) in (0, None)


def test_sizes_are_told_in_millions_of_bytes() -> None:
    assert megabytes(350_000_000) == 350.0
