"""Whether something is a FHIR resource at all: by fhir.resources, and in what that library lets pass."""

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.resource import Resource
from pydantic import ValidationError

from services.interop.checking.finding import Finding

LONGEST: Final = 1024 * 1024  # characters of one string, by FHIR itself
DEEPEST: Final = 60
_ID: Final = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def faults(resource: Mapping[str, Any], place: str) -> list[Finding]:
    """Every fault of shape and size; the other checks hold only for what has none."""
    found = list(_oddities(resource, place, 0))
    # One that is too deep cannot be read by the library either.
    return found if any(each.rule == "size" for each in found) else [*found, *_misread(resource, place)]


def _misread(resource: Mapping[str, Any], place: str) -> Iterator[Finding]:
    model = _model(str(resource.get("resourceType")))
    if model is None:
        yield Finding(place, "shape", f"FHIR R4 has no resource {resource.get('resourceType')}")
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pydantic, about its own models
            model.model_validate(resource)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            yield Finding(f"{place}{_path(each['loc'])}", "shape", each["msg"].splitlines()[0].rstrip("."))
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # what the library did not foresee
        yield Finding(place, "shape", f"cannot be read ({type(error).__name__}: {error})")


def _model(kind: str) -> Any:
    """The library's class of a resource; None for what is none, as for a mere part of resources."""
    try:
        model = get_fhir_model_class(kind)
    except (ValueError, LookupError):
        return None
    return model if issubclass(model, Resource) else None


def _path(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)


def _oddities(value: Any, place: str, depth: int) -> Iterator[Finding]:
    """Nothings, strings that are too long, ids that are none."""
    if depth > DEEPEST:
        yield Finding(place, "size", f"is nested more than {DEEPEST} deep")
    elif isinstance(value, Mapping):
        if not value:
            yield Finding(place, "shape", "is empty")
        for name, inner in value.items():
            if name == "id" and isinstance(inner, str) and not _ID.fullmatch(inner):
                yield Finding(f"{place}.id", "shape", "is no id: 1 to 64 letters, digits, dots and hyphens")
            if not (isinstance(inner, list) and None in inner and _has_twin(value, name)):
                yield from _oddities(inner, f"{place}.{name}", depth + 1)
    elif isinstance(value, list):
        if not value:
            yield Finding(place, "shape", "is an empty list")
        for i, inner in enumerate(value):
            yield from _oddities(inner, f"{place}[{i}]", depth + 1)
    else:
        yield from _odd_scalar(value, place)


def _has_twin(parent: Mapping[str, Any], name: str) -> bool:
    """Whether a list's nulls may be there: they hold the places of values that have only an extension, or none."""
    return (name.removeprefix("_") if name.startswith("_") else f"_{name}") in parent


def _odd_scalar(value: Any, place: str) -> Iterator[Finding]:
    if value is None:
        yield Finding(place, "shape", "is null")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Finding(place, "shape", "is no number")
    elif isinstance(value, str) and not value.strip():
        yield Finding(place, "shape", "is an empty text")
    elif isinstance(value, str) and len(value) > LONGEST:
        yield Finding(place, "size", f"is longer than {LONGEST} characters")
    elif isinstance(value, str) and _CONTROL.search(value):
        yield Finding(place, "shape", "holds a control character")
