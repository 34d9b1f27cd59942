"""Takes from value sets the codes that a checker can know; where only a terminology server knows them, the systems."""

from collections.abc import Iterator, Mapping
from typing import Any

type Terms = dict[str, Any]

LARGEST = 600  # codes of one system; larger ones (languages, media types) are taken as "any code of this system"


def value_set(address: str, sets: Mapping[str, Any], systems: Mapping[str, Any]) -> Terms | None:
    """`{"codes": {system: [code, …]}, "any_of": [system, …]}`; None when a part of the set is not at hand."""
    compose = sets.get(address, {}).get("compose", {})
    parts = [_part(part, sets, systems) for part in compose.get("include", ())]
    left_out = [_part(part, sets, systems) for part in compose.get("exclude", ())]
    if not parts or None in parts or None in left_out:
        return None
    codes = _joined(parts)
    without = {
        system: sorted(listed - _joined(left_out).get(system, set())) for system, listed in sorted(codes.items())
    }
    return {"codes": without, "any_of": sorted({system for part in parts if part for system in part["any_of"]})}


def _joined(parts: list[Terms | None]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for part in parts:
        for system, listed in (part or {"codes": {}})["codes"].items():
            codes.setdefault(system, set()).update(listed)
    return codes


def code_system(definition: Mapping[str, Any]) -> list[str] | None:
    """All codes of a system; None when it is not listed whole, or too large to ship."""
    if definition.get("content") != "complete":
        return None
    codes = sorted(set(_codes(definition.get("concept", ()))))
    return codes if 0 < len(codes) <= LARGEST else None


def _part(part: Mapping[str, Any], sets: Mapping[str, Any], systems: Mapping[str, Any]) -> Terms | None:
    system = part.get("system")
    if system is None:  # other value sets
        found = [value_set(each.split("|")[0], sets, systems) for each in part.get("valueSet", ())]
        return found[0] if len(found) == 1 else None
    if "concept" in part:
        return {"codes": {system: [each["code"] for each in part["concept"]]}, "any_of": []}
    known = code_system(systems[system]) if system in systems and "filter" not in part else None
    return {"codes": {system: known}, "any_of": []} if known else {"codes": {}, "any_of": [system]}


def _codes(concepts: Any) -> Iterator[str]:
    for concept in concepts:
        yield concept["code"]
        yield from _codes(concept.get("concept", ()))
