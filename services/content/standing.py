"""Checks what is said while a danger stands: its patterns, and that every answer and label it names is one."""

from collections.abc import Iterator
from typing import Final

from services.content.fault import Fault
from services.content.project import Project

STANDS: Final = "content/safety/stands.yml"
ANSWERS: Final = "content/safety/answers.yml"
KINDS: Final = ("stands", "thanks", "unknown")


def patterns(project: Project) -> Iterator[tuple[str, str]]:
    """The patterns of the file, each by the name of its list."""
    page = project.page(STANDS)
    yield from (
        (name, pattern)
        for name in (
            *("courtesy", "questions", "fears", "fears_unless", "of_us"),
            *("who_is_told", "who_is_told_unless", "child_taken", "child_taken_unless"),
        )
        for pattern in page.get(name, ())
    )


def faults(project: Project) -> Iterator[Fault]:
    """Names that are no answer, no words of the file, or no label."""
    page, answers = project.page(STANDS), project.page(ANSWERS).get("answers", {})
    for name in {*page.get("body", ()), *page.get("like", {})} - {*answers} if answers else ():
        yield Fault(STANDS, f"{name} is no answer of {ANSWERS}", "Correct the name.")
    for kind in KINDS if page else ():
        for name in {*page["like"].values()} - {*page[kind]}:
            yield Fault(STANDS, f"`like` names {name}, which `{kind}` has no words for", "Write them.")
    labels = {*project.page("domain.yml").get("intents", ())}
    named = {label for some in page.get("not_open", {}).values() for label in some} | {*page.get("for_us", ())}
    for label in named - labels if labels else ():
        yield Fault(STANDS, f"{label} is no intent of domain.yml", "Correct the name.")
