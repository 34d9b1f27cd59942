"""Looks for families who were asked whether they are safe and did not answer: silence counts as danger."""

from collections.abc import Callable
from functools import partial

from bot.live import Live
from bot.watches import look_again
from casebook.database import Casebook
from casebook.queries import silence
from casebook.queries.rows import now
from services import safety
from services.casework.desk import PRIORITY

# The phone of a family in violence may be in other hands: nothing is sent that nobody there asked for.
NOTHING_SENT = "crisis_violence"


class Silence:
    """Looks every `every` seconds while it runs; the casebook holds all it knows, so a restart loses nothing."""

    def __init__(self, casebook: Casebook, live: Live, wake_outbox: Callable[[str], None], every: float = 30.0) -> None:
        self._casebook = casebook
        self._live = live
        self._wake_outbox = wake_outbox
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; a fault of one look is logged and the next look comes."""
        await look_again(self.look, self._every, "silence")

    async def look(self) -> None:
        """Raise the alarm for each question that has waited too long."""
        before = now() - safety.silence()
        for asked in await self._casebook.read(partial(silence.overdue, asked_before=before)):
            quiet = asked.label == NOTHING_SENT or asked.asked_for_silence
            text = None if quiet else safety.doubt("silence", asked.language)
            keys, talk, priority = self._casebook.keys, asked.conversation, PRIORITY["crisis"]
            raised = await self._casebook.write(
                partial(silence.raise_alarm, keys=keys, conversation_id=talk, text=text, priority=priority)
            )
            if raised:
                self._live.nudge(talk)
                self._wake_outbox(talk)
