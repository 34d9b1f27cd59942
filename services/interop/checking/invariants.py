"""Evaluates the guides' invariants, which are FHIRPath."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import fhirpathpy
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.models import models

from services.interop.checking.facts import Node
from services.interop.checking.finding import Context
from services.interop.checking.narrative import is_safe
from services.interop.checking.values import is_in

_fhirpath: Final[Any] = fhirpathpy  # has no types
_node: Final[Any] = ResourceNode.create_node


def broken(node: Node, value: Any, path: str, context: Context) -> Iterator[tuple[str, str]]:
    """(key, problem) for each invariant of a node that its value breaks; `path` is its type or place in its type."""
    for key, expression in node.get("rules", ()):
        try:
            answer = evaluate(expression, value, path, context)
        except Exception as error:  # the library raises nothing narrower
            yield key, f"cannot be decided, for the value is odd ({error})"
            continue
        if answer[:1] == [False]:
            yield key, f"breaks the rule {expression}"


def evaluate(expression: str, value: Any, path: str, context: Context) -> list[Any]:
    """What FHIRPath makes of a value. Raises whatever the library raises, for functions that it does not know too."""
    options = {"userInvocationTable": _functions(context), "traceFn": lambda *_: None}
    variables = {"resource": context.resource, "rootResource": context.resource}
    found: list[Any] = _fhirpath.apply_parsed_path(
        _node(value, path), _parsed(expression), variables, models["r4"], options
    )
    return found


@cache
def _parsed(expression: str) -> Any:
    return _fhirpath.parse(expression)


def _functions(context: Context) -> Mapping[str, Any]:
    """What FHIR adds to FHIRPath, and the library leaves to its user."""

    def resolve(references: list[Any]) -> list[Any]:
        named = [each["reference"] for each in references if isinstance(each, Mapping) and "reference" in each]
        found = [context.resolve(each) for each in named]
        return [_node(each, each.get("resourceType")) for each in found if each is not None]

    return {
        "resolve": _function(resolve),
        "memberOf": _function(lambda values, address: [is_in(each, address) for each in values[:1]], "String"),
        "hasValue": _function(lambda values: [len(values) == 1 and not isinstance(values[0], Mapping)]),
        "htmlChecks": _function(lambda values: [all(is_safe(str(each)) for each in values)]),
    }


def _function(call: Callable[..., Any], *arguments: str) -> Mapping[str, Any]:
    return {"fn": call, "arity": {len(arguments): list(arguments)}}
