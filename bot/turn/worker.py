"""Works a conversation's messages one after the other: load, decide, one commit, then tell who waits.

Texts that come together are read together (bot/turn/bursts.py); docs/decisions/2026-11-27-bursts.md says why so.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from bot.faults import moment
from bot.health import TURN_SECONDS, TURNS
from bot.lanes import Lanes
from bot.live import Live
from bot.turn import bursts
from bot.turn.bursts import Bundle
from bot.turn.decide import Decide
from bot.turn.rhythm import Rhythm
from casebook.database import Casebook
from casebook.queries import missed, turns, unworked
from casebook.queries.rows import now
from casebook.records import Outcome, Pending, Say
from services.texts.unfinished import unfinished

# Fits what is to be said to a channel: (channel, says, language) → the texts that go out.
type Shape = Callable[[str, list[Say], str], list[Say]]
# While it lasts, no send to a conversation begins.
type Hold = Callable[[str], AbstractContextManager[None]]


class Turns:
    """Wake it for a conversation once a message of it is committed."""

    def __init__(
        self,
        casebook: Casebook,
        decide: Decide,
        shape: Shape,
        live: Live,
        wake_outbox: Callable[[str], None],
        hold: Hold = lambda _conversation: nullcontext(),
    ) -> None:
        self._casebook = casebook
        self._decide = decide
        self._shape = shape
        self._live = live
        self._wake_outbox = wake_outbox
        self._hold = hold
        self.rhythm = Rhythm()
        self._news: dict[str, asyncio.Future[None]] = {}
        self._lanes = Lanes("turn", self._step)
        self.close = self._lanes.close

    def wake(self, conversation: str) -> None:
        """A message of it was committed."""
        self.rhythm.came(conversation)
        news = self._news.get(conversation)
        if news is not None and not news.done():
            news.set_result(None)
        self._lanes.wake(conversation)

    async def recover(self) -> None:
        """Go on with whatever an earlier run of the gateway left."""
        for conversation in await self._casebook.read(unworked.waiting):
            self._lanes.wake(conversation)

    async def read_again(self, conversation: str) -> None:
        """What the assistant missed of a conversation is worked now: it can read again."""
        await self._put_back(conversation)
        self._lanes.wake(conversation)

    async def _step(self, conversation: str) -> float | None:
        keys = self._casebook.keys
        waiting = await self._casebook.read(lambda connection: unworked.load(connection, keys, conversation))
        if not waiting:
            return None
        found = bursts.bundle(waiting, self._decide.kind)
        if (pause := self._pause(found)) > 0:
            return pause
        outcome = await self._decided(found)
        if outcome is None:
            return 0.0  # a further text came: all are read again, together
        if _reads_again(found.pending, outcome) and await self._put_back(conversation):
            return 0.0  # the assistant is back: what it missed before is read with this
        moment("after_turn")
        await self._commit(found.pending, outcome)
        return 0.0

    async def _put_back(self, conversation: str) -> int:
        return await self._casebook.write(lambda connection: missed.put_back(connection, conversation, now()))

    def _pause(self, found: Bundle) -> float:
        """How long to wait for a further text: not at all after a lone one that is whole."""
        text = found.pending
        if found.hurry or text.conversation.channel != "sms":
            return 0.0
        if not text.also and not self.rhythm.in_burst(text.conversation.id) and not unfinished(text.text):
            return 0.0
        pause = bursts.settle(found, now())
        # Danger, a keyword and an answer to what we asked wait for nobody; texts among others were looked at already.
        at_once = pause and not text.also and (self._decide.kind(text) != "words" or self._decide.answers(text))
        return 0.0 if at_once else pause

    async def _decided(self, found: Bundle) -> Outcome | None:
        """What the turn comes to; None when another text came meanwhile and the turn has to be made with it."""
        text = found.pending
        if text.conversation.channel != "sms" or not bursts.may_wait(found, now()):
            return await self._decide(text)
        news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._news[text.conversation.id] = news
        deciding = asyncio.ensure_future(self._decide(text))
        try:
            await asyncio.wait((deciding, news), return_when=asyncio.FIRST_COMPLETED)
            return None if news.done() else deciding.result()
        finally:
            del self._news[text.conversation.id]
            deciding.cancel()
            await asyncio.gather(deciding, return_exceptions=True)

    async def _commit(self, text: Pending, outcome: Outcome) -> None:
        talk, keys = text.conversation, self._casebook.keys
        self._cut_loop(text, outcome)
        says = self._shape(talk.channel, outcome.says, outcome.language or talk.language)
        done = replace(outcome, says=says, also=text.also)
        # After the commit of a STOP nothing goes out: a send that has not begun by now waits and is then dropped.
        with self._hold(talk.id) if done.consent is False else nullcontext():
            await self._casebook.write(lambda connection: turns.finish(connection, keys, done))
        moment("after_commit")
        TURNS.labels(done.outcome).inc()
        if not text.missed:  # that it waited is told by the turn that failed
            TURN_SECONDS.observe((now() - text.received_at).total_seconds())
        self._live.nudge(talk.id)
        if done.says:
            self._wake_outbox(talk.id)

    def _cut_loop(self, text: Pending, outcome: Outcome) -> None:
        """The same words got the same answer again and again: a machine is at the other end, and a person is told."""
        if text.conversation.channel == "sms" and outcome.outcome == "answered":
            said = "\n".join(say.text for say in outcome.says)
            if times := self.rhythm.loops(text.conversation.id, text.text, said):
                self._decide.cut(text, outcome, first=times == 1)


def _reads_again(text: Pending, outcome: Outcome) -> bool:
    """Whether this was read while what came before it is not: nothing is answered past what was missed."""
    return outcome.outcome == "answered" and not text.missed and text.conversation.queue_reason in missed.WAITS
