"""Checks that domain.yml, the rules and the actions name the same things."""

from collections.abc import Iterator
from typing import Final

from services.content.fault import Fault
from services.content.project import Project
from services.content.used import values_of

# Rasa brings these itself.
BUILT_IN: Final = frozenset({"action_listen", "action_restart", "action_deactivate_loop", "action_default_fallback"})
DOMAIN: Final = "domain.yml"


def faults(project: Project) -> list[Fault]:
    """Intents without a rule, actions without a class, classes without an entry, rules that name what is not there."""
    return [*_intents(project), *_classes(project), *_rules(project)]


def _intents(project: Project) -> Iterator[Fault]:
    known = project.page(DOMAIN).get("intents", ())
    ruled = {intent for _, page in project.under("data/rules") for intent in values_of("intent", page)}
    if project.whole("data/rules"):
        for intent in known:
            if intent not in ruled:
                yield Fault(DOMAIN, f"no rule answers the intent {intent}", "Add a rule to data/rules.")
    for path, page in project.under("data/rules"):
        for intent in dict.fromkeys(values_of("intent", page)):
            if intent not in known:
                yield Fault(path, f"{intent} is no intent of domain.yml", "Correct the name, or add it there.")


def _classes(project: Project) -> Iterator[Fault]:
    listed = project.page(DOMAIN).get("actions", ())
    first: dict[str, str] = {}
    for path, name in project.names.actions:
        if name in first:
            twice = f"{name} has a class in {first[name]} too, and only one of them would run"
            yield Fault(path, twice, "Rename one, or delete it.")
        first.setdefault(name, path)
        if name not in listed:
            yield Fault(path, f"{name} is not among the actions of domain.yml", "Add it there.")
    for name in listed:
        if name not in first:
            yield Fault(DOMAIN, f"the action {name} has no class in actions", "Write it, or take it out.")


def _rules(project: Project) -> Iterator[Fault]:
    domain = project.page(DOMAIN)
    known = BUILT_IN | set(domain.get("actions", ())) | set(domain.get("forms", ()))
    for path, page in project.under("data/rules"):
        for action in dict.fromkeys(values_of("action", page)):
            if action not in known and not action.startswith("utter_"):
                yield Fault(path, f"{action} is no action of domain.yml", "Correct the name, or add it there.")
