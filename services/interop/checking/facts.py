"""The facts of the three guides, read once from `profiles/facts`."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

type Node = Mapping[str, Any]

FACTS: Final = Path(__file__).parents[1] / "profiles" / "facts"


@cache
def trees() -> Mapping[str, Node]:
    """FHIR's own types by name: resources, and the parts that they are made of."""
    return {path.stem: _read(path)["tree"] for path in sorted((FACTS / "r4").glob("*.json"))}


@cache
def profiles() -> Mapping[str, Node]:
    """`{"url", "type", "tree"}` of each profile and extension of US Core and of the guide, by address."""
    found = (_read(path) for folder in ("us_core", "guide") for path in sorted((FACTS / folder).glob("*.json")))
    return {each["url"]: each for each in found}


@cache
def value_sets() -> Mapping[str, Mapping[str, Any]]:
    """`{"codes": {system: [code, …]}, "any_of": [system, …]}` by address."""
    found: Mapping[str, Mapping[str, Any]] = _read(FACTS / "codes.json")["value_sets"]
    return found


@cache
def code_systems() -> Mapping[str, frozenset[str]]:
    """All codes of each system that US Core or the guide defines itself."""
    return {url: frozenset(codes) for url, codes in _read(FACTS / "codes.json")["systems"].items()}


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
