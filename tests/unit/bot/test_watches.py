"""A watch looks again and again: one look that fails ends nothing, and being cancelled ends it."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.watches import look_again


async def test_a_look_that_fails_is_logged_by_its_kind_alone_and_the_next_one_comes() -> None:
    looks: list[int] = []
    third = asyncio.Event()

    async def look() -> None:
        looks.append(len(looks))
        if len(looks) == 1:
            raise OSError("the database of Ana at 860-555-0101")
        if len(looks) == 3:
            third.set()

    with capture_logs() as logs:
        watch = asyncio.create_task(look_again(look, 0.0, "silence"))
        await third.wait()
        watch.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watch
    assert logs == [{"event": "silence_failed", "error": "OSError", "log_level": "error"}]
