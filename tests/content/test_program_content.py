"""Every program file fits its schema, is sourced, and reads easily in both languages."""

import re

import phonenumbers
import pytest
import yaml

from services.eligibility import FACTS, all_programs
from services.library.documents import document
from services.library.reading import english_grade, spanish_grade
from services.library.root import CONTENT
from services.library.schemas import faults

FILES = sorted((CONTENT / "programs").glob("*.yml"))
CONTRACT = [
    "birth_to_three",
    "help_me_grow",
    "cyshcn_medical_home",
    "autism_care_management",
    "community_support_for_families",
    "center_for_care_coordination",
    "home_visiting",
    "enhanced_care_clinic",
    "fqhc",
    "pcmh_plus",
    "school_based_health_center",
    "child_development_infoline",
    "wrapct",
    "wic",
    "snap",
    "husky",
    "care4kids",
    "energy_assistance",
    "husky_rides",
]


def texts(program):
    """Every sentence of a program that a family may read, as (where, en, es)."""
    yield "summary", program.summary
    yield "next_step", program.next_step
    yield from (("because", rule.because) for rule in program.rules)
    yield from (("note", note.text) for note in program.notes)
    yield from (("part", part.about) for part in program.parts)


def facts_tested(rule):
    """The tests of single facts inside a rule of YAML."""
    if "fact" in rule:
        yield rule
    for key in ("all", "any"):
        for inner in rule.get(key, ()):
            yield from facts_tested(inner)
    if "not" in rule:
        yield from facts_tested(rule["not"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_program_file_fits_its_schema_and_bears_its_id(path):
    found = document(path)
    assert faults(found, "program") == []
    assert found["id"] == path.stem


def test_the_schema_refuses_what_it_should():
    good = document(CONTENT / "programs" / "wic.yml")
    rule = document(CONTENT / "programs" / "birth_to_three.yml")["rules"][0]
    broken = [
        {**good, "color": "red"},
        {**good, "summary": {"en": "x" * 141, "es": "y"}},
        {**good, "summary": {"en": "only English"}},
        {**good, "rules": [{**rule, "below": 60}]},
        {**good, "rules": [{key: value for key, value in rule.items() if key != "source"}]},
        {**good, "rules": [{**rule, "above": {"2020-01-01": 1}}]},
        {**good, "needs": ["shoes"]},
    ]
    assert faults(good, "program") == []
    assert [index for index, each in enumerate(broken) if not faults(each, "program")] == []


def test_exactly_the_programs_of_the_contract_are_there():
    assert sorted(each.id for each in all_programs()) == sorted(CONTRACT)


def test_rules_ask_only_for_facts_and_values_that_exist():
    unknown = []
    for path in FILES:
        for rule in (inner for each in document(path)["rules"] for inner in facts_tested(each)):
            kind = FACTS[rule["fact"]]
            for value in (*rule.get("one_of", ()), *([rule["is"]] if "is" in rule else ())):
                unknown += [] if kind.fits(value) else [f"{path.stem}: {rule}"]
            if "any_of" in rule and not kind.fits(rule["any_of"]):
                unknown.append(f"{path.stem}: {rule}")
    assert unknown == []


def test_two_programs_of_one_need_never_share_a_place():
    places = [(need, each.priority) for each in all_programs() for need in each.needs]
    assert sorted(place for place in set(places) if places.count(place) > 1) == []


def test_an_alias_means_one_program():
    meanings: dict[str, set[str]] = {}
    for each in all_programs():
        for alias in each.aliases:
            meanings.setdefault(alias.casefold(), set()).add(each.id)
    assert {alias: ids for alias, ids in meanings.items() if len(ids) > 1} == {}


def test_every_phone_can_be_dialed_and_is_the_one_the_next_step_names():
    for each in all_programs():
        if each.phone and each.phone != "211":
            assert phonenumbers.is_valid_number(phonenumbers.parse(each.phone, "US")), each.id
        if each.phone:
            said = each.phone if each.phone != "211" else "2-1-1"
            assert said in each.next_step.en, each.id
            assert said in each.next_step.es, each.id


def test_both_languages_name_the_same_numbers():
    numbers = re.compile(r"\d[\d-]*\d|\d")
    uneven = [
        (each.id, where)
        for each in all_programs()
        for where, text in texts(each)
        if sorted(numbers.findall(text.en)) != sorted(numbers.findall(text.es))
    ]
    assert uneven == []


def test_parts_with_towns_name_towns_of_connecticut():
    places = CONTENT / "places" / "connecticut.yml"
    if not places.exists():
        pytest.skip("content/places/connecticut.yml is not there")
    known = places.read_text("utf-8")
    towns = {town for each in all_programs() for part in each.parts for town in part.towns}
    assert towns
    assert [town for town in towns if not re.search(rf"\b{town}\b", known)] == []


def test_spanish_speaks_to_families_with_usted():
    tuteo = re.compile(r"\b(tú|tu|tus|te|ti|(?<!le )llama|pide|ten|puedes|tienes|quieres|dinos)\b", re.IGNORECASE)
    familiar = [(each.id, text.es) for each in all_programs() for _, text in texts(each) if tuteo.search(text.es)]
    assert familiar == []


def test_programs_read_at_the_sixth_grade_or_below():
    said = [text for each in all_programs() for _, text in texts(each)]
    assert english_grade(" ".join(text.en for text in said)) <= 6
    assert spanish_grade(" ".join(text.es for text in said)) <= 6


def test_every_case_file_belongs_to_a_program():
    cases = CONTENT.parent / "tests" / "cases" / "programs"
    assert {path.stem for path in cases.glob("*.yml")} == set(CONTRACT)
    assert all(yaml.safe_load(path.read_text("utf-8")) for path in cases.glob("*.yml"))
