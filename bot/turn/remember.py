"""What a talk leaves in the family's record: facts and needs told on one channel are known on every other."""

from typing import Any, Final

from casebook.care.changes import Change, FindNeed, TellFacts
from casebook.care.records import FamilyRecord

# The slots that hold a fact about the family, and not about where the talk stands.
FACTS: Final = (
    "place",
    "child_age_months",
    "children",
    "insurance",
    "household_size",
    "income",
    "writes_as",
    "own_age",
)


def told(before: dict[str, Any] | None, after: dict[str, Any]) -> list[Change]:
    """The facts and needs that a turn brought; none when nothing is new, which is most often."""
    known, now = _slots(before), _slots(after)
    facts = {name: now[name] for name in FACTS if now.get(name) is not None and now[name] != known.get(name)}
    fresh = [need for need in now.get("needs") or () if need not in (known.get("needs") or ())]
    return [*([TellFacts(facts)] if facts else []), *(FindNeed(need, "said") for need in fresh)]


def facts_of(record: FamilyRecord) -> dict[str, Any]:
    """The slots of a first turn, where the family is known from another of its addresses."""
    return {name: record.facts[name] for name in FACTS if name in record.facts}


def _slots(state: dict[str, Any] | None) -> dict[str, Any]:
    return (state or {}).get("slots") or {}
