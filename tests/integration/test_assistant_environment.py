"""The tests of `assistant/` run where it lives: in Rasa's own environment."""

import asyncio
import subprocess

import pytest

from bot.setup.paths import RASA_PYTHON, ROOT
from bot.setup.rasa import ensure_environment


@pytest.mark.model
@pytest.mark.timeout(400)
async def test_the_assistants_own_tests_pass() -> None:
    await asyncio.to_thread(ensure_environment, ROOT / "var" / "setup.log")
    command = [str(RASA_PYTHON), "-m", "pytest", "tests/unit/assistant", "-c", "tests/unit/assistant/pytest.ini", "-q"]
    done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, text=True, timeout=390)
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
