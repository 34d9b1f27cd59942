"""Takes from a StructureDefinition what can be checked by machine and leaves its prose behind.

A node of the tree that comes out is a mapping with any of: `min`, `max` (of its list in its parent), `types`, `refs`
(resource types that may be referred to), `fixed`, `pattern`, `codes` (a required value set), `rules` ([key, FHIRPath]),
`url` (of an extension), `like` (the path of a node with the same content), `by` (how its slices are told apart),
`slices`, `children`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

type Node = dict[str, Any]

# Seen to by code, for every element, where as rules they would be slow.
_LEFT_TO_CODE = "ele-1 ext-1 dom-2 dom-3 dom-4 dom-5 dom-6 bdl-7 ref-1"
_MANY = 20  # so many types are all of them


def tree(definition: Mapping[str, Any], types_of: Mapping[str, str], base: Mapping[str, Node] | None = None) -> Node:
    """The definition's snapshot as a tree; with `base` (the trees of FHIR's types) only what it adds to those.

    `types_of` gives the resource type behind the address of each profile that references may name.
    """
    root: Node = {}
    for element in definition["snapshot"]["element"]:
        if ".meta." not in element["id"]:  # its shape is the same everywhere
            node = _place(root, element["id"].split(".")[1:])
            node.update(_facts(element, types_of))
    return _without_nothing(root if base is None else _added(root, base[definition["type"]], base)) or {}


def without_cardinalities(node: Node) -> Node:
    """A tree of one of FHIR's own types as it is shipped: the library that reads them knows how many there may be."""
    kept = {key: value for key, value in node.items() if key not in ("min", "max")}
    if "children" in node:
        kept["children"] = {name: without_cardinalities(child) for name, child in node["children"].items()}
    return kept


def _place(root: Node, segments: Iterable[str]) -> Node:
    """The node of an element id such as `Task.output:Done.value[x]`; made where it is not there yet."""
    node = root
    for segment in segments:
        name, _, slice_name = segment.partition(":")
        node = node.setdefault("children", {}).setdefault(name, {})
        if slice_name:
            node = node.setdefault("slices", {}).setdefault(slice_name, {})
    return node


def _facts(element: Mapping[str, Any], types_of: Mapping[str, str]) -> Node:
    facts: Node = {"min": element["min"], "max": element["max"]}
    types = element.get("type", [])
    facts["types"] = sorted({_type(each["code"]) for each in types})
    facts["refs"] = _references(types, types_of)
    facts["url"] = _extension(element, types)
    for key, value in element.items():
        if key.startswith(("fixed", "pattern")):
            facts["fixed" if key.startswith("fixed") else "pattern"] = value
    binding = element.get("binding", {})
    if binding.get("strength") == "required" and "valueSet" in binding:
        facts["codes"] = binding["valueSet"].split("|")[0]
    facts["rules"] = [
        [rule["key"], rule["expression"]]
        for rule in element.get("constraint", ())
        if rule["severity"] == "error" and rule["key"] not in _LEFT_TO_CODE.split() and "expression" in rule
    ]
    if "contentReference" in element:
        facts["like"] = element["contentReference"].partition("#")[2]
    if "slicing" in element:
        facts["by"] = [[each["type"], each["path"]] for each in element["slicing"].get("discriminator", ())]
    return {key: value for key, value in facts.items() if value not in (None, [])}


def _type(code: str) -> str:
    """System types stand for the primitive ids and addresses."""
    return code if "/" not in code else code.rpartition(".")[2].lower()


def _references(types: list[dict[str, Any]], types_of: Mapping[str, str]) -> list[str] | None:
    """The types that may be referred to; None when any may, or when one of them cannot be told."""
    named = [
        target.split("|")[0]
        for each in types
        for target in each.get("targetProfile", ())
        if each["code"] == "Reference"
    ]
    found = {types_of.get(target) for target in named}
    if not found or None in found or "Resource" in found:
        return None
    return sorted(str(each) for each in found)


def _extension(element: Mapping[str, Any], types: list[dict[str, Any]]) -> str | None:
    is_slice = element["id"].rpartition(".")[2].startswith(("extension:", "modifierExtension:"))
    profiles = [profile for each in types for profile in each.get("profile", ())]
    return str(profiles[0]).split("|")[0] if is_slice and profiles else None


def _added(node: Node, base: Node, types: Mapping[str, Node]) -> Node:
    """What `node` demands beyond `base`, element by element and slice by slice."""
    kept = {key: value for key, value in node.items() if base.get(key) != value}
    if base.get("codes") == node.get("codes"):
        kept.pop("codes", None)
    old = {key for key, _ in base.get("rules", ())}
    kept["rules"] = [rule for rule in node.get("rules", ()) if rule[0] not in old]
    inner = _inner(node, base, types)
    kept["children"] = {
        name: _added(child, inner.get(name, {}), types) for name, child in node.get("children", {}).items()
    }
    one_of_many = {key: value for key, value in (base | node).items() if key in ("types", "codes", "refs", "children")}
    kept["slices"] = {name: _added(child, one_of_many, types) for name, child in node.get("slices", {}).items()}
    return kept


def _inner(node: Node, base: Node, types: Mapping[str, Node]) -> Mapping[str, Node]:
    """What the elements within a node are by themselves: those of its resource, or those of its one type."""
    of_type = types.get("".join(node.get("types") or base.get("types") or ()), {})
    found: Mapping[str, Node] = of_type.get("children", {}) | base.get("children", {})
    return found


def _without_nothing(node: Node) -> Node | None:
    """The node without what any element may be; None when nothing is left of it."""
    kept = {key: value for key, value in node.items() if key not in ("children", "slices")}
    for group in ("children", "slices"):
        inner = {name: found for name, child in node.get(group, {}).items() if (found := _without_nothing(child))}
        if inner:
            kept[group] = inner
    for key, usual in (("min", 0), ("max", "*"), ("rules", [])):
        if kept.get(key) == usual:
            del kept[key]
    if "slices" not in kept:
        kept.pop("by", None)
    if len(kept.get("types", ())) > _MANY:
        del kept["types"]
    return kept or None
