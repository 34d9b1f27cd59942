"""Puts the checked records of a feed in place of what the directory held of it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import batched
from typing import Any

from sqlalchemy import Connection

from resources_db import tables
from resources_db.importers import writing
from resources_db.importers.checking import refuse_orphans
from resources_db.importers.cleaning import Unusable, Withdrawn
from resources_db.importers.joining import Document, Joiner
from resources_db.importers.naming import KEPT_IN
from resources_db.importers.notes import Notes
from resources_db.importers.parts import Json, rows
from resources_db.importers.places import Hidden, all_places
from resources_db.importers.report import ANY, Findings
from resources_db.importers.rows import Rows, organization_rows, place_rows, service_rows
from resources_db.importers.stage import unmarked
from resources_db.importers.terms import program_of, taxonomy_of, term_of

_OF_PART = {
    **{table: ("service_at_location",) for table in ("location", "service_at_location")},
    **{table: ("attribute",) for table in ("attribute", "service_taxonomy", "old_term", "taxonomy_term")},
    "contact": ("phone",),
}


def spared(findings: Findings) -> frozenset[str]:
    """The tables whose old rows stay where a feed brings no new ones: those of which a part could not be read."""
    if ANY in findings.cut:
        return frozenset(tables.metadata.tables)
    return frozenset(name for table in findings.cut for name in _OF_PART.get(table, (KEPT_IN.get(table, table),)))


class Replacement:
    """One feed on its way into the tables. `withdrawn` are services that the feed says are not to be offered."""

    def __init__(
        self, connection: Connection, feed: str, joiner: Joiner, notes: Notes, hidden: Hidden, home: str | None
    ) -> None:
        self._connection, self._feed, self._joiner, self._notes = connection, feed, joiner, notes
        self._stage, self._hidden, self._home = notes.stage, hidden, home
        self._name = writing.Names(connection, feed, notes.stage)
        self._kept: dict[str, set[str]] = {"organization": set(), "location": set(), "service": set()}
        self._spared = spared(notes.findings)
        self.withdrawn: set[str] = set()

    def write(self, advance: Callable[[int], object]) -> int:
        """Write organizations, places, services and terms; how many services could be used."""
        self._put(self._organizations())
        self._put_places()
        self._put(self._services(advance))
        refuse_orphans(self._stage, {row.key for row in self._stage.rows("service") if row.refused and row.key})
        if self._kept["service"] or not any(True for _ in self._stage.rows("service")):
            self._put_terms()
        return len(self._kept["service"])

    def retire(self, today: date) -> None:
        """Retire what the feed no longer holds; what it holds in a broken form stays as it was."""
        broken = {row.key for row in self._stage.rows("service") if row.refused and row.key} - self.withdrawn
        stays = {key for key in map(self._held, broken) if key}
        writing.retire(self._connection, self._feed, frozenset(self._kept["service"] | stays), today)
        owners = {name: frozenset(self._kept[name]) for name in ("location", "organization")}
        writing.drop_unused(self._connection, self._feed, owners)

    def _held(self, key: str) -> str | None:
        try:
            return self._name("service", key)
        except Unusable:
            return None  # another feed's

    def _put(self, found: Iterator[Rows]) -> None:
        for batch in batched(found, writing.AT_ONCE, strict=False):
            for table in ("organization", "location", "service"):
                writing.put(self._connection, self._feed, [e for e in batch if e.table == table], self._spared)

    def _organizations(self) -> Iterator[Rows]:
        for key, _ in self._stage.all_known("organization"):
            owner = self._hidden.secrets.scrub(self._joiner.organization(key))
            yield from self._made(
                "organization", key, owner, lambda note, o=owner: organization_rows(o, note, self._name)
            )

    def _put_places(self) -> None:
        sealed: dict[str, Json] = {}
        for batch in batched(self._places(sealed), writing.AT_ONCE, strict=False):
            writing.put(self._connection, self._feed, batch, self._spared)
            shown = [each.key for each in batch if not each.row["confidential"]]
            writing.seal(self._connection, self._feed, sealed, shown)
            sealed.clear()

    def _places(self, sealed: dict[str, Json]) -> Iterator[Rows]:
        for key, place in all_places(self._stage, self._joiner):
            secret = key in self._hidden.places
            told = place if secret else self._hidden.secrets.scrub(place)
            rows_of = partial(place_rows, told, name=self._name, hidden=secret, home=self._home)
            made = self._made("location", key, told, rows_of)
            for found in made:
                if secret and rows(place.get("addresses")):
                    sealed[found.key] = unmarked(place)
                yield found

    def _made(self, entity: str, key: str, record: Json, make: Callable[..., Rows]) -> Iterator[Rows]:
        try:
            found = make(self._notes.about(entity, key, record))
        except Unusable as error:
            self._notes.lose(entity, key, record, str(error))
            return
        self._kept[entity].add(found.key)
        yield found

    def _services(self, advance: Callable[[int], object]) -> Iterator[Rows]:
        for document in self._joiner.documents():
            advance(1)
            try:
                yield from self._service(document)
            except Unusable as error:
                self._stage.refuse(document.n, str(error))
                if isinstance(error, Withdrawn) and document.id:
                    self.withdrawn.add(document.id)

    def _service(self, document: Document) -> Iterator[Rows]:
        note: Any = self._notes.about("service", document.id, document.service)
        if document.stray:
            named = f"names the organization {document.stray}, which the feed does not hold"
            if self._notes.findings.lacks("organization"):
                raise Unusable(f"{named} as far as it could be read: the service stays as it was")
            note("organization", f"{named}: kept under the service's own name")
        scrub = self._hidden.secrets.scrub
        owner, service = scrub(document.organization), scrub(document.service)
        found = service_rows(service, owner, note, self._name, self._hidden.places)
        key = str(found.row["organization_id"])
        if key not in self._kept["organization"]:  # no row of the feed describes it
            yield organization_rows(owner, lambda *_, **__: None, self._name)
            self._kept["organization"].add(key)
        self._kept["service"].add(found.key)
        yield found

    def _put_terms(self) -> None:
        complete = bool(self._kept["service"]) and not self._notes.findings.cut
        for name, row_of in (("taxonomy", taxonomy_of), ("taxonomy_term", term_of)):
            live = (row_of(staged.row, self._stage) for staged in self._stage.rows(name) if not staged.refused)
            writing.replace_terms(self._connection, self._feed, name, live, complete=complete)
        programs = (program_of(staged.row) for staged in self._stage.rows("program") if not staged.refused)
        writing.replace_programs(self._connection, self._feed, programs, complete=complete)
