"""Works a conversation's messages one after the other: load, decide, one commit, then tell who waits."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.faults import moment
from bot.health import TURN_SECONDS, TURNS
from bot.lanes import Lanes
from bot.live import Live
from casebook.database import Casebook
from casebook.queries import turns
from casebook.queries.rows import now
from casebook.records import Outcome, Pending, Say

# Fits what is to be said to a channel: (channel, says, language) → the texts that go out.
type Shape = Callable[[str, list[Say], str], list[Say]]


class Turns:
    """Wake it for a conversation once a message of it is committed."""

    def __init__(
        self,
        casebook: Casebook,
        decide: Callable[[Pending], Awaitable[Outcome]],
        shape: Shape,
        live: Live,
        wake_outbox: Callable[[str], None],
    ) -> None:
        self._casebook = casebook
        self._decide = decide
        self._shape = shape
        self._live = live
        self._wake_outbox = wake_outbox
        self._lanes = Lanes("turn", self._step)
        self.wake = self._lanes.wake
        self.close = self._lanes.close

    async def recover(self) -> None:
        """Go on with whatever an earlier run of the gateway left."""
        for conversation in await self._casebook.read(turns.waiting):
            self.wake(conversation)

    async def _step(self, conversation: str) -> float | None:
        keys = self._casebook.keys
        pending = await self._casebook.read(lambda connection: turns.load(connection, keys, conversation))
        if pending is None:
            return None
        outcome = await self._decide(pending)
        moment("after_turn")
        talk = pending.conversation
        done = replace(outcome, says=self._shape(talk.channel, outcome.says, outcome.language or talk.language))
        await self._casebook.write(lambda connection: turns.finish(connection, keys, done))
        moment("after_commit")
        TURNS.labels(done.outcome).inc()
        TURN_SECONDS.observe((now() - pending.received_at).total_seconds())
        self._live.nudge(conversation)
        if done.says:
            self._wake_outbox(conversation)
        return 0.0
