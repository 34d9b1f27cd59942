"""A family with a referral, for tests of what follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.testing import Stage
from casebook.care import applying, links, reading, tables
from casebook.care.changes import Change, OpenLink, Place
from casebook.care.records import FamilyRecord
from casebook.queries.rows import now
from services.casework.help import Family
from services.directory.places import connecticut
from services.plan.links import hashed, new_secret
from services.referrals.opening import Proposal, agreed
from services.referrals.packet import packet

TODAY = now().replace(hour=17, minute=0, second=0, microsecond=0)
# The next 17:00 UTC, which is in the day in Connecticut: never before the present, whenever this runs.
NOON = TODAY if now() <= TODAY else TODAY + timedelta(days=1)
PHONE = "+18605550123"


@dataclass(slots=True)
class Home:
    """One phone that texted, and whose record may be changed and read."""

    stage: Stage
    where: Place

    @classmethod
    async def make(cls, stage: Stage) -> "Home":
        assert await stage.text("my son does not talk yet") == 200
        await stage.answers(1)
        talk = await stage.conversation()
        return cls(stage, Place(talk.family, talk.id))

    async def apply(self, *made: Change, actor: str = "bot") -> None:
        where, casebook = Place(self.where.family, self.where.conversation, actor), self.stage.house.casebook
        await casebook.write(lambda c: applying.apply(c, casebook.keys, where, made))

    async def record(self) -> FamilyRecord:
        casebook = self.stage.house.casebook
        return await casebook.read(lambda c: reading.read(c, casebook.keys, self.where.family))

    async def refer(self, target: str = "program:birth_to_three", name: str = "Birth to Three") -> str:
        """A referral with its consent and follow-ups; answers its id."""
        family = Family(connecticut().find("06106"), 18.0, "husky")
        told = packet(target, "developmental_concern", family, "en", "sms", None)
        proposal = Proposal(target, name, "developmental_concern", told)
        assert self.where.conversation
        await self.apply(*agreed(proposal, "your phone number", "en", "sms", self.where.conversation, now()))
        return (await self.record()).referrals[-1].id

    async def link(self, referral: str) -> str:
        """The address of the receiver's page."""
        return "/r/" + await self.stage.house.casebook.write(lambda c: links.make(c, referral, "staff:test"))

    async def plan_link(self, whom: str | None = None) -> str:
        secret = new_secret()
        await self.apply(OpenLink(hashed(secret), now() + timedelta(days=1), whom))
        return f"/plan/{secret}"

    async def look(self, days: int = 0, at: datetime | None = None) -> int:
        """What goes out by itself when so many days have gone by."""
        return await self.stage.house.outreach.look(at or NOON + timedelta(days=days))

    async def states(self) -> dict[str, str]:
        """Follow-ups by kind."""
        query = select(tables.follow_up.c.kind, tables.follow_up.c.state)
        rows = await self.stage.house.casebook.read(lambda c: c.execute(query).all())
        return {row.kind: row.state for row in rows}
