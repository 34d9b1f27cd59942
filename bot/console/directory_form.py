"""Reads what an editor typed, by the same rules as a feed, and writes what is stored as an editor types it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.console.directory_hours import hours_lines, hours_of
from resources_db.importers import cleaning, geography
from resources_db.importers.cleaning import Unusable
from resources_db.keeping.entries import Field
from resources_db.keeping.values import ADDRESS, LISTS, POINT
from resources_db.records import Area
from services.directory.coverage import coverage_of

_AGES = {"minimum_age", "maximum_age"}
Row = Mapping[str, Any]


class BadValue(ValueError):
    """A value cannot be kept; `field` is the one to look at, `key` what the form calls it, `line` what was typed."""

    def __init__(self, field: str, key: str = "", line: str = "") -> None:
        super().__init__(field)
        self.field, self.key, self.line = field, key or field, line


def values_of(form: Mapping[str, str], fields: Iterable[Field]) -> dict[str, Any]:
    """What a form changes, cleaned, by the fields' keys. Raises BadValue. What was left alone stays as it is."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.name == "address":
            found |= _address(form, field)
        elif field.key in form and _plain(form[field.key]) != _plain(as_text(field.name, field.value)):
            found[field.key] = _value(field, form[field.key])
    return found


def given_of(fields: Iterable[Field], form: Mapping[str, str]) -> dict[str, str]:
    """What stands in each box: what was typed, else what is shown."""
    texts: dict[str, str] = {}
    for field in fields:
        if field.name == "address":
            texts |= {f"{field.key}/{name}": field.value[name] or "" for name in ADDRESS}
        else:
            texts[field.key] = as_text(field.name, field.value)
    return {key: form.get(key, text) for key, text in texts.items()}


def as_text(name: str, value: Any) -> str:
    """A stored value as an editor reads and types it."""
    if value is None:
        return ""
    if name in LISTS:
        return "\n".join(line for line, _ in _lines(name, value))
    if name == "address":
        return ", ".join(filter(None, (value.get(part) for part in ADDRESS)))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(field: Field, words: str) -> Any:
    name = field.name
    try:
        if name in LISTS:
            return _rows(field, words)
        if name in _AGES:
            return cleaning.years(words)
        value = {"url": cleaning.web, "email": cleaning.email}.get(name, cleaning.text)(words)
    except Unusable as error:
        raise BadValue(name, field.key, words) from error
    if name == "name" and not value:
        raise BadValue(name, field.key)
    return value


def _rows(field: Field, words: str) -> list[Row]:
    """The rows of a list, a line for each. A line that was left alone keeps all that its feed said with it."""
    known = dict(_lines(field.name, field.value))
    found: list[Row] = []
    for line in filter(None, map(_plain, words.splitlines())):
        try:
            found += known.get(line) or _READ[field.name](line)
        except Unusable as error:
            raise BadValue(field.name, field.key, line) from error
    return found


def _address(form: Mapping[str, str], field: Field) -> dict[str, Any]:
    """The address, with the middle of its ZIP code or town as its point once it is another."""
    if f"{field.key}/address_1" not in form:
        return {}
    typed = {name: cleaning.text(form.get(f"{field.key}/{name}")) for name in ADDRESS}
    if typed == {name: field.value[name] for name in ADDRESS}:
        return {}
    if all(typed[name] == field.value[name] for name in ADDRESS if name != "address_2"):
        return {field.key: field.value | typed}
    middle = geography.middle_of([typed])
    if middle is None and any(typed.values()):
        raise BadValue("address", field.key, ", ".join(filter(None, typed.values())))
    point = (*middle[0], middle[1]) if middle else (None, None, None)
    return {field.key: typed | dict(zip(POINT, point, strict=True))}


def _lines(name: str, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Each line of a list with the rows that it stands for."""
    if name == "hours":
        return hours_lines(rows)
    lines: dict[str, list[Row]] = {}
    for row in rows:
        lines.setdefault(_plain(_LINE[name](row)), []).append(row)
    return list(lines.items())


def _plain(words: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.splitlines())))


def _phone_line(phone: Row) -> str:
    told = "sms" if (phone.get("type") or "").lower() in ("sms", "text") else phone.get("description")
    return ", ".join(filter(None, (phone.get("number"), told)))


def _area_line(area: Row) -> str:
    """What is read of an area: its extent where that is words, else its name."""
    extent = area.get("extent") or ""
    drawn = extent.lstrip().startswith("{")
    return ("" if drawn else extent) or area.get("name") or area.get("description") or "[?]"


def _phone(line: str) -> list[Row]:
    """A line such as "860-555-0100, office": the number, and what it is for."""
    number, _, told = line.partition(",")
    is_text = told.strip().lower() in ("sms", "text")
    description = None if is_text else cleaning.text(told)
    return [{"number": cleaning.phone(number), "type": "sms" if is_text else "voice", "description": description}]


def _area(line: str) -> list[Row]:
    if not coverage_of((Area(line),)).known:
        raise Unusable(f"{line!r} is no town, county, region or state that is known")
    return [{"name": line, "extent": line}]


_LINE: Mapping[str, Callable[[Row], str]] = {
    "phones": _phone_line,
    "languages": lambda row: row.get("name") or row.get("code") or "",
    "documents": lambda row: row.get("document") or "",
    "areas": _area_line,
}
_READ: Mapping[str, Callable[[str], Sequence[Row]]] = {
    "phones": _phone,
    "hours": hours_of,
    "languages": lambda line: [{"name": line}],
    "documents": lambda line: [{"document": line}],
    "areas": _area,
}
