"""Checks the known answers: each can be asked for, and belongs to talks that there are."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.answers.hearing import PLACE, UNKNOWN
from services.content.fault import Fault
from services.content.project import Project

ANSWERS: Final = "content/answers"
ASKING: Final = "content/asking"
TOLD: Final = "content/language/after_applying.yml"
WISHES: Final = "content/language/wishes.yml"
PLAINLY: Final = "content/language/plainly_asked.yml"
NEEDS: Final = "content/needs/needs.yml"
STANDS: Final = "content/safety/stands.yml"
ANY: Final = "any"


def faults(project: Project) -> list[Fault]:
    """Answers that nobody can ask for, ways of asking for none, two of one name, and needs that do not exist."""
    if not (project.whole(ANSWERS) and project.whole(ASKING)):
        return []
    answers = [(path, each) for path, page in project.under(ANSWERS) for each in page["answers"]]
    return [*_unheard(project, answers), *_twice(answers), *_needs(project, answers), *_dangers(project, answers)]


def _unheard(project: Project, answers: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    asked = {kind: path for path, page in project.under(ASKING) for kind in page["asking"]}
    told = {id for each in project.page(TOLD).get("told", {}).values() for id in each["answers"].values()}
    told |= {each["id"] for wish in project.page(WISHES).get("wishes", ()) for each in wish.get("answers", ())}
    told |= {each["id"] for each in project.page(PLAINLY).get("asked", ())}
    for path, each in answers:
        if each["id"] not in asked and each["id"] not in told:
            yield Fault(path, f"nobody can ask for {each['id']}", f"Write in {ASKING} how families ask for it.")
    known = {each["id"] for _, each in answers}
    for kind, path in asked.items():
        if kind not in known and kind != UNKNOWN and not kind.startswith(PLACE):
            yield Fault(path, f"{kind} is no answer of {ANSWERS}", "Write it, or correct the name.")
    plainly = project.page(PLAINLY).get("asked", ())
    for id in {id for each in plainly for id in (each["id"], *each.get("after", ()))} - known:
        yield Fault(PLAINLY, f"{id} is no answer of {ANSWERS}", "Write it, or correct the name.")


def _twice(answers: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, each in answers:
        if each["id"] in seen:
            yield Fault(path, f"{each['id']} is the name of two answers", "Give one another name.")
        seen.add(each["id"])


def _needs(project: Project, answers: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    known = {*project.page(NEEDS).get("needs", ())}
    for path, each in answers if known else ():
        for need in {*each.get("needs", ()), *filter(None, [each.get("need")])} - known:
            yield Fault(path, f"{each['id']} names {need}, which is no need", "Correct the name.")


def _dangers(project: Project, answers: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    known = {*project.page(STANDS).get("stands", ())}
    for path, each in answers if known else ():
        for kind in {*each.get("of_danger", ())} - known - {ANY}:
            yield Fault(path, f"{each['id']} is told in {kind}, which {STANDS} has no words for", "Correct the name.")
