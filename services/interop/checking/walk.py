"""Walks a value and a definition side by side."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.interop.checking.elements import Element, elements, is_of, only_type
from services.interop.checking.facts import Node, profiles, trees
from services.interop.checking.finding import Context, Finding
from services.interop.checking.invariants import broken
from services.interop.checking.references import wrong_target
from services.interop.checking.slices import belongs
from services.interop.checking.values import odd_coding, odd_extension, odd_primitive, problems


def walk(node: Node, value: Any, place: str, path: str, context: Context) -> Iterator[Finding]:
    """Every way in which a value is not what the node demands; `path` is its place in its type (`Task.input`)."""
    for rule, problem in (*problems(node, value), *broken(node, value, path, context)):
        yield Finding(place, rule, problem)
    if "refs" in node and (wrong := wrong_target(value, node["refs"], context)):
        yield Finding(place, "reference", wrong)
    for name, child in node.get("children", {}).items():
        found = elements(value, name, place)
        yield from _count(child, len(found), f"{place}.{name}")
        for element in found:
            yield from _one(child, element, f"{path}.{name.removesuffix('[x]')}", context)
        yield from _slices(child, found, f"{place}.{name}", f"{path}.{name.removesuffix('[x]')}", context)


def _one(node: Node, element: Element, path: str, context: Context) -> Iterator[Finding]:
    if element.type and "types" in node and not is_of(element.type, node["types"]):
        yield Finding(element.place, "type", f"must be {' or '.join(node['types'])}")
    kind = only_type(node, element)
    if kind and (odd := odd_primitive(kind, element.value)):
        yield Finding(element.place, "shape", odd)
    if "like" in node:
        yield from walk(_like(node["like"]), element.value, element.place, node["like"], context)
    yield from walk(node, element.value, element.place, kind if kind in trees() else path, context)
    if kind in trees():
        yield from _part(kind, element, context)


def _part(kind: str, element: Element, context: Context) -> Iterator[Finding]:
    """What FHIR demands of every value of a type, and the guides of an extension that they define."""
    yield from walk(trees()[kind], element.value, element.place, kind, context)
    if kind == "Coding" and (problem := odd_coding(element.value)):
        yield Finding(element.place, "code", problem)
    if kind == "Extension" and (problem := odd_extension(element.value)):
        yield Finding(element.place, "shape", problem)
    if kind == "Extension" and isinstance(element.value, Mapping):
        definition = profiles().get(str(element.value.get("url")), {})
        yield from walk(definition.get("tree", {}), element.value, element.place, kind, context)


def _slices(node: Node, found: list[Element], place: str, path: str, context: Context) -> Iterator[Finding]:
    for name, slice_ in node.get("slices", {}).items():
        members = [element for element in found if belongs(slice_, node.get("by", ()), element)]
        yield from _count(slice_, len(members), f"{place}:{name}")
        for element in members:
            yield from walk(slice_, element.value, element.place, path, context)


def _count(node: Node, number: int, place: str) -> Iterator[Finding]:
    if number < node.get("min", 0):
        yield Finding(place, "cardinality", f"there must be {node['min']} at least, and there are {number}")
    if "max" in node and node["max"] != "*" and number > int(node["max"]):
        yield Finding(place, "cardinality", f"there may be {node['max']} at most, and there are {number}")


def _like(path: str) -> Node:
    """The node of a path such as `Questionnaire.item`, which holds itself."""
    type_, *names = path.split(".")
    node = trees()[type_]
    for name in names:
        node = node["children"][name]
    return node
