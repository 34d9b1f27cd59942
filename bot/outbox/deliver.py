"""Takes what is committed to the outbox to the provider: in order per conversation, again when it may help.

A text of which nobody can tell whether the provider has it is looked up in the provider's list before it goes again.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import Connection

from bot.faults import moment
from bot.health import PARTS, SENDS
from bot.lanes import Lanes
from bot.outbox.lookup import Doubts, Found
from bot.provider import Provider, Sent
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import deliveries, texts
from casebook.queries.rows import alert_once, now
from casebook.records import Outgoing
from services.texts.segments import segments

log = structlog.get_logger()

# Together an hour and a half: a provider that is away for a while loses no text.
FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS = 1.0, 600.0, 22
# After a send without an outcome: when to look it up, and from when on a list without it is believed. A provider that
# answered with an error is done with it; one that did not answer may still be at work.
LOOK_IN, SURE_IN_AFTER_ERROR, SURE_IN_AFTER_SILENCE = 1.5, 1.5, 8.0
HELD = 0.05  # seconds after which a conversation that is held is looked at again


class Outbox:
    """Wake it for a conversation once something is committed for it. `sent` hears of each text that was taken."""

    def __init__(self, casebook: Casebook, provider: Provider) -> None:
        self._casebook = casebook
        self.provider = provider
        self._doubts = Doubts(casebook, lambda: self.provider)
        self._lanes = Lanes("outbox", self._step)
        self._held: dict[str, int] = {}
        self._holds: dict[str, int] = {}  # how many there were so far: what was read before one may be out of date
        self._patience = 0.0  # the loop's time before which the provider wants no text of ours
        self._sorted = asyncio.Event()
        self._sorted.set()
        self.sent: Callable[[str], None] = lambda _conversation: None
        self.wake = self._lanes.wake
        self.close = self._lanes.close

    async def recover(self) -> None:
        """Go on with whatever an earlier run of the gateway left, once it is known what the provider has of it."""
        self._sorted.clear()
        try:
            await self._doubts.sort_out()
        finally:
            self._sorted.set()
        for conversation in await self._casebook.read(texts.waiting):
            self.wake(conversation)

    @contextmanager
    def hold(self, conversation: str) -> Iterator[None]:
        """While this lasts no send to this conversation begins, so a commit in it holds for each later one."""
        self._held[conversation] = self._held.get(conversation, 0) + 1
        self._holds[conversation] = self._holds.get(conversation, 0) + 1
        try:
            yield
        finally:
            self._held[conversation] -= 1
            if not self._held[conversation]:
                del self._held[conversation]

    async def _step(self, conversation: str) -> float | None:
        await self._sorted.wait()
        if (rest := self._patience - asyncio.get_running_loop().time()) > 0:
            return rest
        keys, holds = self._casebook.keys, self._holds.get(conversation)
        due = await self._casebook.read(lambda connection: texts.next_to_send(connection, keys, conversation))
        if due is None:
            return None
        if isinstance(due, datetime):
            return max(0.05, (due - now()).total_seconds())
        if due.unsure_until is not None and not await self._missing(due):
            return 0.0
        if due.resends and await self._casebook.write(partial(deliveries.overtaken, text=due)):
            return 0.0
        # Between this line and the call to the provider nothing else runs.
        if conversation in self._held or self._holds.get(conversation) != holds:
            return HELD
        await self._send(due)
        return 0.0

    async def _send(self, text: Outgoing) -> None:
        moment("before_send")
        sent = await self.provider.send(text.address, text.text, text.message)
        if sent.verdict == "accepted":
            moment("after_accept")
            await self._casebook.write(lambda connection: texts.accepted(connection, text.message, sent.provider_id))
            self.sent(text.conversation)
            SENDS.labels("accepted").inc()
            size = segments(text.text)
            PARTS.labels(size.encoding).inc(size.parts)
        else:
            await self._not_sent(text, sent)

    async def _not_sent(self, text: Outgoing, sent: Sent) -> None:
        SENDS.labels("refused" if sent.verdict == "permanent" else "postponed").inc()
        log.warning("send_failed", why=sent.why, verdict=sent.verdict, attempts=text.attempts + 1)
        note = partial(_note, keys=self._casebook.keys, text=text, sent=sent, pause=self._pause(text, sent))
        await self._casebook.write(note)

    def _pause(self, text: Outgoing, sent: Sent) -> float:
        """Ever longer, at random so that not all come back at once; what the provider asks for holds for every text."""
        if sent.after:
            self._patience = max(self._patience, asyncio.get_running_loop().time() + sent.after)
        backoff = min(LONGEST_PAUSE, FIRST_PAUSE * 2**text.attempts) * random.uniform(0.5, 1.0)
        return max(float(backoff), sent.after * random.uniform(1.0, 1.1))

    async def _missing(self, text: Outgoing) -> bool:
        """Whether the provider has not got a text that was in doubt, so that it may go again."""
        found = await self._doubts.look_up(text)
        if found is Found.YES:
            self.sent(text.conversation)
        return found is Found.NO


def _note(connection: Connection, keys: KeyRing, text: Outgoing, sent: Sent, pause: float) -> None:
    if sent.ours:
        alert_once(connection, "provider_refuses", None)
    if sent.stopped:
        how = f"code {sent.code}"
        texts.refused(connection, keys, text.message, text.conversation, sent.code, how)
    elif sent.verdict == "permanent" or text.attempts + 1 >= MOST_ATTEMPTS:
        texts.give_up(connection, text.message, text.conversation, sent.code)
    elif sent.verdict == "unknown":
        sure_in = SURE_IN_AFTER_ERROR if sent.answered else SURE_IN_AFTER_SILENCE
        texts.doubt(connection, text.message, max(LOOK_IN, sent.after), max(sure_in, sent.after), sent.code)
    else:
        texts.postpone(connection, text.message, pause, sent.code)
