"""A whole house on real sockets and a real database; only Rasa and the provider are stood in for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.testing import Stage, open_stage, stage_settings


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An open house with an empty casebook."""
    async with open_stage(stage_settings(tmp_path)) as opened:
        yield opened
