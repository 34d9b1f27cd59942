"""Tells which slice of a definition an element belongs to."""

import re
from typing import Any

from services.interop.checking.elements import Element, elements, is_of
from services.interop.checking.facts import Node
from services.interop.checking.values import holds, is_in

_URL = re.compile(r"extension\('([^']+)'\)")


def belongs(slice_: Node, by: Any, element: Element) -> bool:
    """Whether an element is one of a slice, by every discriminator that can be decided without a server."""
    if "url" in slice_:
        return isinstance(element.value, dict) and element.value.get("url") == slice_["url"]
    return all(_decides(kind, path, slice_, element) for kind, path in by)


def _decides(kind: str, path: str, slice_: Node, element: Element) -> bool:
    if kind == "type":
        return _typed(path, slice_, element)
    if kind == "exists":
        wanted = _URL.search(path)
        extensions = elements(element.value, "extension", "")
        return wanted is not None and any(holds(each.value, {"url": wanted[1]}) for each in extensions)
    if kind in ("value", "pattern"):
        node, values = _followed(path, slice_, element)
        return any(_fits(node, value) for value in values) if node else True
    return False  # by the profile of what is referred to: nobody knows here, so the slice demands nothing


def _typed(path: str, slice_: Node, element: Element) -> bool:
    if path == "$this":
        return not element.type or is_of(element.type, slice_.get("types", [element.type]))
    child = _child(slice_, path)
    found = elements(element.value, child or path, "")
    types = slice_.get("children", {}).get(child or path, {}).get("types")
    return not types or any(is_of(each.type, types) for each in found)


def _followed(path: str, slice_: Node, element: Element) -> tuple[Node, list[Any]]:
    """The node that a path within a slice leads to, and the values there."""
    node, values = slice_, [element.value]
    for name in () if path == "$this" else path.split("."):
        if "pattern" in node and name not in node.get("children", {}):
            return {"pattern": node["pattern"]}, values  # the pattern says it already
        child = _child(node, name) or name
        values = [each.value for value in values for each in elements(value, child, "")]
        node = node.get("children", {}).get(child, {})
    return node, values


def _child(node: Node, name: str) -> str | None:
    return next((known for known in node.get("children", {}) if known in (name, f"{name}[x]")), None)


def _fits(node: Node, value: Any) -> bool:
    if "fixed" in node and value != node["fixed"]:
        return False
    if "pattern" in node and not holds(value, node["pattern"]):
        return False
    return "codes" not in node or is_in(value, node["codes"])
