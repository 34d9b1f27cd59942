"""One whole house for all conversations: real Rasa, real database, the provider's stand-in."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

# Another package of this environment is called `tests`, so ours is not importable by that name.
sys.path.insert(0, str(Path(__file__).parent))

from bot.run import Running
from bot.testing import whole_house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """Each conversation has its own phone or browser, so one house serves them all."""
    async with whole_house(tmp_path_factory.mktemp("house")) as here:
        yield here
