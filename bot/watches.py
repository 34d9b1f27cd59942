"""Looks that come again for as long as the house stands."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

import structlog

log = structlog.get_logger()


async def look_again(look: Callable[[], Awaitable[object]], every: float, name: str) -> NoReturn:
    """Look every `every` seconds until cancelled; a fault of one look is logged, and the next look comes."""
    while True:
        try:
            await look()
        except Exception as error:  # a database that is away for a moment must not end the watch
            log.error(f"{name}_failed", error=type(error).__name__)
        await asyncio.sleep(every)
