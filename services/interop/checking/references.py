"""Where references lead, as far as their own words or the bundle tell."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from services.interop.checking.elements import objects
from services.interop.checking.finding import Context, Finding

_TYPED = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/[A-Za-z0-9.\-]{1,64}(?:/_history/[A-Za-z0-9.\-]{1,64})?$")
_ADDRESS = re.compile(r"#|[a-z][a-z0-9+.\-]*:\S+$|[A-Z][A-Za-z]+/[A-Za-z0-9.\-]{1,64}(?:/_history/\S+)?$")


def wrong_target(value: Any, allowed: list[str], context: Context) -> str | None:
    """The problem of a reference to a type that may not stand there; None when it may, or when nobody can tell."""
    if not isinstance(value, Mapping) or not isinstance(value.get("reference"), str):
        return None
    found = context.resolve(value["reference"])
    kind = found.get("resourceType") if found else value.get("type")
    return None if kind is None or kind in allowed else f"may refer to {' or '.join(allowed)}, and refers to {kind}"


def lost(resource: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """References within a resource that lead nowhere, and resources within it that nothing leads to."""
    inside = {f"#{each.get('id')}": i for i, each in objects(resource, "contained")}
    named = set()
    for path, reference in references(resource, place):
        named.add(reference)
        if not _ADDRESS.match(reference):
            yield Finding(path, "reference", f"{reference[:40]!r} is no address of a resource")
        if reference.startswith("#") and reference != "#" and reference not in inside:
            yield Finding(path, "reference", f"{reference} is not contained in the resource")
    for local, i in inside.items():
        if local not in named and not any(name == "#" for name in named):
            yield Finding(f"{place}.contained[{i}]", "reference", "is contained, and nothing refers to it")


def references(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """(place, address) of every reference, at any depth."""
    if isinstance(value, Mapping):
        if isinstance(value.get("reference"), str):
            yield place, value["reference"]
        for name, inner in value.items():
            yield from references(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from references(inner, f"{place}[{i}]")


def resolver(resource: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Callable[[str], Any]:
    """Looks up what a reference leads to: contained, in the bundle, or at least its type."""
    contained = {f"#{each.get('id')}": each for _, each in objects(resource, "contained")}

    def resolve(reference: str) -> Mapping[str, Any] | None:
        if reference in contained:
            return contained[reference]
        if reference in known:
            return known[reference]
        typed = _TYPED.search(reference)
        return {"resourceType": typed[1]} if typed else None

    return resolve
