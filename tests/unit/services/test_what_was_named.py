"""Which door that was named in a talk a family's words mean, by name, by kind, by town or by number."""

from typing import Any

import pytest
import yaml

from resources_db.records import Location, Phone, Service
from services.casework.asked_of import asked_of, asks_for_the_other, hours_of, names_another
from services.casework.consent_asked import another_instead, asked_in_consent
from services.casework.meant import meant_instead
from services.casework.naming import MOST, Named, in_mind, named
from services.casework.offer import Offer
from services.casework.phrases import folded
from services.casework.report_of import report_of
from services.casework.silent_lines import LINE_211, line_alone, line_of, line_reported, reachable
from services.casework.when import door_named
from services.casework.which import which
from services.library.root import ROOT
from tests.unit.services.test_casework_cards import offer

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "named.yml").read_text(encoding="utf-8"))


def service(id: str, name: str, thing: str, summary: str, town: str, number: str, es: str | None = None) -> Service:
    return Service(
        id,
        name,
        name,
        {},
        names={"es": es} if es else None,
        summary={"en": summary},
        fits={thing: 0.9},
        phones=(Phone(number),),
        locations=(Location(f"at-{id}", town=town),),
    )


SERVICES = {
    each.id: each
    for each in (
        service("lawyer", "Right to Counsel", "legal_aid", "A free lawyer.", "Hartford", "1-800-559-1565"),
        service("pantry", "Foodshare", "food_pantry", "Free groceries.", "Hartford", "860-555-0102"),
        service("diapers_south", "Diaper Connections, South", "diapers", "Diapers.", "Hartford", "860-543-8413"),
        service("diapers_north", "Diaper Connections, North", "diapers", "Diapers.", "Hartford", "860-543-8419"),
        service("light", "Eversource", "electricity", "A plan you can pay.", "Berlin", "1-800-286-2828"),
    )
}
MORE = {
    each.id: each
    for each in (
        service("frc", "Family Resource Centers", "parenting", "Play groups.", "Hartford", "860-555-0105"),
        service("ccc", "Connecticut Children's Center", "health_care", "Coordination.", "Hartford", "860-837-6200"),
    )
}
KEYS = {id: f"service:{id}" for id in SERVICES} | {"birth_to_three": "program:birth_to_three"}
ORDER = ("lawyer", "pantry", "birth_to_three", "diapers_south", "diapers_north", "light")
DOORS = named([KEYS[id] for id in ORDER], SERVICES.get)
LISTED = [KEYS["diapers_north"], KEYS["light"]]


def doors() -> list[Named]:
    return DOORS


def ids(keys: list[str]) -> list[str]:
    return [id for key in keys for id, known in KEYS.items() if known == key]


@pytest.mark.parametrize("case", CASES["asked"], ids=lambda case: case["text"])
def test_a_question_is_about_the_door_that_it_names(case: dict[str, Any]) -> None:
    found = asked_of(case["text"], LISTED, doors, case["language"])
    assert (ids(found.doors) if found else None) == case["doors"]
    assert found is None or found.aspects == case["aspects"]


@pytest.mark.parametrize("case", CASES["reported"], ids=lambda case: case["text"])
def test_a_report_is_about_the_door_that_it_names(case: dict[str, Any]) -> None:
    found = report_of(case["text"], LISTED, doors, case["language"])
    assert (ids(found.doors) if found else None) == case["doors"]
    assert found is None or found.fault == case["fault"]


@pytest.mark.parametrize("case", CASES["hours"], ids=lambda case: case["text"])
def test_hours_are_asked_of_the_door_that_is_named(case: dict[str, Any]) -> None:
    found = hours_of(case["text"], LISTED, doors, case["language"])
    assert (ids(found[1]) if found else None) == case["doors"]
    assert found is None or found[0] == case["when"]


@pytest.mark.parametrize("case", CASES["before_consent"], ids=lambda case: case["text"])
def test_what_is_asked_before_a_yes_is_heard_and_is_none(case: dict[str, Any]) -> None:
    assert asked_in_consent(case["text"]) == case["asks"]


@pytest.mark.parametrize("case", CASES["instead"], ids=lambda case: case["text"])
def test_another_door_instead_is_heard(case: dict[str, Any]) -> None:
    found = another_instead(case["text"], LISTED, doors, case["language"])
    assert found == (KEYS[case["door"]] if case["door"] else None)


@pytest.mark.parametrize("case", CASES["other"], ids=lambda case: case["text"])
def test_the_other_of_two_is_asked_for(case: dict[str, Any]) -> None:
    assert asks_for_the_other(case["text"]) is case["heard"]


@pytest.mark.parametrize("case", CASES["line"], ids=lambda case: case["text"])
def test_that_nobody_answers_two_one_one_is_heard(case: dict[str, Any]) -> None:
    assert (line_reported(case["text"]) == LINE_211) is case["heard"]
    assert (line_alone(case["text"]) == LINE_211) is case["alone"]


def test_a_door_is_meant_by_its_number() -> None:
    assert [each.key for each in which(folded("the 860 543 8413 one"), DOORS, "en")] == [KEYS["diapers_south"]]
    assert which(folded("the 860 one"), DOORS, "en") == []


def test_what_another_gives_is_not_meant_by_its_town() -> None:
    assert which(folded("the dentist in hartford"), DOORS, "en") == []


def test_a_word_that_no_door_is_known_by_leaves_it_open_which_is_meant() -> None:
    assert names_another("la del perro cuanto cuesta")
    assert not names_another("how much is it")
    assert not names_another("the first one, how much is it")


def test_the_newest_doors_are_kept_in_mind_each_once() -> None:
    assert in_mind(["a", "b", "a", "c"]) == ["b", "a", "c"]
    assert in_mind(map(str, range(40))) == [str(number) for number in range(40 - MOST, 40)]


BY_211 = Offer("a", "A", "A", "Groceries.", "Call 2-1-1 and ask.")
BY_PAGE = Offer("b", "B", "B", "Groceries.", "Call 2-1-1, or look on b.org.")
DIRECT = Offer("c", "C", "C", "Groceries.", "Call first.", phone="203-555-0100")


def test_nobody_is_sent_to_a_line_that_was_not_reached() -> None:
    assert reachable([BY_211, BY_PAGE, DIRECT], []) == [BY_211, BY_PAGE, DIRECT]
    assert reachable([BY_211, BY_PAGE, DIRECT], [LINE_211]) == [DIRECT, BY_PAGE]
    assert reachable([BY_211, DIRECT], ["line:2035550100"]) == [BY_211]


def test_a_line_is_kept_only_where_it_was_not_reached() -> None:
    assert line_of(DIRECT, "no_answer") == "line:2035550100"
    assert line_of(DIRECT, "closed_now") is None
    assert line_of(offer(), "phone_dead") == "line:8605550101"


def test_a_door_is_known_by_the_capitals_of_who_answers_there() -> None:
    doors = named(["program:birth_to_three", KEYS["pantry"], "service:family"], (SERVICES | CAPITALS).get)
    assert [each.key for each in which(" y esa del cpac habla espanol ", doors, "es")] == ["service:family"]
    assert which(" la del abcd ", doors, "es") == []


CAPITALS = {
    "family": service("family", "Family Connections", "parent_groups", "Call CPAC.", "Niantic", "860-739-3089"),
}


@pytest.mark.parametrize(
    ("said", "door"),
    [
        ("whats that 3 to 5 thing", None),
        ("2 kids", None),
        ("is 2 free", 2),
        ("la 3 es gratis", 3),
        ("3 a 5 anos", None),
    ],
)
def test_a_number_that_counts_names_no_door(said: str, door: int | None) -> None:
    assert door_named(folded(said))[0] == door


@pytest.mark.parametrize(
    ("text", "language", "door"),
    [
        ("no why would i need that lol. i mean foodshare, can they call me", "en", "pantry"),
        ("who are they? i meant the lawyer", "en", "lawyer"),
        ("no hablo de ese, hablo de birth to three. quienes son", "es", "birth_to_three"),
        ("digo los abogados, que me llamen", "es", "lawyer"),
        ("i mean the 800 559 1565 one", "en", "lawyer"),
        ("i mean my son is sick", "en", None),
        ("i mean is it free", "en", None),
        ("digo que si soy la mama", "es", None),
    ],
)
def test_the_door_that_a_family_says_it_means_is_taken(text: str, language: str, door: str | None) -> None:
    assert meant_instead(text, doors, language) == (KEYS[door] if door else None)


def test_a_door_is_named_by_how_its_name_alone_begins_or_without_its_plural() -> None:
    keys = ["service:frc", "service:ccc", "service:pantry"]
    some = named(keys, (SERVICES | MORE).get)
    for said, door in (
        ("family resource center u said before", "frc"),
        ("ese de connecticut childrens", "ccc"),
        ("the food pantry", None),
    ):
        found = [each for each in which(folded(said), some, "en") if each.surely]
        assert [each.key for each in found] == ([f"service:{door}"] if door else [])
