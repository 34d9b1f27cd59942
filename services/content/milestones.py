"""Checks the milestones: every age is there, no question is long or stands twice, every age ends at a real door."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.content.fault import Fault
from services.content.instruments import too_long, two_meanings
from services.content.project import Project
from services.content.screening import steering

type Found = Mapping[str, Any]

FOLDER: Final = "content/milestones"
COMMON: Final = f"{FOLDER}/common.yml"
AGES: Final = (2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60)  # months; those of the CDC's checklists of 2022
LAST: Final = 252  # months: programs for children end at 21 years


def faults(project: Project) -> list[Fault]:
    """Ages and doors that are missing, questions that are too long or stand twice."""
    found = [
        Fault(path, "is missing", "Write it: families of that age would have no questions.")
        for path in (*(f"{FOLDER}/{age}.yml" for age in AGES), COMMON)
        if path not in project.pages and path not in project.broken
    ]
    common = project.page(COMMON)
    for path, page in project.under(FOLDER):
        found += [] if path == COMMON else _of_age(path, page, common, project)
    return found + (_of_common(common, project) if common else [])


def _of_age(path: str, page: Found, common: Found, project: Project) -> Iterator[Fault]:
    age = page["age_months"]
    if path != f"{FOLDER}/{age}.yml":
        yield Fault(path, f"holds the questions for {age} months", "Name the file after its age.")
    lead = project.page("content/messages/conversation.yml").get("number_choices_lead", {})
    for item in page["items"]:
        if not item["id"].startswith(f"m{age}_{item['area']}_"):
            yield Fault(path, f"{item['id']} is no id of its age and area", f"Begin it with m{age}_{item['area']}_.")
        for problem, advice in too_long(item["ask"], common.get("choices", ()), lead):
            yield Fault(path, f"{item['id']}: {problem}", advice)
    for key in ("id", "fact"):
        for name, times in Counter(item[key] for item in page["items"]).items():
            if times > 1:
                yield Fault(path, f"{times} items have the {key} {name}", "Give each its own.")


def _of_common(common: Found, project: Project) -> list[Fault]:
    problems = [*two_meanings(common["choices"], steering(project))]
    doors = _doors(project)
    for place in (*common["endings"], common["autism"]):
        if doors and place["door"] not in doors:
            problems.append((f"the door {place['door']} is no program and no service", "Correct its id."))
    covered = {month for each in common["endings"] for month in range(each["from_months"], each["below_months"])}
    if bare := sorted(set(range(LAST)) - covered):
        problems.append((f"nothing is said at the end for {bare[0]} months", "Give an ending that age."))
    return [Fault(COMMON, problem, advice) for problem, advice in problems]


def _doors(project: Project) -> set[str]:
    programs = {page["id"] for _, page in project.under("content/programs")}
    services = {each["id"] for _, page in project.under("content/directory") for each in page["services"]}
    return programs | services if project.whole("content/directory") and project.whole("content/programs") else set()
