"""A number typed after other answers picks only where it is plain what it means; two things in one text both count."""

from dataclasses import replace
from typing import Any

import pytest

from bot.turn.choices import chosen, unclear_number
from bot.turn.halves import halves
from bot.turn.named import Talk
from casebook.records import Pending
from tests.unit.bot.test_choices import MOMENT, OFFERED, TALK
from tests.unit.services.test_what_was_named import KEYS, SERVICES

WHICH = (
    {"title": "Right to Counsel", "choice": {"intent": "refer_me", "entities": {"target": KEYS["lawyer"]}}},
    {"title": "Foodshare", "choice": {"intent": "refer_me", "entities": {"target": KEYS["pantry"]}}},
)
YES_NO = (
    {"title": "Yes, tell them", "choice": {"intent": "affirm", "entities": {}}},
    {"title": "No", "choice": {"intent": "deny", "entities": {}}},
)
SAFE = ({"title": "We are safe", "choice": {"intent": "we_are_safe", "entities": {}}},)
LIST = [KEYS["lawyer"], KEYS["light"]]
NOW = [{"event": "user", "intent": "food_need", "entities": []}, {"event": "slot", "name": "listed", "value": LIST}]
LATER = [*NOW, {"event": "user", "intent": "ask_about", "entities": []}]


def pending(text: str, events: list[Any], before: Any = (), offered: Any = (), **slots: Any) -> Pending:
    state = {"slots": {"listed": LIST, "shown": LIST, **slots}, "loop": None, "events": events}
    return Pending("m", 3, text, None, 0, None, MOMENT, replace(TALK, state=state), offered, before)


def titles(said: Any) -> list[str]:
    return [each["title"] for each in said.choices] if said else []


@pytest.mark.parametrize("text", ["2", "2.", "the second one", "la segunda"])
@pytest.mark.parametrize("events", [NOW, LATER])
def test_where_only_the_list_had_numbers_one_is_of_the_list(text: str, events: list[Any]) -> None:
    assert chosen(pending(text, events), SERVICES.get) == {"intent": "repeat", "entities": {"door": 2}}


def test_the_list_that_was_told_just_now_is_meant_whatever_choices_stood_before_it() -> None:
    assert chosen(pending("2", NOW, WHICH), SERVICES.get) == {"intent": "repeat", "entities": {"door": 2}}


def test_where_older_choices_had_that_number_too_both_are_put() -> None:
    asked = pending("2", LATER, WHICH)
    assert chosen(asked, SERVICES.get) is None
    assert titles(unclear_number(asked, SERVICES.get)) == ["Foodshare", "Eversource"]


def test_a_number_that_no_choice_has_brings_the_last_ones_again() -> None:
    assert titles(unclear_number(pending("7", LATER, WHICH), SERVICES.get)) == ["Right to Counsel", "Foodshare"]
    assert titles(unclear_number(pending("7", LATER, offered=OFFERED), SERVICES.get)) == [
        "More choices",
        "Talk to a person",
    ]


def test_an_old_yes_is_put_again_and_counts_for_nothing() -> None:
    waits = {"target": KEYS["lawyer"], "name": "Right to Counsel"}
    said = unclear_number(pending("1", LATER, YES_NO, referral=waits), SERVICES.get)
    assert said is not None
    assert said.choices[0]["choice"] == {"intent": "refer_me", "entities": {"target": KEYS["lawyer"]}}


def test_who_says_that_it_is_safe_is_not_guessed_by_an_old_number() -> None:
    assert unclear_number(pending("1", LATER, SAFE), SERVICES.get) is None
    danger = replace(TALK.danger, crisis="crisis_violence")
    asked = pending("1", NOW)
    asked = replace(asked, conversation=replace(asked.conversation, danger=danger))
    assert chosen(asked, SERVICES.get) is None
    assert unclear_number(asked, SERVICES.get) is None


def test_a_number_may_still_be_the_age_that_was_asked_for() -> None:
    asked = pending("2", LATER, WHICH, asked=["child_age_months"])
    assert chosen(asked, SERVICES.get) is None
    assert unclear_number(asked, SERVICES.get) is None


def parts(text: str, slot: str | None) -> list[str]:
    loop = {"name": "details_form", "requested_slot": slot} if slot else None
    asked = pending(text, LATER)
    state = {**(asked.conversation.state or {}), "loop": loop}
    asked = replace(asked, conversation=replace(asked.conversation, state=state))
    return [part.said for part in halves(asked, Talk.of(asked, SERVICES.get))]


@pytest.mark.parametrize(
    ("text", "slot", "found"),
    [
        ("shes 3, and is it free?", "child_age_months", ["is it free?", "shes 3"]),
        ("3 y eso es gratis?", "child_age_months", ["eso es gratis?", "3"]),
        ("is it free? 06106", None, ["is it free?", "06106"]),
        ("Bridgeport, y la de los abogados cobra?", "place", ["la de los abogados cobra?", "Bridgeport"]),
        ("yes and is it free", "insurance", ["is it free", "yes"]),
    ],
)
def test_a_fact_and_a_question_are_both_taken(text: str, slot: str | None, found: list[str]) -> None:
    assert parts(text, slot) == found


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("i need diapers, is it free?", "child_age_months"),
        ("she is 3 and she cant walk", "child_age_months"),
        ("ok and how much is it", None),
        ("how much is it", "child_age_months"),
        ("yes call me but after 3, and is it free?", None),
    ],
)
def test_what_is_one_thing_stays_one(text: str, slot: str | None) -> None:
    assert parts(text, slot) == [text]


@pytest.mark.parametrize(
    ("text", "slot", "found"),
    [
        (
            "we are in Meriden, do they take HUSKY and is there a waiting list",
            "place",
            ["do they take HUSKY and is there a waiting list", "we are in Meriden"],
        ),
        (
            "tengo 2 nenes de 3 y 5, cuanto cuesta y que papeles llevo",
            "place",
            ["cuanto cuesta y que papeles llevo", "tengo 2 nenes de 3 y 5"],
        ),
        ("do they take walk ins, and how long til they answer", None, 2),
        ("what papers do i bring. and can my mom go instead of me", None, 1),  # both are heard in one breath
        ("y eso cuesta? el papa tiene que firmar?", None, ["eso cuesta?", "el papa tiene que firmar?"]),
        (
            "estamos en waterbury 06704, abren los sabados y hay lista de espera?",
            "place",
            ["hay lista de espera?", "estamos en waterbury 06704", "abren los sabados"],
        ),
        (
            "Bristol. will insurance cover it? and he has a lisp is that the same place",
            "place",
            ["will insurance cover it?", "Bristol, he has a lisp is that the same place"],
        ),
    ],
)
def test_each_of_several_things_is_a_part(text: str, slot: str | None, found: list[str] | int) -> None:
    assert found in (parts(text, slot), len(parts(text, slot)))


@pytest.mark.parametrize(
    "text",
    [
        "Es Danbury, no Danielson",
        "legal aid and public defender are those the same crew",
        "School send paper 504, what is it",
        "Hace once años sufrí un desalojo y salió en mi historial; ¿lo siguen considerando o ya prescribió?",
        "we went there and they said no more until friday, what do i do",
        "Si no tengo social, igual me dan?",
    ],
)
def test_one_question_told_in_pieces_stays_one(text: str) -> None:
    assert parts(text, None) == [text]


def test_a_need_beside_a_question_is_read_with_all_of_its_words() -> None:
    asked = pending("i need diapers, is it free?", LATER, needs=["housing_need"])
    found = halves(asked, Talk.of(asked, SERVICES.get), lambda said: "household_goods_need")
    assert [(part.said, part.as_told, part.asks, part.more) for part in found] == [
        ("i need diapers, is it free?", True, False, True),
        ("is it free?", False, True, False),
    ]
