"""The H.O.M.E. story of the sources, by SMS, in both languages: a toddler who misses visits for want of a ride and has
no early intervention ends with a ride, an accepted referral, an answered follow-up, and a plan that shows it all."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import yaml
from families import Heard, Phone

from bot.run import Running
from casebook.care import links, reading
from casebook.care.records import FamilyRecord
from casebook.queries.rows import now
from services.library.root import ROOT

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

STORIES = yaml.safe_load((ROOT / "tests" / "cases" / "care" / "home.yml").read_text(encoding="utf-8"))
TODAY = now().replace(hour=17, minute=0, second=0, microsecond=0)
# The next 17:00 UTC, which is in the day in Connecticut.
NOON = TODAY if now() <= TODAY else TODAY + timedelta(days=1)


def chosen(heard: Heard, words: str) -> str:
    """The number to send for the choice that holds the words."""
    return str(next(number for number, title in enumerate(heard.choices, 1) if words in title))


async def record(house: Running, phone: Phone) -> FamilyRecord:
    talk, casebook = await phone.held(), house.house.casebook
    return await casebook.read(lambda c: reading.read(c, casebook.keys, talk.family))


async def answer_as_receiver(house: Running, referral: str, **form: str) -> str:
    """What a program's staff do with the link that a coordinator gave them."""
    secret = await house.house.casebook.write(lambda c: links.make(c, referral, "staff:test"))
    async with aiohttp.ClientSession() as session, session.post(f"{house.address}/r/{secret}", data=form) as page:
        assert page.status == 200
        return await page.text()


async def told(house: Running, phone: Phone, days: int) -> list[str]:
    """The texts that go out by themselves when so many days have gone by."""
    await house.house.outreach.look(NOON + timedelta(days=days))
    return await phone.more()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["language"])
async def test_the_home_story_ends_with_a_family_that_is_connected(house: Running, story: dict[str, Any]) -> None:
    phone, heard = Phone(house), Heard([], [])
    for turn in story["talk"]:
        heard = await (phone.say(turn["family"]) if "family" in turn else phone.press(chosen(heard, turn["press"])))
        everything = "\n".join(heard.texts)
        for words in turn["heard"]:
            assert words in everything, everything

    kept = await record(house, phone)
    by_target = {each.target: each for each in kept.referrals}
    assert {each.state for each in kept.referrals} == {"requested"}
    assert set(by_target) == {"program:birth_to_three", "program:husky_rides"}
    assert "contact" in by_target["program:birth_to_three"].packet
    assert all(each.sharing for each in kept.referrals)

    page = await answer_as_receiver(house, by_target["program:birth_to_three"].id, answer="accept")
    assert "Thank you" in page
    await answer_as_receiver(house, by_target["program:husky_rides"].id, answer="accept")
    news = "\n".join(await told(house, phone, 0))
    assert story["accepted"] in news

    asked = "\n".join(await told(house, phone, 4))
    assert story["asked"] in asked
    heard = await phone.say(story["answer"])
    assert story["thanked"] in "\n".join(heard.texts)

    states = {each.target: each.state for each in (await record(house, phone)).referrals}
    assert "in-progress" in states.values()
    heard = await phone.say(story["plan"])
    everything = "\n".join(heard.texts)
    assert "Birth to Three" in everything
    assert "/plan/" in everything
