"""Finds the elements of a FHIR value by the names that definitions give them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from services.interop.checking.facts import Node


class Element(NamedTuple):
    """One value of an element; `type` is what the name of a choice (`valueString`) says, "" elsewhere."""

    place: str
    value: Any
    type: str


def elements(parent: Any, name: str, place: str) -> list[Element]:
    """The values of an element; one that holds only an extension (in `_name`) counts, with that as its value."""
    if not isinstance(parent, Mapping):
        return []
    if not name.endswith("[x]"):
        return list(_values(parent, name, f"{place}.{name}", ""))
    stem = name.removesuffix("[x]")
    keys = sorted({key.removeprefix("_") for key in parent})
    return [
        each
        for key in keys
        if key.startswith(stem) and key[len(stem) :][:1].isupper()
        for each in _values(parent, key, f"{place}.{key}", key[len(stem) :])
    ]


def objects(parent: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """(index, object) of a list of objects; whatever else stands there is left to the check of shapes."""
    found = parent.get(name)
    return [(i, each) for i, each in enumerate(found) if isinstance(each, Mapping)] if isinstance(found, list) else []


def is_of(kind: str, types: Any) -> bool:
    """Whether the ending of a choice's name is one of the types: `String` is `string`."""
    return any(kind == name[:1].upper() + name[1:] for name in types)


def only_type(node: Node, element: Element) -> str:
    """The type of a value, "" when the definition leaves it open."""
    types = node.get("types", ())
    if element.type:
        return next((name for name in types if is_of(element.type, [name])), element.type)
    return types[0] if len(types) == 1 else ""


def _values(parent: Mapping[str, Any], key: str, place: str, kind: str) -> Iterator[Element]:
    found, beside = parent.get(key), parent.get(f"_{key}")
    if isinstance(found, list):
        yield from (Element(f"{place}[{i}]", each, kind) for i, each in enumerate(found))
    elif found is not None or beside is not None:
        yield Element(place, beside if found is None else found, kind)
