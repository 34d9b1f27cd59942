"""Checks each program: its id, its phone, the facts its rules ask for, the towns of its parts, the words for it."""

from collections.abc import Iterator, Mapping
from typing import Any

import phonenumbers

from services.content.fault import Fault
from services.content.project import Project
from services.eligibility import FACTS
from services.eligibility.programs import program
from services.eligibility.rules import OPERATORS

type Found = Mapping[str, Any]


def faults(project: Project) -> list[Fault]:
    """What is wrong with any program; the shape itself is checked when its file is read."""
    found: list[Fault] = []
    meanings: dict[str, str] = {}
    for path, page in project.under("content/programs"):
        found += [Fault(path, problem, advice) for problem, advice in _of_one(path, page, _towns(project))]
        for alias in {alias.casefold() for aliases in page["aliases"].values() for alias in aliases}:
            if meanings.setdefault(alias, path) != path:
                found.append(Fault(path, f"{alias!r} also means {meanings[alias]}", "Keep it with one program."))
    return found


def is_dialable(number: str) -> bool:
    """Whether a phone reaches someone by this number: a valid one of the United States, or a short one such as 211."""
    digits = number.replace("-", "")
    if len(digits) == 3:
        return digits.isdecimal()
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "US"))
    except phonenumbers.NumberParseException:
        return False


def _towns(project: Project) -> set[str]:
    return {town["name"] for town in project.page("content/places/connecticut.yml").get("towns", ())}


def _of_one(path: str, page: Found, towns: set[str]) -> Iterator[tuple[str, str]]:
    """(problem, what to do) for one program."""
    if page["id"] != path.rpartition("/")[2].removesuffix(".yml"):
        yield f"the id {page['id']} is not the file's name", "Make them the same."
    if "phone" in page and not is_dialable(page["phone"]):
        yield f"{page['phone']} cannot be dialed", "Look the number up at its source."
    yield from _bad_rules(page)
    unknown = {town for part in page.get("parts", ()) for town in part.get("towns", ())} - towns
    if towns and unknown:
        yield f"{min(unknown)} is no town of content/places/connecticut.yml", "Correct its spelling."


def _bad_rules(page: Found) -> Iterator[tuple[str, str]]:
    for rule in page["rules"]:
        if "since" not in rule and not any(_dated(test) for test in _tests(rule)):
            yield f"the rule {rule['because']['en']!r} has no date", "Say `since` when it is known to hold."
    problems = [problem for rule in page["rules"] for test in _tests(rule) if (problem := _bad_test(test))]
    for problem in problems:
        yield problem, "services/eligibility/facts.py lists the facts and what each may be."
    try:
        program(page)
    except ValueError as error:
        if not problems:
            yield f"a rule cannot be read: {error}", "content/programs/README.md shows how rules are written."


def _dated(test: Found) -> bool:
    return any(isinstance(test.get(operator), Mapping) for operator in OPERATORS)


def _tests(rule: Found) -> Iterator[Found]:
    """The tests of single facts inside a rule."""
    if "fact" in rule:
        yield rule
    for inner in (*rule.get("all", ()), *rule.get("any", ()), *([rule["not"]] if "not" in rule else [])):
        yield from _tests(inner)


def _bad_test(test: Found) -> str | None:
    kind = FACTS.get(test["fact"])
    if kind is None:
        return f"{test['fact']} is no fact that eligibility knows"
    values = [*test.get("one_of", ()), *(test[key] for key in ("is", "any_of") if key in test)]
    wrong = [value for value in values if not kind.fits(value)]
    return f"{test['fact']} can never be {wrong[0]!r}: expected {kind.expected}" if wrong else None
