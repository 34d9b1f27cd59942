"""What is read out of a message by rule: ages, towns, ZIP codes, programs, pregnancies."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.facts.finder import MOST_CHILDREN, FactFinder

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests/cases/facts"
TODAY = date(2026, 11, 24)
MONTH = 1.0
ASIDE = [f"{name}_{language}" for name in ("aside", "aside2") for language in ("en", "es")]
# Share of the facts in the messages set aside that must be found: what was reached, rounded down.
REACHED = {"child_age_months": 0.95, "town": 0.97, "zip": 0.97, "program": 0.95, "insurance": 0.95}


def load(name: str) -> list[dict[str, Any]]:
    """Return the messages of a file, each with the day it was written on."""
    held = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [{**message, "day": held["as_of"]} for message in held["messages"]]


WRITTEN = ("tuned", "tuned2", "blind", "fresh", *(f"fresh{number}" for number in range(2, 11)))
TUNED = [
    case
    for name in ("first", *(f"{written}_{language}" for written in WRITTEN for language in ("en", "es")))
    for case in load(name)
    if not case.get("missed")
]


@pytest.fixture(scope="session")
def finder() -> FactFinder:
    return FactFinder.load(ROOT / "content/places/connecticut.yml", ROOT / "content/programs")


def found(finder: FactFinder, case: dict[str, Any]) -> dict[str, Any]:
    return {fact.entity: fact.value for fact in finder.find(case["text"], case["day"])}


def is_near(told: Any, wanted: Any) -> bool:
    """Whether a fact is right: an age within a month, anything else exactly."""
    if isinstance(wanted, int | float):
        return isinstance(told, int | float) and abs(told - wanted) <= MONTH
    return bool(told == wanted)


@pytest.mark.parametrize("case", TUNED, ids=[case["text"] for case in TUNED])
def test_facts_are_found_and_no_others(finder: FactFinder, case: dict[str, Any]) -> None:
    told, wanted = found(finder, case), case["entities"]
    assert told.keys() == wanted.keys()
    assert all(is_near(told[name], wanted[name]) for name in wanted), told


@pytest.mark.parametrize("case", load("homes"), ids=lambda case: case["text"])
def test_the_place_found_is_home_and_no_other_number_or_name(finder: FactFinder, case: dict[str, Any]) -> None:
    told = found(finder, case)
    assert {kind: told[kind] for kind in ("town", "zip") if kind in told} == case["entities"]


@pytest.mark.parametrize("case", load("children"), ids=lambda case: case["text"])
def test_every_child_is_found_and_which_one_it_is_surely_about(finder: FactFinder, case: dict[str, Any]) -> None:
    facts = finder.find_with_children(case["text"], case["day"])
    children = [fact.value for fact in facts if fact.entity == "child" and isinstance(fact.value, dict)]
    once = {child["months"]: child["sex"] for child in reversed(children)}
    assert sorted(once.items()) == sorted((float(months), sex) for months, sex in case["children"])
    assert {child["months"] for child in children if child["meant"]} == ({case["meant"]} if case["meant"] else set())


def test_no_message_tells_of_more_children_than_are_kept(finder: FactFinder) -> None:
    text = "kids are " + ", ".join(map(str, range(1, 16)))
    found = [fact for fact in finder.find_with_children(text, TODAY) if fact.entity == "child"]
    assert len(found) == MOST_CHILDREN


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("fact", REACHED)
def test_facts_are_found_in_messages_no_rule_was_tuned_on(finder: FactFinder, language: str, fact: str) -> None:
    cases = [case for name in ASIDE if name.endswith(language) for case in load(name) if fact in case["entities"]]
    right = [is_near(found(finder, case).get(fact), case["entities"][fact]) for case in cases]
    assert sum(right) / len(right) >= REACHED[fact]


@pytest.mark.parametrize("language", ["en", "es"])
def test_homes_are_found_in_messages_no_rule_was_tuned_on(finder: FactFinder, language: str) -> None:
    cases = [case for case in load("homes_aside") if case["language"] == language and case["entities"]]
    right = [case["entities"].items() <= found(finder, case).items() for case in cases]
    assert sum(right) / len(right) >= REACHED["town"]


@pytest.mark.parametrize("name", ASIDE)
def test_nothing_is_found_where_nothing_was_said(finder: FactFinder, name: str) -> None:
    made_up = {case["text"]: found(finder, case).keys() - case["entities"].keys() for case in load(name)}
    assert sum(map(bool, made_up.values())) <= len(made_up) * 0.03


def test_a_fact_says_where_it_stands(finder: FactFinder) -> None:
    text = "we are in New Haven, 06511"
    assert {text[fact.start : fact.end] for fact in finder.find(text, TODAY)} == {"New Haven", "06511"}


@pytest.mark.parametrize(
    ("text", "day", "months"),
    [
        ("turned three last week", date(2026, 11, 24), 36),
        ("she turned 2 in march", date(2026, 4, 15), 25),
        ("she turned 2 in march", date(2027, 2, 15), 35),
        ("born in december", date(2027, 1, 15), 1),
        ("cumple 3 en enero", date(2026, 12, 15), 35),
    ],
)
def test_dates_are_read_as_of_the_day_of_the_message(finder: FactFinder, text: str, day: date, months: float) -> None:
    told = {fact.entity: fact.value for fact in finder.find(text, day)}
    assert is_near(told["child_age_months"], months)


@pytest.mark.parametrize(
    "text", ["", " ", "🙂", "...", "02/30/2025", "born 99/99/99", "0" * 9_000, "3 and a half " * 200]
)
def test_odd_texts_do_no_harm(finder: FactFinder, text: str) -> None:
    assert all(0 <= fact.start < fact.end <= len(text) for fact in finder.find(text, TODAY))
