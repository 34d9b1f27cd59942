"""Reads the provider's own list every few minutes: a text whose webhook never came, a status that was lost.

A webhook is tried a few times and then no more; without this, a family's text of those minutes would be gone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError

from bot.errors import Refused, Unavailable
from bot.health import RECONCILED
from bot.messages import Inbound
from bot.provider import CannotList, Delivery, Listed, Provider
from casebook.database import Casebook
from casebook.queries import watch
from casebook.queries.rows import now

log = structlog.get_logger()

# A webhook gets this long before its text is taken from the list; each reading goes back by the overlap, because a list
# may show a text later than its time says.
WEBHOOK_FIRST, OVERLAP = timedelta(seconds=60), timedelta(minutes=15)
LONGEST_BACK = timedelta(days=3)  # what a family asked before that is no longer answered by a program


class Reconcile:
    """Reads each provider's list every `every` seconds; how far it came is kept in the casebook."""

    def __init__(
        self,
        casebook: Casebook,
        providers: list[Provider],
        receive: Callable[[Inbound], Awaitable[object]],
        note: Callable[[Delivery], Awaitable[None]],
        every: float,
    ) -> None:
        self._casebook, self._providers = casebook, providers
        self._receive, self._note = receive, note
        self._every = every
        self._began = now()

    async def run(self) -> None:
        """Read until cancelled; a fault of one reading is logged and the next one comes."""
        while True:
            for provider in self._providers:
                try:
                    await self.read(provider)
                except CannotList as error:
                    log.warning("list_not_read", provider=provider.name, why=str(error))
                except (DBAPIError, Unavailable) as error:
                    log.error("reconciliation_failed", error=type(error).__name__)
            await asyncio.sleep(self._every)

    async def read(self, provider: Provider) -> int:
        """One reading; answers how many texts it brought. Raises CannotList, Unavailable."""
        until = now() - WEBHOOK_FIRST
        since = await self._since(provider, until)
        listed = [each for each in await provider.list_since(since) if each.at <= until]
        incoming, keys = _ids(listed, "in"), self._casebook.keys
        new = await self._casebook.read(partial(watch.unseen, keys=keys, provider=provider.name, listed=incoming))
        brought = 0
        for each in listed:
            if each.direction == "in" and each.provider_id in new:
                brought += await self._take(provider, each)
            elif each.direction == "out" and each.status is not None:
                await self._catch_up(provider, each)
        await self._casebook.write(partial(watch.note, provider=provider.name, until=until, brought=brought))
        RECONCILED.inc(brought)
        return brought

    async def _since(self, provider: Provider, until: datetime) -> datetime:
        """Where the last reading ended; the first of all goes back to our start, for what was before is not ours."""
        last = await self._casebook.read(partial(watch.read_until, provider=provider.name))
        return max((last or self._began) - OVERLAP, until - LONGEST_BACK)

    async def _take(self, provider: Provider, listed: Listed) -> int:
        message = Inbound(
            channel="sms",
            provider=provider.name,
            provider_id=listed.provider_id,
            address=listed.phone,
            text=listed.text,
            media=listed.media,
            media_kind="file" if listed.media else None,
        )
        try:
            await self._receive(message)
        except Refused as error:
            log.error("listed_text_refused", why=str(error))
            return 0
        return 1

    async def _catch_up(self, provider: Provider, listed: Listed) -> None:
        """A status that no callback has brought."""
        assert listed.status is not None
        if await self._casebook.read(partial(watch.behind, provider_id=listed.provider_id, status=listed.status)):
            await self._note(Delivery(provider.name, "", listed.provider_id, listed.status, listed.code))


def _ids(listed: list[Listed], direction: str) -> list[str]:
    return [each.provider_id for each in listed if each.direction == direction]
