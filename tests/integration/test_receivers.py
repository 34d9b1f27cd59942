"""The page of a receiver without software: it shows the least, takes one answer, and ends."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.testing import Stage
from casebook.care import changes, tables
from casebook.queries.rows import now

sys.path.insert(0, str(Path(__file__).parent))
from care import Home


async def test_a_receiver_sees_the_packet_and_nothing_else(stage: Stage) -> None:
    home = await Home.make(stage)
    page = await (await stage.session.get(await home.link(await home.refer()))).text()
    for words in ("Birth to Three", "+18605550123", "Hartford", "18 months", "Not answered yet"):
        assert words in page
    assert "does not talk" not in page


async def test_a_yes_moves_the_referral_and_the_family_hears_of_it(stage: Stage) -> None:
    home = await Home.make(stage)
    referral = await home.refer()
    answer = await stage.session.post(await home.link(referral), data={"answer": "accept"})
    assert "Thank you" in await answer.text()
    [kept] = (await home.record()).referrals
    assert (kept.state, kept.moves[-1].actor) == ("accepted", "receiver")
    assert await home.look() == 1
    assert "said yes" in (await stage.answers(2))[-1]


async def test_a_no_needs_a_reason_and_opens_the_next_door(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.link(await home.refer())
    refused = await stage.session.post(link, data={"answer": "decline"})
    assert refused.status == 422
    await stage.session.post(link, data={"answer": "decline", "reason": "full", "note": "list until May"})
    [kept] = (await home.record()).referrals
    assert (kept.state, kept.reason, kept.moves[-1].note) == ("rejected", "full", "list until May")
    assert await home.look() == 1
    assert "not your fault" in (await stage.answers(2))[-1]
    assert (await home.states())["reached"] == "dropped"


async def test_a_link_used_twice_changes_nothing_more(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.link(await home.refer())
    await stage.session.post(link, data={"answer": "accept"})
    again = await stage.session.post(link, data={"answer": "accept"})
    assert again.status == 200
    assert "answered before" in await again.text()
    assert [move.after for move in (await home.record()).referrals[0].moves] == ["requested", "accepted"]


async def test_after_a_yes_the_same_link_says_done_and_then_the_family_is_asked_how_it_was(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.link(await home.refer())
    await stage.session.post(link, data={"answer": "accept"})
    await stage.session.post(link, data={"answer": "done"})
    assert (await home.record()).referrals[0].state == "completed"
    assert "Done" in await (await stage.session.get(link)).text()
    assert await home.look(days=3) == 2
    await stage.answers(3)
    assert any("1 (not well) to 5" in text.body for text in stage.got())


async def test_a_link_ends_with_its_time(stage: Stage) -> None:
    home = await Home.make(stage)
    link = await home.link(await home.refer())
    await stage.house.casebook.write(lambda c: c.execute(update(tables.receiver_link).values(expires_at=now())))
    for answer in (await stage.session.get(link), await stage.session.post(link, data={"answer": "accept"})):
        assert answer.status == 410
        assert "1-800-505-7000" in await answer.text()
    assert (await home.record()).referrals[0].state == "requested"


async def test_a_link_ends_when_the_family_takes_its_yes_back(stage: Stage) -> None:
    home = await Home.make(stage)
    referral = await home.refer()
    link = await home.link(referral)
    await home.apply(changes.MoveReferral(referral, "cancelled", "consent_withdrawn"), actor="family")
    assert (await stage.session.get(link)).status == 410
    assert "Hartford" not in await (await stage.session.get(link)).text()


async def test_a_new_link_ends_the_one_before(stage: Stage) -> None:
    home = await Home.make(stage)
    referral = await home.refer()
    first = await home.link(referral)
    second = await home.link(referral)
    assert [(await stage.session.get(each)).status for each in (first, second)] == [410, 200]


@pytest.mark.parametrize("path", ["/r/" + "x" * 43, "/plan/" + "x" * 43])
async def test_a_made_up_link_says_kindly_that_it_has_ended(stage: Stage, path: str) -> None:
    answer = await stage.session.get(path)
    assert answer.status == 410
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_a_receiver_reads_spanish_when_its_browser_does(stage: Stage) -> None:
    home = await Home.make(stage)
    page = await stage.session.get(await home.link(await home.refer()), headers={"Accept-Language": "es-PR"})
    assert "Le refirieron una familia" in await page.text()
