"""Reads a JSON object that says which terms each service has, as Ohana's own tools write beside the tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from resources_db.importers.cleaning import text
from resources_db.importers.stage import Json, Stage

ENOUGH = 0.5  # of its keys known as services, and of its values as terms: below it, it says something else


def is_map(record: Json) -> bool:
    """Whether a record is no record but a table of lists: {"143903": ["46"], …}."""
    lists = [value for key, value in record.items() if not key.startswith("__")]
    return bool(lists) and all(isinstance(value, list) and all(map(_is_key, value)) for value in lists)


def _is_key(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def links_in(record: Json, stage: Stage) -> Iterator[Json]:
    """Each service and term that belong together, once; nothing when the object is about something else.

    A term is named by its code or by the number of its row, whichever more of the terms are known by.
    """
    listed = {key: list(map(str, value)) for key, value in record.items() if not key.startswith("__")}
    known = sum(stage.holds("service", key) for key in listed)
    names = _names(stage, {value for values in listed.values() for value in values})
    said = sum(map(len, listed.values()))
    found = sum(value in names for values in listed.values() for value in values)
    if known < ENOUGH * len(listed) or found < ENOUGH * said:
        return
    for service, values in listed.items():
        for term in dict.fromkeys(names.get(value, value) for value in values):
            yield {"service_id": service, "taxonomy_term_id": term}


def _names(stage: Stage, asked: set[str]) -> Mapping[str, str]:
    """The code of each term that is asked for."""
    by_number: dict[str, str] = {}
    by_code: dict[str, str] = {}
    for staged in stage.rows("taxonomy_term"):
        if staged.key:
            by_code[staged.key] = staged.key
            by_number[text(staged.row.get("number")) or staged.key] = staged.key
    return max(by_code, by_number, key=lambda names: len(asked & names.keys()))
