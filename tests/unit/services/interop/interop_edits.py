"""Applies a deliberate fault of tests/cases/interop/faults.yml to a bundle."""

import copy
import re
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def broken(bundle: dict[str, Any], fault: dict[str, Any]) -> dict[str, Any]:
    """A copy of the bundle with the fault in it. Raises LookupError when the fault finds nothing to break."""
    found = copy.deepcopy(bundle)
    target = found if fault["resource"] == "Bundle" else _chosen(found, *fault["resource"].split())
    for path in fault.get("drop", ()):
        target.pop(path, None)
    for path, value in fault.get("set", {}).items():
        parent, last = _parent(target, path)
        parent[last] = found["entry"][0]["fullUrl"] if value == "SAME AS entry[0]" else value
    if found == bundle:
        raise LookupError(f"{fault['name']}: changes nothing")
    return found


def _chosen(bundle: dict[str, Any], kind: str, profile: str = "") -> Any:
    for entry in bundle["entry"]:
        resource = entry["resource"]
        named = resource.get("meta", {}).get("profile", [""])[0]
        if resource["resourceType"] == kind and named.endswith(profile):
            return resource
    raise LookupError(f"no {kind} {profile}")


def _parent(target: Any, path: str) -> tuple[Any, Any]:
    steps = [name or int(index) for name, index in _STEP.findall(path)]
    for step in steps[:-1]:
        target = target[step]
    return target, steps[-1]


def edited(resource: dict[str, Any], fault: dict[str, Any]) -> dict[str, Any]:
    """A copy of one resource with the fault in it."""
    found = copy.deepcopy(resource)
    for path in fault.get("drop", ()):
        parent, last = _parent(found, path)
        del parent[last]
    for path, value in fault.get("set", {}).items():
        parent, last = _parent(found, path)
        parent[last] = value
    return found
