"""Whether one value is what a definition demands of it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.interop.checking.facts import Node, code_systems, value_sets

_TEXTS: Final = "date dateTime instant time string code id uri url canonical oid uuid markdown base64Binary xhtml"
_WHOLE: Final = "integer positiveInt unsignedInt"


def problems(node: Node, value: Any) -> Iterator[tuple[str, str]]:
    """(rule, problem) for each demand on a single value that it does not meet."""
    if "fixed" in node and value != node["fixed"]:
        yield "fixed", f"must be {node['fixed']!r}"
    if "pattern" in node and not holds(value, node["pattern"]):
        yield "fixed", f"must hold {_shown(node['pattern'])}"
    if "codes" in node and not is_in(value, node["codes"]):
        yield "code", f"{_shown(value)} is no code of {node['codes']}"


def odd_coding(value: Any) -> str | None:
    """What is wrong with a coding: its system is no address, or one that the guides define and that lacks the code."""
    if not isinstance(value, Mapping) or "system" not in value:
        return None
    system, code = str(value["system"]), value.get("code")
    if ":" not in system:
        return f"{system[:40]!r} is no address of a code system"
    known = code_systems().get(system)
    return f"{code} is no code of {system}" if known is not None and code is not None and code not in known else None


def odd_primitive(kind: str, value: Any) -> str | None:
    """What is wrong with the kind of JSON value: the library takes 0 for a date."""
    if isinstance(value, Mapping):  # has only an extension
        return None
    text = kind in _TEXTS.split() and not isinstance(value, str)
    switch = kind == "boolean" and not isinstance(value, bool)
    whole = kind in _WHOLE.split() and (isinstance(value, bool) or not isinstance(value, int))
    return f"must be written as {kind}" if text or switch or whole else None


def odd_extension(value: Any) -> str | None:
    """What is wrong with an extension that says nothing, or two things."""
    if not isinstance(value, Mapping):
        return None
    says = any(key.lstrip("_").startswith("value") for key in value)
    return "has a value or extensions, never both and never neither" if says == ("extension" in value) else None


def holds(value: Any, pattern: Any) -> bool:
    """Whether a value has at least all that the pattern has; list items may stand in any order."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(holds(value.get(key), each) for key, each in pattern.items())
    if isinstance(pattern, list):
        return isinstance(value, list) and all(any(holds(one, each) for one in value) for each in pattern)
    return bool(value == pattern)


def is_in(value: Any, address: str) -> bool:
    """Whether a code, coding or concept has a code of a value set; True where the packages do not tell."""
    terms = value_sets().get(address)
    if terms is None:
        return True
    if isinstance(value, str):
        return bool(terms["any_of"]) or any(value in codes for codes in terms["codes"].values())
    if not isinstance(value, Mapping):
        return False
    if "coding" in value:
        return isinstance(value["coding"], list) and any(_has(terms, each) for each in value["coding"])
    return _has(terms, value)


def _has(terms: Mapping[str, Any], coding: Any) -> bool:
    if not isinstance(coding, Mapping) or "code" not in coding:
        return False
    system = coding.get("system")
    return system in terms["any_of"] or coding["code"] in terms["codes"].get(system, ())


def _shown(value: Any) -> str:
    """A value in few words: its codes where it has any."""
    if isinstance(value, Mapping):
        codings = value.get("coding", [value])
        codes = [str(each["code"]) for each in codings if isinstance(each, Mapping) and "code" in each]
        return ", ".join(codes) or str(value.get("text", "no code"))[:40]
    return repr(value)[:40]
