"""Holds content documents against their JSON Schema and words every fault for the person who wrote them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from services.library.root import CONTENT


def faults(found: Mapping[str, Any], schema: str) -> list[str]:
    """Each way a document breaks `content/schema/<schema>.schema.json`, as "place: problem"; [] when it fits."""
    errors = _validator(schema).iter_errors(_plain(found))
    return [f"{'/'.join(map(str, error.absolute_path)) or 'document'}: {error.message}" for error in errors]


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((CONTENT / "schema" / f"{schema}.schema.json").read_text("utf-8")))


def _plain(value: Any) -> Any:
    """YAML reads 2026-01-10 as a date, also where it is a key; JSON Schema knows only text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
