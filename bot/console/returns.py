"""Leaves no family with a coordinator who does not answer: such a conversation goes back to the queue."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.console.words import Words
from bot.faults import moment as crash_point
from bot.live import Live
from bot.watches import look_again
from casebook.database import Casebook
from casebook.queries import returns
from casebook.queries.rows import now
from casebook.queries.waits import OpenTalk
from services.casework.promises import due
from services.texts.quiet_hours import next_allowed

# The phone of a family in violence may be in other hands: nothing is sent that nobody there asked for.
NOTHING_SENT = "crisis_violence"


class Returns:
    """Looks every `every` seconds while it runs; the casebook holds all it knows, so a restart loses nothing."""

    def __init__(
        self, casebook: Casebook, live: Live, wake_outbox: Callable[[str], None], words: Words, every: float = 30.0
    ) -> None:
        self._casebook = casebook
        self._live = live
        self._wake_outbox = wake_outbox
        self._words = words
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; a fault of one look is logged and the next look comes."""
        await look_again(self.look, self._every, "returns")

    async def look(self, at: datetime | None = None) -> int:
        """Give back what has waited too long at a moment (UTC without zone); answers how many went back."""
        moment = at or now()
        held = await self._casebook.read(partial(returns.held, at=moment))
        return sum([await self._give_back(each, moment) for each in held if _too_long(each, moment)])

    async def _give_back(self, talk: OpenTalk, moment: datetime) -> bool:
        awake = await self._casebook.read(partial(returns.wrote_just_now, conversation_id=talk.id, at=moment))
        work = partial(
            returns.give_back,
            keys=self._casebook.keys,
            read=talk,
            at=moment,
            told=None if talk.reason == NOTHING_SENT else self._words.family("gave_back", talk.language),
            not_before=moment if awake else next_allowed(moment),
        )
        given_back = await self._casebook.write(partial(_dying, work=work))
        crash_point("returns")
        if given_back:
            self._live.nudge(talk.id)
            self._wake_outbox(talk.id)
        return given_back


def _dying(connection: Connection, work: Callable[[Connection], bool]) -> bool:
    """The work, and a moment before its commit at which a test may end the process."""
    done = work(connection)
    crash_point("giving_back")
    return done


def _too_long(talk: OpenTalk, at: datetime) -> bool:
    """Whether its owner has had the promised time, counted from when the owner got it or last worked in it."""
    if talk.wait is None:
        return False
    since = max(talk.wait.since, talk.worked_at or talk.wait.since)
    return due(talk.wait.kind, talk.reason, since) <= at
