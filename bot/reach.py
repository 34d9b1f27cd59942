"""What stands behind the widget's extra buttons: who is at the desk, be called, go on by text, how far one has read."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.channels.web.ports import CallBack, PhoneCode, Plan, Ports, Staffing
from bot.errors import Unavailable
from bot.live import Live
from bot.messages import Language
from bot.turn.linking import WORD, Joined
from casebook.database import Casebook
from casebook.queries import binding, board, call_backs, intake, read_marks
from casebook.queries.rows import add_line
from services.casework.desk import PRIORITY
from services.casework.staff_hours import back, reach_words

log = structlog.get_logger()

AT_WORK = timedelta(minutes=15)  # nobody who has done nothing at the desk for so long is said to be there
NOTES_IN = "en"  # staff's notes are kept in one language


class Reach:
    """`now` is the time in Connecticut, `number` the one that families text to (E.164)."""

    def __init__(self, casebook: Casebook, live: Live, number: str, now: Callable[[], datetime]) -> None:
        self._casebook = casebook
        self._live = live
        self._number = number
        self._now = now

    def ports(self, plan: Plan | None = None) -> Ports:
        """The doors for the web channel; without `plan` no card offers to be kept."""
        return Ports(self.staffing, self.call_back, self.code, self.read, plan)

    async def staffing(self, language: Language) -> Staffing:
        """Whether somebody is at the desk, and if not, when they are back."""
        here = await self._casebook.read(lambda connection: board.someone_here(connection, AT_WORK))
        return Staffing(here, None if here else back(self._now(), language))

    async def call_back(self, wish: CallBack) -> str | None:
        """Put the wish in the queue; answers the conversation. Raises Unavailable."""
        return await self._write(lambda connection: self._call_back(connection, wish))

    async def code(self, address: str, language: Language) -> PhoneCode:
        """A new code for this browser's conversation. Raises Unavailable."""
        digits = await self._write(lambda connection: self._code(connection, address, language))
        minutes = int(binding.LASTS.total_seconds() // 60)
        return PhoneCode(f"{WORD} {digits[:4]} {digits[4:]}", self._number, minutes)

    async def read(self, address: str, seq: int) -> str | None:
        """The family has read so far. Raises Unavailable."""
        keys = self._casebook.keys
        return await self._write(lambda connection: read_marks.family_read(connection, keys, address, seq))

    async def join(self, phone: str, digits: str) -> Joined:
        """Join a phone's conversation to the page that showed the code, and tell the page."""
        found = await self._casebook.write(lambda connection: self._join(connection, phone, digits))
        for conversation in (found.page, phone):
            if conversation:
                self._live.nudge(conversation)
        return found.outcome, found.language

    async def _write[T](self, work: Callable[[Connection], T]) -> T:
        try:
            return await self._casebook.write(work)
        except DBAPIError as error:
            log.error("reach_unavailable", error=type(error).__name__)
            raise Unavailable("the casebook cannot be written now; ask again") from error

    def _call_back(self, connection: Connection, wish: CallBack) -> str:
        keys, family, staff = self._casebook.keys, reach_words("family"), reach_words("staff")
        talk = intake.open_conversation(connection, keys, "web", wish.address, wish.language)
        when = family.say(f"at_{wish.best_time}", wish.language)
        note_when = family.say(f"at_{wish.best_time}", NOTES_IN)
        call_backs.ask(
            connection,
            keys,
            talk,
            wish.request,
            wish.phone,
            wish.best_time,
            priority=PRIORITY["call_back"],
            answer=family.say("call_back_taken", wish.language, ending=wish.phone[-4:], when=when),
            note=staff.say("call_back_note", NOTES_IN, phone=wish.phone, when=note_when),
        )
        return talk

    def _code(self, connection: Connection, address: str, language: Language) -> str:
        keys = self._casebook.keys
        talk = intake.open_conversation(connection, keys, "web", address, language)
        return binding.new_code(connection, keys, talk)[0]

    def _join(self, connection: Connection, phone: str, digits: str) -> binding.Binding:
        keys = self._casebook.keys
        found = binding.redeem(connection, keys, phone, digits)
        if found.page is None or found.again:
            return found
        told = reach_words("family").say(f"page_{found.outcome}", found.language or "en", ending=found.ending)
        add_line(connection, keys, found.page, "bot", told)
        if found.outcome == "merge":
            note = reach_words("staff").say("merge_note", NOTES_IN, page=found.page[:8])
            add_line(connection, keys, phone, "note", note)
        return found
