"""Sends what coordinators wrote for later: when it is time, by day on a phone, and once, whatever dies in between."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.faults import moment as crash_point
from bot.live import Live
from bot.watches import look_again
from casebook.database import Casebook
from casebook.queries import scheduled
from casebook.queries.rows import now
from casebook.queries.scheduled import Due
from services.texts.quiet_hours import next_allowed


class Planned:
    """Looks every `every` seconds while it runs; the casebook holds all it knows, so a restart loses nothing."""

    def __init__(self, casebook: Casebook, live: Live, wake_outbox: Callable[[str], None], every: float = 15.0) -> None:
        self._casebook = casebook
        self._live = live
        self._wake_outbox = wake_outbox
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; a fault of one look is logged and the next look comes."""
        await look_again(self.look, self._every, "planned")

    async def look(self, at: datetime | None = None) -> int:
        """Send everything that is due at a moment (UTC); answers how many messages went out."""
        moment = at or now()
        sent = 0
        for item in await self._casebook.read(partial(scheduled.due, at=moment)):
            sent += await self._send(item, moment)
        return sent

    async def _send(self, item: Due, moment: datetime) -> bool:
        allowed = next_allowed(moment) if item.channel == "sms" else moment
        if allowed > moment:
            await self._casebook.write(partial(scheduled.postpone, planned=item.id, until=allowed))
            return False
        work = partial(scheduled.send, keys=self._casebook.keys, planned=item.id, conversation_id=item.conversation)
        gone = await self._casebook.write(work)
        crash_point("planned")
        self._live.nudge(item.conversation)
        if gone:
            self._wake_outbox(item.conversation)
        return gone
