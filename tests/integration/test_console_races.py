"""Nothing is assigned twice: two gateways on one database, SQLite and PostgreSQL, take and give at the same moment."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert, select

from casebook import chain, tables
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import desk, intake, passing, returns, turns, unworked
from casebook.queries.desk import NotYours
from casebook.queries.rows import now
from casebook.records import Outcome

pytestmark = pytest.mark.asyncio
ANA, BEN, EVA, LEA, FAY = (letter * 32 for letter in "abcde")
ROUNDS = 6


@dataclass(slots=True)
class Two:
    """Two casebooks on one database, as two gateways have them."""

    one: Casebook
    other: Casebook

    async def family(self, number: int) -> str:
        """A conversation that waits."""
        keys = self.one.keys
        accept = partial(
            intake.accept,
            keys=keys,
            channel="sms",
            address=f"+1860555{number:04}",
            provider="test",
            provider_id=str(number),
            text="hello",
        )
        talk = (await self.one.write(accept)).conversation
        [pending] = await self.one.read(partial(unworked.load, keys=keys, conversation_id=talk))
        queued = Outcome(pending.message, talk, queue_reason="asked", queue_priority=5)
        await self.one.write(partial(turns.finish, keys=keys, done=queued))
        return talk

    def take(self, book: Casebook, talk: str, who: str) -> Callable[[], object]:
        return partial(self._do, book, desk.join, talk, who, greeting="Hi.")

    def give(self, book: Casebook, talk: str, who: str, to: str, *, lead: bool = False) -> Callable[[], object]:
        return partial(self._do, book, passing.give, talk, who, to=to, told="She has it.", lead=lead)

    async def _do(self, book: Casebook, how: Callable[..., bool], talk: str, who: str, **more: object) -> bool:
        try:
            return await book.write(partial(how, keys=book.keys, conversation_id=talk, staff_id=who, **more))
        except NotYours:
            return False

    async def state(self, talk: str) -> tuple[str, str | None, int, list[str]]:
        """Owner, staff, how many lines of ours, and who did what."""
        row = await self.one.read(
            lambda c: c.execute(select(tables.conversation).where(tables.conversation.c.id == talk)).one()
        )
        audit = await self.one.read(lambda c: c.execute(select(tables.audit).order_by(tables.audit.c.seq)).all())
        return (
            row.owner,
            row.staff,
            row.last_seq - 1,
            [each.action for each in audit if each.subject == talk and each.action != "reply"],
        )


@pytest_asyncio.fixture(params=["sqlite", "postgres"])
async def two(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Two]:
    url = f"sqlite:///{tmp_path / 'casebook.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("empty_postgres")
    keys = KeyRing.parse(KeyRing.generate())
    both = Two(Casebook(url, keys), Casebook(url, keys))
    people = [
        {
            "id": each,
            "email": f"{each[0]}@example.org",
            "name": each[0],
            "role": "lead" if each == LEA else "coordinator",
        }
        | {"failed_logins": 0, "created_at": now()}
        for each in (ANA, BEN, EVA, LEA, FAY)
    ]
    await both.one.write(lambda connection: connection.execute(insert(tables.staff), people))
    yield both
    verdict = await both.one.read(lambda connection: chain.verify(connection, keys.audit_key))
    assert verdict.whole
    both.one.close()
    both.other.close()


async def at_once(*acts: Callable[[], object]) -> list[bool]:
    return list(await asyncio.gather(*(act() for act in acts)))  # type: ignore[call-overload]


async def test_of_many_who_take_and_give_what_waits_exactly_one_has_it(two: Two) -> None:
    for number in range(ROUNDS):
        talk = await two.family(number)
        done = await at_once(
            two.take(two.one, talk, ANA),
            two.take(two.other, talk, BEN),
            two.give(two.other, talk, FAY, EVA),
            two.give(two.one, talk, FAY, LEA),
        )
        assert sum(done) == 1
        owner, staff, lines, audit = await two.state(talk)
        assert (owner, lines, len(audit)) == ("person", 1, 1)
        assert staff == (ANA, BEN, EVA, LEA)[done.index(True)]


async def test_an_owner_who_gives_it_to_two_gives_it_to_one(two: Two) -> None:
    for number in range(ROUNDS):
        talk = await two.family(number)
        await at_once(two.take(two.one, talk, ANA))
        done = await at_once(two.give(two.one, talk, ANA, BEN), two.give(two.other, talk, ANA, EVA))
        assert sum(done) == 1
        _, staff, lines, audit = await two.state(talk)
        assert (staff, lines) == ((BEN, EVA)[done.index(True)], 2)
        assert audit == ["take", "give"]


async def test_what_goes_back_while_it_is_given_on_ends_in_one_hand(two: Two) -> None:
    later = now() + timedelta(days=7)
    for number in range(ROUNDS):
        talk = await two.family(number)
        await at_once(two.take(two.one, talk, ANA))
        [read] = [each for each in await two.one.read(partial(returns.held, at=later)) if each.id == talk]
        back = partial(
            returns.give_back, keys=two.other.keys, read=read, at=later, told="Back again.", not_before=later
        )
        given, returned = await asyncio.gather(two.give(two.one, talk, ANA, BEN)(), two.other.write(back))  # type: ignore[call-overload]
        owner, staff, _, audit = await two.state(talk)
        assert given, "what waits may be given, and what is one's own"
        assert (owner, staff) == ("person", BEN)
        assert audit == (["take", "give_back", "give"] if returned else ["take", "give"])


async def test_only_the_owner_speaks_while_it_is_given_on(two: Two) -> None:
    for number in range(ROUNDS):
        talk = await two.family(number)
        await at_once(two.take(two.one, talk, ANA))
        reply = partial(two._do, two.other, desk.reply, talk, ANA, text="Here is help.")
        given, replied = await at_once(two.give(two.one, talk, ANA, BEN), reply)
        assert given
        _, staff, lines, _ = await two.state(talk)
        assert staff == BEN
        assert lines == (3 if replied else 2)
