"""The story so far: ten lines at most, drawn from what is kept."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.console.story import Fact, Telling, spoken
from bot.console.story_lines import LONGEST, MOST, story
from bot.console.testing import words
from bot.console.words import Words
from bot.messages import Language
from casebook.care.records import Child, FamilyRecord, FollowUp, Need, PlanItem, Referral, Screening, Sharing
from casebook.queries.call_backs import CallBack
from casebook.queries.family_view import FamilyView, Offered, Said
from casebook.records import Conversation, Danger

WORDS = Words(words())
NOW = datetime(2026, 11, 27, 15, 0)
TALK = Conversation(
    id="a" * 32, family="f" * 32, channel="sms", language="es", language_chosen=True, owner="queue", staff=None,
    queue_reason="asked", queue_priority=5, queued_at=NOW, opted_out=False, greeted=True, crisis_at=None,
    closed_at=None, last_seq=9, created_at=NOW - timedelta(days=9), updated_at=NOW,
)  # fmt: skip


def told(talk: Conversation = TALK, language: Language = "en", **view: Any) -> list[Fact]:
    record = view.pop("record", FamilyRecord("f" * 32))
    return story(Telling(talk, FamilyView(record, **view), WORDS, language, date(2026, 11, 27)))


def line(facts: list[Fact], label: str) -> str:
    return next(fact.text for fact in facts if fact.label == label)


def hours_ago(hours: int) -> datetime:
    return NOW - timedelta(hours=hours)


def everything() -> dict[str, Any]:
    referral = Referral(
        "r1", "food_need", "program:wic", "WIC", "accepted", {}, "s1", None, None, hours_ago(30), hours_ago(3)
    )
    run = Screening("q1", "social_needs", "1", "done", {}, hours_ago(40), hours_ago(39), hours_ago(39))
    record = FamilyRecord(
        "f" * 32,
        facts={"place": "Hartford 06106", "insurance": "husky_a"},
        children=(Child("c1", 19.0, date(2026, 10, 20)),),
        screenings=(run,),
        needs=(
            Need("housing_need", "said", True, "open", hours_ago(50)),
            Need("food_need", "screening", None, "open", hours_ago(39)),
            Need("legal_need", "said", False, "open", hours_ago(1)),
        ),
        sharings=(Sharing("s1", "refer", "program:wic", True, "shown words", "es", "sms", hours_ago(30)),),
        referrals=(referral,),
        follow_ups=(FollowUp("u1", TALK.id, "reached", "waiting", NOW + timedelta(days=4), 0, "r1"),),
        plan=(PlanItem("p1", "step", "Call the clinic", "open", "staff:1", NOW, NOW, by_date=date(2026, 12, 1)),),
        facts_at=hours_ago(20),
    )
    return {
        "record": record,
        "lately": (Said("¿Ya me llamaron?", hours_ago(2)),),
        "offered": Offered(("WIC", "Foodshare"), hours_ago(31)),
        "call_back": CallBack("b1", TALK.id, "+18605550101", "any", hours_ago(4)),
    }


def test_ten_lines_are_the_most_and_danger_comes_first() -> None:
    danger = replace(TALK, crisis_at=hours_ago(5), danger=Danger("crisis_medical"))
    facts = told(danger, **everything())
    assert len(facts) == MOST
    assert [fact.label for fact in facts] == [
        "story_danger", "story_asked", "story_needs", "story_who", "story_promised",
        "story_referrals", "story_later", "story_found", "story_offered", "story_consents",
    ]  # fmt: skip
    assert facts[0] == Fact("story_danger", "Medical emergency", hours_ago(5))


def test_every_line_of_a_kept_thing_bears_its_moment() -> None:
    assert all(fact.at for fact in told(**everything()))


def test_needs_stand_newest_first_without_those_that_the_family_wants_no_help_with() -> None:
    assert line(told(**everything()), "story_needs") == "Food · Housing"


def test_a_childs_age_is_that_of_today() -> None:
    assert line(told(**everything()), "story_who") == "20 months · Hartford 06106 · HUSKY A · Spanish"


def test_referrals_say_where_they_stand_and_consents_what_was_said_last() -> None:
    facts = told(language="es", **everything())
    assert line(facts, "story_referrals") == "WIC: Aceptado"
    assert line(facts, "story_consents") == "WIC: Sí"


def test_what_was_found_names_the_questions() -> None:
    assert line(told(**everything()), "story_found") == "Everyday needs: Food"


def test_what_is_promised_is_a_call_and_the_next_step_of_the_plan() -> None:
    assert line(told(**everything()), "story_promised") == "Wants a call · Call the clinic (2026-12-01)"


def test_long_words_of_the_family_are_cut_and_stand_in_one_line() -> None:
    said = line(told(lately=(Said("a\nb " * 200, NOW),)), "story_asked")
    assert len(said) <= LONGEST + 1
    assert said.endswith("…")
    assert "\n" not in said


def test_what_only_this_talk_knows_is_told_too() -> None:
    slots = {"needs": ["food_need", "housing_need"], "child_age_months": 0, "town": "Hartford", "zip": "06106"}
    facts = told(replace(TALK, state={"slots": slots | {"listed": ["program:wic", "service:1"]}}))
    assert line(facts, "story_needs") == "Housing · Food"
    assert line(facts, "story_who") == "0 months · Hartford 06106 · Spanish"
    assert line(facts, "story_offered") == "WIC"


def test_nothing_known_is_an_empty_story() -> None:
    assert told() == told(replace(TALK, state={"slots": None})) == []


def test_a_phone_reads_in_groups() -> None:
    assert spoken("+18605550101") == "(860) 555-0101"
    assert spoken("+34912345678") == "+34912345678"


def test_when_and_by_which_way_the_family_is_reached_stands_in_its_own_words() -> None:
    lately = (
        Said("gracias", NOW),
        Said("not before 3 I work", hours_ago(1)),
        Said("no minutes, only text", hours_ago(2)),
        Said("after 5 please", hours_ago(3)),
    )
    facts = told(lately=lately)
    assert set(line(facts, "story_reached").split(" · ")) == {"not before 3 I work", "no minutes, only text"}
    assert "story_reached" not in [fact.label for fact in told(lately=lately[:1])]


def test_what_was_heard_of_reaching_in_a_part_of_a_message_stands_beside_it() -> None:
    state = {"slots": {"reported": ["reached:hours:afternoons", "reached:text:can we do it without talking"]}}
    facts = told(replace(TALK, state=state), lately=(Said("not before 3 I work", hours_ago(1)),))
    assert set(line(facts, "story_reached").split(" · ")) == {"not before 3 I work", "can we do it without talking"}


LONG = "hello I wanted to ask about the food again because the twins are growing and the pantry is far away. "
LARGO = "hola, quería preguntar otra vez por la comida porque los gemelos crecen y la despensa queda lejos de aquí. "


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        ("call me after 4 pm", f"{LONG * 2}call me before 2 pm from now on", "call me before 2 pm from now on"),
        ("que me llamen despues de las 4", f"{LARGO * 2}llámenme antes de las 2", "antes de las 2"),
        ("just text me, no minutes", f"{LONG}i cant talk, just text, and thanks", "i cant talk, just text"),
    ],
)
def test_what_a_long_message_told_last_takes_the_place_of_what_was_told_before(
    before: str, text: str, told: str
) -> None:
    way = "text" if "text" in told else "hours"
    state = {"slots": {"reported": [f"reached:{way}:{told}"]}}
    lately = (Said(text, NOW), Said(before, hours_ago(1)))
    assert line(_told(state, lately), "story_reached") == told


def test_what_is_told_later_and_not_kept_wins_over_what_was_kept() -> None:
    state = {"slots": {"reported": ["reached:hours:after 4 pm"]}}
    lately = (Said("not before 3 I work", NOW), Said("call me after 4 pm", hours_ago(1)))
    assert line(_told(state, lately), "story_reached") == "not before 3 I work"


def _told(state: dict[str, Any], lately: tuple[Said, ...]) -> list[Fact]:
    return told(replace(TALK, state=state), lately=lately)


def test_that_somebody_reads_the_phone_is_told_before_anybody_writes_to_it() -> None:
    danger = replace(
        TALK, crisis_at=hours_ago(5), danger=Danger("crisis_violence", {"crisis_violence": 1, "watched": 1})
    )
    assert "plain words" in line(told(danger), "story_watched")
    assert "story_watched" not in [fact.label for fact in told()]


def test_that_nobody_may_write_is_told_beside_it() -> None:
    answers = {"crisis_violence": 1, "watched": 1, "nobody_writes": 1}
    facts = told(replace(TALK, crisis_at=hours_ago(5), danger=Danger("crisis_violence", answers)))
    assert any("Do not write here" in fact.text for fact in facts)
