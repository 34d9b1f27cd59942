"""Checks that every response is said somewhere, and that everything to be said is there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from resources_db.needs import NEEDS
from services.content.fault import Fault
from services.content.project import Project
from services.eligibility.check import Outcome

# The endings of keys that the actions put together at run time, by their beginning.
COMPUTED: Final[Mapping[str, tuple[str, ...]]] = {"utter_": NEEDS, "utter_program_": get_args(Outcome)}


def faults(project: Project) -> list[Fault]:
    """Responses that nothing says, keys that no file holds, and computed keys that this check does not know."""
    written = {key: path for path, page in project.under("data/responses") for key in page["responses"]}
    used = dict(_used(project))
    found: list[Fault] = []
    if project.whole("data/rules"):
        found += [
            Fault(path, f"{key} is never said", "Delete it, or say it in data/rules or actions.")
            for key, path in written.items()
            if key not in used
        ]
    if project.whole("data/responses"):
        found += [
            Fault(by, f"says {key}, which no file of data/responses holds", "Write it, in both languages.")
            for key, by in used.items()
            if key not in written
        ]
    return found + [
        Fault("actions", f"makes keys that begin with {start}", "Name their endings in services/content/used.py.")
        for start in project.names.computed - COMPUTED.keys()
    ]


def _used(project: Project) -> Iterator[tuple[str, str]]:
    """(key, who says it), the rules last."""
    actions = project.names
    for start in actions.computed & COMPUTED.keys():
        yield from ((f"{start}{ending}", "actions") for ending in COMPUTED[start])
    yield from ((key, "actions") for key in actions.responses)
    yield from ((f"utter_ask_{slot}", "domain.yml") for slot in _asked(project))
    for path, page in project.under("data/rules"):
        yield from ((name, path) for name in values_of("action", page) if name.startswith("utter_"))


def _asked(project: Project) -> Iterator[str]:
    """What Rasa's forms ask for by themselves; what a need asks for, the actions say (actions/asking.py)."""
    domain = project.page("domain.yml")
    by_action = {name.removeprefix("action_ask_") for name in domain.get("actions", ())}
    for form in domain.get("forms", {}).values():
        yield from (slot for slot in form.get("required_slots", ()) if slot not in by_action)


def values_of(key: str, found: Any) -> Iterator[str]:
    """Every text that stands under a key, at any depth."""
    if isinstance(found, Mapping):
        if isinstance(found.get(key), str):
            yield found[key]
        for inner in found.values():
            yield from values_of(key, inner)
    elif isinstance(found, list):
        for inner in found:
            yield from values_of(key, inner)
