"""How a family's words are read for the search: by their own language, and none as a misspelling of another."""

from datetime import datetime

import pytest

from resources_db.records import Location, Service
from services.directory.asking import wanted_of, wish_of
from services.directory.fakes import FixedDirectory
from services.directory.places import connecticut
from services.directory.question import Question
from services.directory.search import search
from services.directory.things import vocabulary

NOON = datetime(2026, 11, 24, 12)
HALL = Location("hall", town="Hartford", state="CT", latitude=41.757, longitude=-72.69)


def test_what_is_one_step_broader_is_looked_for_too() -> None:
    question = Question(None, NOON, text="citizenship class")
    wanted = wanted_of(question, wish_of(question, FixedDirectory()), 15.0)
    assert wanted.labels == ("citizenship_class", "immigration")


def things(text: str, language: str) -> set[str]:
    return {key for key, _ in vocabulary().asked(text, language).things}


@pytest.mark.parametrize(
    ("spanish", "english", "thing"),
    [
        ("mi niña va atrasada", "does the va help with bills", "veterans"),
        ("nos van a cortar la luz", "we need a van", "transportation"),
    ],
)
def test_a_small_word_of_the_familys_language_names_nothing(spanish: str, english: str, thing: str) -> None:
    assert thing not in things(spanish, "es")
    assert thing in things(english, "en")


def test_a_word_that_we_know_is_no_misspelling_of_another() -> None:
    diner = Service("diner", "Main Street Diner", "Main Street Diner", needs={}, locations=(HALL,))

    def offered(text: str) -> list[str]:
        asked = Question(None, NOON, connecticut().find("06106"), language="es", text=text)
        return [each.service_id for each in search(FixedDirectory((diner,)), asked) if not each.last_resort]

    assert offered("dinero") == []
    assert offered("diners") == ["diner"]


def test_what_an_older_person_gives_to_children_is_no_help_for_grandparents() -> None:
    assert "kinship" not in {key for key, _ in vocabulary().named("Foster Grandparent Program")}
    assert "kinship" in {key for key, _ in vocabulary().named("Help for grandparents raising children")}
