"""Checks what is heard of who a danger is about: patterns can be read, names are known, answers exist."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.project import Project
from services.safety.phrases import phrases

TOLD: Final = "content/safety/told.yml"
PLAYED_DOWN: Final = "content/safety/played_down.yml"
KINDS: Final = ("together", "calm", "topics", "stands_for")
LISTS: Final = ("said", "alarm", "doubt", "when", "surely", "asks", "aside", "unless")


def faults(project: Project) -> Iterator[Fault]:
    """Patterns that cannot be read, and names of nobody or of no answer."""
    page, words = project.page(TOLD), project.page("content/safety/crisis.yml").get("words", {})
    for name, pattern in (*_patterns(page), *(("played down", each) for each in _said(project))):
        yield from _unreadable(name, pattern, {**words, **page.get("words", {})})
    known = {each["id"] for each in page.get("who", ())}
    rules = {each["id"] for each in page.get("together", ())}
    for each in (each for kind in KINDS for each in page.get(kind, ())):
        named = {each["who"]} if isinstance(each.get("who"), str) else {*each.get("who", ()), *each.get("but", ())}
        for one in (named - known) | ({*each.get("by", ())} - rules):
            yield Fault(TOLD, f"{one} is nobody under `who` and no rule under `together`", "Correct the name.")
    answers = project.page("content/safety/answers.yml").get("answers", {})
    for one in leads_to(project) - {*answers} if answers else ():
        yield Fault(TOLD, f"{one} is no answer of content/safety/answers.yml", "Write it, or correct the name.")


def leads_to(project: Project) -> set[str]:
    """The answers that these files lead to."""
    by_words = {each["topic"] for each in project.page(TOLD).get("topics", ())}
    return by_words | {*project.page(PLAYED_DOWN).get("answers", {}).values()}


def _patterns(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in (*page.get("who", ()), *page.get("together", ()), *page.get("calm", ()), *page.get("topics", ())):
        name = each.get("id") or each["topic"]
        yield from ((name, pattern) for key in LISTS for pattern in each.get(key, ()))


def _said(project: Project) -> Iterator[str]:
    page = project.page(PLAYED_DOWN)
    yield from (*page.get("said", ()), *page.get("unless", ()))


def _unreadable(name: str, pattern: str, words: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        phrases({name: pattern}, words)
    except ValueError as error:
        yield Fault(TOLD, f"{name}: {error}", "services/safety/patterns.py describes the pattern language.")
