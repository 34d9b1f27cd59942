"""Reads what an editor typed, by the same rules as a feed, and writes what is stored as an editor types it."""

from collections.abc import Mapping
from typing import Any

from resources_db.importers import cleaning
from resources_db.importers.cleaning import Unusable
from resources_db.keeping.editing import FIELDS

_AGES = {"minimum_age", "maximum_age"}


class BadValue(ValueError):
    """A value cannot be kept; `field` is the one to look at."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def values_of(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a form, cleaned. Raises BadValue."""
    return {name: _value(name, form[name]) for name in FIELDS if name in form}


def _value(name: str, words: str) -> Any:
    try:
        if name == "phones":
            return [_phone(line) for line in words.splitlines() if line.strip()]
        if name in _AGES:
            return cleaning.years(words)
        value = {"url": cleaning.web, "email": cleaning.email}.get(name, cleaning.text)(words)
    except Unusable as error:
        raise BadValue(name) from error
    if name == "name" and not value:
        raise BadValue(name)
    return value


def _phone(line: str) -> dict[str, str | None]:
    """A line such as "860-555-0100, office": the number, and what it is for."""
    number, _, told = line.partition(",")
    is_text = told.strip().lower() in ("sms", "text")
    return {
        "number": cleaning.phone(number),
        "type": "sms" if is_text else "voice",
        "description": None if is_text else cleaning.text(told),
    }


def as_text(value: Any) -> str:
    """A stored value as an editor reads and types it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(_line, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _line(phone: Mapping[str, Any]) -> str:
    told = "sms" if (phone.get("type") or "").lower() in ("sms", "text") else phone.get("description")
    return ", ".join(filter(None, (phone.get("number"), told)))
