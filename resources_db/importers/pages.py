"""Knows which pages of an API's lists a feed holds: one that lacks some must not retire what stands on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from resources_db.importers.naming import plain

Json = dict[str, Any]


@dataclass(slots=True)
class Pages:
    """The pages of a feed, by the list that they are of (its table, and how many pages it says it has)."""

    _seen: dict[tuple[str | None, int], set[object]] = field(default_factory=dict)
    _files: dict[tuple[str | None, int], str] = field(default_factory=dict)

    def turn(self, table: str | None, page: Json, file: str) -> None:
        """Take note of a page by what it says of itself; one that says nothing is a whole list."""
        said = {plain(name): value for name, value in page.items() if isinstance(value, int)}
        if total := said.get("total_pages"):
            seen = self._seen.setdefault((table, total), set())
            seen.add(said.get("page_number", len(seen)))
            self._files[table, total] = file

    def missing(self) -> Iterator[tuple[str, str | None, str]]:
        """(file, table, what is missing) of each list that is not whole."""
        for (table, total), seen in self._seen.items():
            if len(seen) < total:
                yield (
                    self._files[table, total],
                    table,
                    f"is of a list of {total} pages, of which {len(seen)} are here",
                )
