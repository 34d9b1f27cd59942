"""Takes what is committed to the outbox to the provider: in order per conversation, again when it may help."""

import random
from datetime import datetime
from typing import Protocol

import structlog

from bot.errors import SendFailed
from bot.faults import moment
from bot.health import SENDS
from bot.lanes import Lanes
from casebook.database import Casebook
from casebook.queries import texts
from casebook.queries.rows import now
from casebook.records import Outgoing

log = structlog.get_logger()

# Together an hour and a half: a provider that is away for a while loses no text.
FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS = 1.0, 600.0, 22


class Sender(Protocol):
    """A provider: answers its message id or raises SendFailed."""

    async def send(self, to: str, text: str, outbox: str) -> str: ...


class Outbox:
    """Wake it for a conversation once something is committed for it."""

    def __init__(self, casebook: Casebook, sender: Sender) -> None:
        self._casebook = casebook
        self._sender = sender
        self._lanes = Lanes("outbox", self._step)
        self.wake = self._lanes.wake
        self.close = self._lanes.close

    async def recover(self) -> None:
        """Go on with whatever an earlier run of the gateway left."""
        for conversation, _due in await self._casebook.read(texts.waiting):
            self.wake(conversation)

    async def _step(self, conversation: str) -> float | None:
        keys = self._casebook.keys
        due = await self._casebook.read(lambda connection: texts.next_to_send(connection, keys, conversation))
        if due is None:
            return None
        if isinstance(due, datetime):
            return max(0.05, (due - now()).total_seconds())
        await self._send(due)
        return 0.0

    async def _send(self, text: Outgoing) -> None:
        moment("before_send")
        try:
            sid = await self._sender.send(text.address, text.text, text.message)
        except SendFailed as error:
            SENDS.labels("refused" if error.permanent else "postponed").inc()
            await self._failed(text, error)
            return
        moment("after_accept")
        SENDS.labels("accepted").inc()
        await self._casebook.write(lambda connection: texts.accepted(connection, text.message, sid))

    async def _failed(self, text: Outgoing, error: SendFailed) -> None:
        log.warning("send_failed", code=error.code, permanent=error.permanent, attempts=text.attempts + 1)
        if error.permanent or text.attempts + 1 >= MOST_ATTEMPTS:
            await self._casebook.write(
                lambda connection: texts.give_up(
                    connection, text.message, text.conversation, error.code, stopped=error.stopped
                )
            )
            return
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**text.attempts) * random.uniform(0.5, 1.0)
        await self._casebook.write(lambda connection: texts.postpone(connection, text.message, pause, error.code))
