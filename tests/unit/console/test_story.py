"""The story so far."""

from bot.console.story import heard, spoken
from bot.console.testing import words
from bot.console.words import Words

WORDS = Words(words())


def test_the_story_tells_what_the_family_said_already() -> None:
    slots = {
        "needs": ["food_need", "housing_need"],
        "child_age_months": 20.0,
        "town": "Hartford",
        "zip": "06106",
        "insurance": "husky_a",
        "program": "wic",
    }
    facts = {fact.label: fact.text for fact in heard({"slots": slots}, WORDS, "en")}
    assert facts == {
        "story_needs": "Food · Housing",
        "story_child": "20 months",
        "story_town": "Hartford 06106",
        "story_insurance": "HUSKY A",
        "story_program": "WIC",
    }


def test_a_newborn_has_an_age() -> None:
    assert [fact.text for fact in heard({"slots": {"child_age_months": 0}}, WORDS, "es")] == ["0 meses"]


def test_nothing_heard_is_an_empty_story() -> None:
    assert heard(None, WORDS, "en") == heard({}, WORDS, "en") == heard({"slots": None}, WORDS, "en") == []


def test_a_phone_reads_in_groups() -> None:
    assert spoken("+18605550101") == "(860) 555-0101"
    assert spoken("+34912345678") == "+34912345678"
