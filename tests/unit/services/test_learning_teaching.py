"""What staff approved, as training data."""

import yaml

from casebook.records import Example
from services.learning.labels import known_labels
from services.learning.teaching import pages

MILK = Example("no milk left: formula too", ("food_need", "household_goods_need"), "en")


def test_a_message_stands_under_its_main_label_with_the_others_beside_it() -> None:
    page = yaml.safe_load(pages([MILK])["en"])
    entry = {"text": MILK.text, "metadata": {"also": ["household_goods_need"]}}
    assert page == {"version": "3.1", "nlu": [{"intent": "food_need", "examples": [entry]}]}


def test_languages_are_kept_apart_and_the_same_words_stand_once() -> None:
    found = pages([MILK, MILK, Example("sin leche", ("food_need",), "es")])
    assert list(found) == ["en", "es"]
    assert len(yaml.safe_load(found["en"])["nlu"][0]["examples"]) == 1
    assert yaml.safe_load(found["es"])["nlu"][0]["examples"] == [{"text": "sin leche"}]


def test_nothing_approved_teaches_nothing() -> None:
    assert pages([]) == {}


def test_staff_may_give_every_label_but_the_one_that_says_nothing() -> None:
    assert {"food_need", "crisis_violence", "thanks"} <= set(known_labels())
    assert "nlu_fallback" not in known_labels()
