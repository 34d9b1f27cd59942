"""Two records of one family: joined by a coordinator, taken apart exactly, on SQLite and on PostgreSQL."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.console.testing import Bench
from casebook import tables
from casebook.care import counting, erasing, exporting, reading
from casebook.care import tables as care
from casebook.care.changes import (
    FindNeed,
    KeepChild,
    KeepPlanItem,
    OpenLink,
    OpenReferral,
    Schedule,
    Share,
    TellFacts,
)
from casebook.care.records import Child, FamilyRecord, FollowUp, PlanItem
from casebook.care.sealing import FACTS, open_json
from casebook.console_tables import family_merge
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import binding, consents, merging
from casebook.queries.consents import Consent
from casebook.queries.merging import NotMergeable, NotUndoable
from casebook.queries.rows import new_id, now

sys.path.insert(0, str(Path(__file__).parent))
from talk_desk import TalkDesk, at, open_desk

pytestmark = pytest.mark.asyncio
PHONE = "+18605550155"
WHOLE = [table for table in tables.metadata.sorted_tables if table.name not in ("audit", "family_merge", "message")]


@pytest_asyncio.fixture(params=["sqlite", "postgres"])
async def desk(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[TalkDesk]:
    bench = Bench.at(tmp_path)
    if request.param == "postgres":
        bench.casebook.close()
        bench = Bench(Casebook(request.getfixturevalue("empty_postgres"), KeyRing.parse(KeyRing.generate())))
    async with open_desk(tmp_path, bench) as opened:
        yield opened


async def record(desk: TalkDesk, family: str) -> FamilyRecord:
    return await desk.bench.casebook.read(partial(reading.read, keys=desk.bench.casebook.keys, family=family))


async def snapshot(desk: TalkDesk) -> dict[str, list[Any]]:
    """Every row of every table that a joining may touch; facts opened, for their seal is new each time."""
    keys = desk.bench.casebook.keys
    found = {}
    for table in WHOLE:
        if table.name not in ("staff", "staff_session"):
            found[table.name] = sorted(map(repr, await desk.rows(table)))
    found["facts"] = sorted(
        (row.family, sorted(open_json(keys, FACTS, row.family, row.facts_sealed).items()), row.updated_at)
        for row in await desk.rows(care.facts)
    )
    return found


def item(text: str, key: str | None = None) -> PlanItem:
    return PlanItem(new_id(), "step", text, "open", "staff:test", now(), now(), key=key)


async def two_records(desk: TalkDesk) -> tuple[str, str]:
    """A web page and a phone of one family, each with a record of its own; some things stand in both."""
    web = await desk.bench.hears("no food", address="token", channel="web", queue_reason="asked")
    phone = await desk.bench.hears("la renta", address=PHONE, language="es")
    await desk.keep(
        web,
        TellFacts({"place": "Hartford", "child_age_months": 20.0}),
        FindNeed("food_need", "said", True),
        KeepChild(Child(new_id(), 20.0, date.today())),
        KeepPlanItem(item("Call WIC", "program:wic")),
    )
    yes = Share(new_id(), "refer", "program:snap", True, "yes to sharing", "es", "sms")
    referral = OpenReferral(new_id(), "food_need", "program:snap", "SNAP", {}, sharing=yes.id)
    await desk.keep(
        phone,
        TellFacts({"place": "Hartford 06106", "insurance": "husky_a", "phone": PHONE}),
        FindNeed("food_need", "screening"),
        FindNeed("housing_need", "said", True),
        KeepChild(Child(new_id(), 20.5, date.today())),
        KeepChild(Child(new_id(), 50.0, date.today(), name="Sam")),
        KeepPlanItem(item("Call WIC again", "program:wic")),
        KeepPlanItem(item("Ask the landlord")),
        yes,
        referral,
        Schedule(FollowUp(new_id(), phone, "reached", "waiting", now(), 0, referral.id)),
        OpenLink("a" * 64, now(), "her teacher"),
        OpenLink("b" * 64, now()),
    )
    said = Consent(True, "family", "start", "es", "START")
    talk = select(tables.conversation).where(tables.conversation.c.id == phone)
    await desk.bench.casebook.write(
        lambda connection: consents.note(connection, desk.bench.casebook.keys, connection.execute(talk).one(), said)
    )
    return web, phone


async def merge(desk: TalkDesk, kept: str, merged: str) -> str:
    """Joins the record of one conversation to that of another; answers the id of the joining."""
    families = [await desk.family(each) for each in (kept, merged)]
    work = partial(merging.merge, keys=desk.bench.casebook.keys, kept=families[0], merged=families[1])
    return await desk.bench.casebook.write(partial(work, staff_id=desk.ids["ana"]))


async def undo(desk: TalkDesk, merge_id: str) -> None:
    work = partial(merging.undo, keys=desk.bench.casebook.keys, merge_id=merge_id, staff_id=desk.ids["ben"])
    await desk.bench.casebook.write(work)


async def test_joined_records_are_one_with_nothing_twice(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    family = await desk.family(web)
    await merge(desk, web, phone)
    assert await desk.family(phone) == family
    whole = await record(desk, family)
    assert sorted(need.label for need in whole.needs) == ["food_need", "housing_need"]
    assert sorted((child.age_months, child.name) for child in whole.children) == [(20.0, None), (50.0, "Sam")]
    assert sorted(step.text for step in whole.plan) == ["Ask the landlord", "Call WIC"]
    assert whole.facts == {
        "place": "Hartford", "child_age_months": 20.0, "insurance": "husky_a", "phone": PHONE
    }  # fmt: skip
    assert [(each.subject, each.channel) for each in whole.sharings] == [("program:snap", "sms")]
    assert [each.name for each in whole.referrals] == ["SNAP"]


async def test_consents_stay_with_the_address_that_gave_them(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    before = await desk.rows(tables.consent)
    await merge(desk, web, phone)
    assert await desk.rows(tables.consent) == before
    assert before[0].conversation == phone
    [yes] = await desk.rows(care.sharing)
    assert yes.conversation == phone


async def test_whoever_was_shown_one_record_is_not_shown_the_other(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    merged = await desk.family(phone)
    await merge(desk, web, phone)
    links = {row.token_hash[0]: row.family for row in await desk.rows(care.share_link)}
    assert links == {"a": merged, "b": await desk.family(web)}


async def test_undoing_puts_every_row_back_where_it_was(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    before = await snapshot(desk)
    merge_id = await merge(desk, web, phone)
    assert await snapshot(desk) != before
    await undo(desk, merge_id)
    assert await snapshot(desk) == before
    with pytest.raises(NotUndoable):
        await undo(desk, merge_id)


async def test_a_record_without_facts_has_none_again_after_undoing(desk: TalkDesk) -> None:
    phone = (await two_records(desk))[1]
    bare = await desk.bench.hears("hello", address="other-token", channel="web")
    before = await snapshot(desk)
    merge_id = await merge(desk, bare, phone)
    assert (await record(desk, await desk.family(bare))).facts["insurance"] == "husky_a"
    await undo(desk, merge_id)
    assert await snapshot(desk) == before


async def test_what_came_since_goes_with_its_conversation_or_stays(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    kept, merged = await desk.family(web), await desk.family(phone)
    merge_id = await merge(desk, web, phone)
    yes = Share(new_id(), "refer", "program:husky", True, "yes", "es", "sms")
    await desk.keep(
        phone,
        yes,
        OpenReferral("c" * 32, "health_care_need", "program:husky", "HUSKY", {}, sharing=yes.id),
        FindNeed("health_care_need", "said", True),
        TellFacts({"insurance": "none"}),
    )
    await desk.keep(web, Schedule(FollowUp(new_id(), web, "served", "waiting", now(), 0, "c" * 32)))
    await desk.bench.hears("one more", address=PHONE)
    await undo(desk, merge_id)
    theirs, ours = await record(desk, merged), await record(desk, kept)
    assert sorted(each.name for each in theirs.referrals) == ["HUSKY", "SNAP"]
    assert sorted(each.kind for each in theirs.follow_ups) == ["reached", "served"]
    assert ours.referrals == ours.sharings == ()
    assert "health_care_need" in {need.label for need in ours.needs}
    assert ours.facts["insurance"] == "none"  # told since: it is nobody else's
    assert "phone" not in ours.facts
    assert theirs.facts["insurance"] == "husky_a"
    assert await desk.family(phone) == merged


async def test_joinings_one_upon_another_are_undone_in_turn(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    third = await desk.bench.hears("me too", address="+18605550166")
    before = await snapshot(desk)
    first = await merge(desk, web, phone)
    second = await merge(desk, third, web)
    assert await desk.family(phone) == await desk.family(third)
    with pytest.raises(NotUndoable):
        await undo(desk, first)
    await undo(desk, second)
    await undo(desk, first)
    assert await snapshot(desk) == before


async def test_one_record_is_not_joined_to_itself_nor_a_joined_one_again(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    merged = await desk.family(phone)
    with pytest.raises(NotMergeable):
        await merge(desk, web, web)
    await merge(desk, web, phone)
    again = partial(merging.merge, keys=desk.bench.casebook.keys, kept=await desk.family(web), merged=merged)
    with pytest.raises(NotMergeable):
        await desk.bench.casebook.write(partial(again, staff_id=desk.ids["ana"]))


async def test_of_two_who_join_at_once_in_both_directions_one_wins(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    before = await snapshot(desk)
    done = await asyncio.gather(merge(desk, web, phone), merge(desk, phone, web), return_exceptions=True)
    assert [type(each) for each in done].count(NotMergeable) == 1
    assert await desk.family(web) == await desk.family(phone)
    await undo(desk, next(each for each in done if isinstance(each, str)))
    assert await snapshot(desk) == before


async def test_erasing_the_family_erases_both_parts(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    merged = await desk.family(phone)
    await merge(desk, web, phone)
    family, keys = await desk.family(web), desk.bench.casebook.keys
    copy = await desk.bench.casebook.read(partial(exporting.export, keys=keys, family=family))
    assert copy["joined"][0]["facts"]["place"] == "Hartford 06106"
    found = await desk.bench.casebook.read(partial(exporting.find_family, keys=keys, reference=merged))
    assert found == family
    await desk.bench.casebook.write(partial(erasing.erase, keys=keys, family=family, actor="test"))
    left = {name: rows for name, rows in (await snapshot(desk)).items() if rows}
    assert len(left.pop("erased_text")) == 2  # of both parts: keyed hashes, so that no list brings the texts back
    assert left == {}
    assert await desk.rows(family_merge) == []


async def test_a_need_of_both_records_is_counted_once(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    await merge(desk, web, phone)
    found = await desk.bench.casebook.read(partial(counting.everything, keys=desk.bench.casebook.keys))
    assert sorted(need.values["label"] for need in found.needs) == ["food_need", "housing_need"]


# ---- At the desk


async def test_a_coordinator_sees_why_joins_and_takes_apart(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    await desk.keep(web, TellFacts({"phone": PHONE}))
    merged = await desk.family(phone)
    listed = await desk.page(web, "/merge")
    assert "They gave the same phone number" in listed
    both = await desk.page(web, f"/merge?other={phone}")
    assert "la renta" in both
    assert "no food" in both
    assert "read" in await desk.audited(phone)
    assert (await desk.ana.post(at(web, "/merge"), other=phone)).status == 303
    page = await desk.page(web, "/merge")
    assert "Ana Ruiz joined another record" in page
    assert f'href="{at(phone)}"' in await desk.page(web)
    [row] = await desk.rows(family_merge)
    await desk.ben.open(at(phone))
    assert (await desk.ben.post(at(phone, "/merge/undo"), merge=row.id)).status == 303
    assert await desk.family(phone) == merged
    assert {"merge", "undo_merge"} <= set(await desk.audited(phone))
    assert (await desk.ben.post(at(phone, "/merge/undo"), merge=row.id)).status == 409


async def test_a_phone_number_finds_the_record_without_standing_in_an_address(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    await desk.ana.open(at(web, "/merge"))
    found = await desk.ana.post(at(web, "/merge/look"), other="(860) 555-0155")
    assert f'value="{phone}"' in await found.text()
    nobody = await desk.ana.post(at(web, "/merge/look"), other="860-555-0199")
    assert nobody.status == 404
    assert "No family writes from that address" in await nobody.text()


@pytest.mark.parametrize("other", ["", "x", "0" * 32])
async def test_nothing_is_joined_to_nobody(desk: TalkDesk, other: str) -> None:
    web, _phone = await two_records(desk)
    await desk.ana.open(at(web, "/merge"))
    assert (await desk.ana.post(at(web, "/merge"), other=other)).status == 422
    assert await desk.rows(family_merge) == []


async def test_a_texted_code_and_a_child_of_the_same_age_and_town_are_reasons(desk: TalkDesk) -> None:
    web, phone = await two_records(desk)
    await desk.keep(phone, TellFacts({"place": "Hartford", "phone": None}))
    keys = desk.bench.casebook.keys
    digits, _until = await desk.bench.casebook.write(lambda connection: binding.new_code(connection, keys, web))
    became = await desk.bench.casebook.write(lambda connection: binding.redeem(connection, keys, phone, digits))
    assert became.outcome == "merge"
    page = await desk.page(web, "/merge")
    assert "One texted the code" in page
    assert "A child of the same age in the same town" in page
