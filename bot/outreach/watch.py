"""Asks families how it went, when it is time: durable, once, by day, and after two tries a person looks.

Where somebody else reads the phone and the family wants nobody to write, a person looks at once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from bot.faults import moment as crash_point
from bot.live import Live
from bot.watches import look_again
from casebook.care import erasing, reading
from casebook.care import outreach as rows
from casebook.care.outreach import Due, Question
from casebook.care.records import FamilyRecord, FollowUp, Referral
from casebook.database import Casebook
from casebook.queries.rows import now
from services.casework import Desk
from services.casework.desk import PRIORITY
from services.casework.offer import Offer
from services.outreach.kinds import outreach
from services.outreach.next_door import next_door
from services.outreach.texts import NEXT, word
from services.texts.quiet_hours import next_allowed

FORM: Final = "follow_up_form"
# Kinds that tell something and ask nothing.
NEWS: Final = frozenset({"accepted"})


class Outreach:
    """Looks every `every` seconds while it runs; the casebook holds all it knows, so a restart loses nothing."""

    def __init__(
        self,
        casebook: Casebook,
        live: Live,
        wake_outbox: Callable[[str], None],
        desk: Callable[[], Desk],
        every: float = 30.0,
    ) -> None:
        self._casebook = casebook
        self._live = live
        self._wake_outbox = wake_outbox
        self._desk = desk
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; a fault of one look is logged and the next look comes."""
        await look_again(self.look, self._every, "outreach")

    async def look(self, at: datetime | None = None) -> int:
        """Deal with everything that is due at a moment (UTC); answers how many questions went out."""
        moment = at or now()
        asked = 0
        for item in await self._casebook.read(partial(rows.due, at=moment)):
            asked += await self._deal_with(item, moment)
        return asked

    async def _deal_with(self, item: Due, moment: datetime) -> bool:
        if item.kind == "erase":
            keys = self._casebook.keys
            await self._casebook.write(lambda c: erasing.erase_if_quiet(c, keys, item.family))
            return False
        if item.asked_for_silence or item.tries >= outreach().tries:
            priority = PRIORITY["no_answer"]
            if await self._casebook.write(partial(rows.give_up, item=item, priority=priority)):
                self._live.nudge(item.conversation)
            return False
        if (allowed := next_allowed(moment)) > moment:
            await self._casebook.write(partial(rows.postpone, item=item, until=allowed))
            return False
        return await self._ask(item, moment)

    async def _ask(self, item: Due, moment: datetime) -> bool:
        keys = self._casebook.keys
        record = await self._casebook.read(lambda c: reading.read(c, keys, item.family))
        question = self._question(item, record)
        again = moment + timedelta(days=outreach().again_after) if question.form else None

        def put(connection: Connection) -> bool:
            return rows.put(connection, keys, item, question, again)

        if not await self._casebook.write(put):
            return False
        crash_point("outreach")
        if item.kind == NEXT and question.form is None:  # nothing found: the sentence promised a person
            await self._casebook.write(partial(rows.call_person, item=item, priority=PRIORITY["no_answer"]))
        self._live.nudge(item.conversation)
        self._wake_outbox(item.conversation)
        return True

    def _question(self, item: Due, record: FamilyRecord) -> Question:
        follow_up = next(each for each in record.follow_ups if each.id == item.id)
        about = follow_up.referral or follow_up.details.get("about")
        referral = next((each for each in record.referrals if each.id == about), None)
        door = self._next_door(follow_up, record, referral, item.language)
        asked = word(follow_up, referral, item.language, door.name if door else None)
        news = follow_up.kind in NEWS or (follow_up.kind == NEXT and door is None)
        form = None if news else FORM
        return Question(asked.text, asked.choices, _slots(follow_up, referral, door), form)

    def _next_door(
        self, follow_up: FollowUp, record: FamilyRecord, closed: Referral | None, language: str
    ) -> Offer | None:
        if follow_up.kind != NEXT or closed is None:
            return None
        desk = self._desk()
        return next_door(record, closed, language, desk.now, desk.find)


def _slots(follow_up: FollowUp, referral: Referral | None, door: Offer | None) -> dict[str, Any]:
    """What the talk goes on with: which question stands open, and the door that was named in it."""
    slots: dict[str, Any] = {"follow_up": f"{follow_up.kind}:{follow_up.id}", "outcome": None, "question": "outcome"}
    if referral is not None:
        slots["needs"] = [referral.need]
    if door is not None:
        slots |= {"listed": [door.key], "shown": [door.key]}
    return slots
