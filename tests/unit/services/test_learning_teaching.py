"""What staff approved, as training data."""

import yaml

from casebook.learning_records import Example
from services.learning.labels import known_labels
from services.learning.teaching import pages
from services.library import schemas

MILK = Example("no milk left: formula too", ("food_need", "household_goods_need"), "en")


def test_a_message_stands_under_its_main_label_with_the_others_beside_it() -> None:
    page = yaml.safe_load(pages([MILK])["en"])
    (block,) = page["nlu"]
    assert (block["intent"], block["metadata"]) == ("food_need", {"also": ["household_goods_need"]})
    assert block["examples"] == f"- {MILK.text}\n"


def test_languages_are_kept_apart_and_the_same_words_stand_once() -> None:
    found = pages([MILK, MILK, Example("sin leche", ("food_need",), "es")])
    assert list(found) == ["en", "es"]
    assert yaml.safe_load(found["en"])["nlu"][0]["examples"].count("- ") == 1
    assert yaml.safe_load(found["es"])["nlu"] == [{"intent": "food_need", "examples": "- sin leche\n"}]


def test_what_is_approved_has_the_shape_of_our_own_examples() -> None:
    (page,) = pages([Example("sin leche", ("food_need",), "es")]).values()
    assert list(schemas.faults(yaml.safe_load(page), "nlu")) == []


def test_nothing_approved_teaches_nothing() -> None:
    assert pages([]) == {}


def test_staff_may_give_every_label_but_the_one_that_says_nothing() -> None:
    assert {"food_need", "crisis_violence", "thanks"} <= set(known_labels())
    assert "nlu_fallback" not in known_labels()
