"""Whether something is a FHIR resource at all: by fhir.resources, and in what that library lets pass."""

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fhir.resources.R4B import get_fhir_model_class
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
    kind = resource.get("resourceType")
    try:
        model = get_fhir_model_class(str(kind))
    except (KeyError, LookupError):
        yield Finding(place, "shape", f"FHIR R4 has no resource {kind}")
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pydantic, about its own models
            model.model_validate(resource)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            yield Finding(f"{place}{_path(each['loc'])}", "shape", each["msg"].splitlines()[0].rstrip("."))


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
            yield from _oddities(inner, f"{place}.{name}", depth + 1)
    elif isinstance(value, list):
        if not value:
            yield Finding(place, "shape", "is an empty list")
        for i, inner in enumerate(value):
            if inner is not None or depth == 0:  # nulls hold places beside a list of extensions
                yield from _oddities(inner, f"{place}[{i}]", depth + 1)
    else:
        yield from _odd_scalar(value, place)


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
