"""Answers, once, what families wrote while the assistant was down, when it reads again: nobody need write twice."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.watches import look_again
from casebook.database import Casebook
from casebook.queries import missed
from casebook.queries.rows import now
from services.texts.quiet_hours import next_allowed

SETTLED: Final = timedelta(minutes=1)  # who is still writing is answered with the next message
LATE: Final = timedelta(hours=1)  # after that an answer is a text of our own, and waits for the day


class CameBack:
    """Looks every `every` seconds while it runs; the casebook holds who waits, so a restart loses nobody."""

    def __init__(
        self,
        casebook: Casebook,
        healthy: Callable[[], Awaitable[bool]],
        read_again: Callable[[str], Awaitable[None]],
        every: float = 20.0,
    ) -> None:
        self._casebook = casebook
        self._healthy = healthy
        self._read_again = read_again
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; a fault of one look is logged and the next look comes."""
        await look_again(self.look, self._every, "came_back")

    async def look(self, at: datetime | None = None) -> int:
        """Have all read again whose turn it is at a moment (UTC), where the assistant can; answers how many."""
        moment = at or now()
        waiting = await self._casebook.read(partial(missed.waiting, at=moment))
        due = [each.conversation for each in waiting if is_due(each.wrote_at, moment)]
        if not due or not await self._healthy():
            return 0
        for conversation in due:
            await self._read_again(conversation)
        return len(due)


def is_due(wrote_at: datetime, moment: datetime) -> bool:
    """Whether who wrote last at `wrote_at` is to be answered at a moment: soon after, or by day."""
    waited = moment - wrote_at
    return waited >= SETTLED and (waited < LATE or next_allowed(moment) == moment)
