"""Reads the files of a feed into the stage: tables row by row, JSON and YAML record by record."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from resources_db.importers.cleaning import text
from resources_db.importers.csv_rows import count_rows, csv_rows, headings_of
from resources_db.importers.dialects import OF_OLD_TERMS, said_in_3_1, said_of_record
from resources_db.importers.files import TABULAR, Piece
from resources_db.importers.json_rows import Broken, Records
from resources_db.importers.kinds import kind_of
from resources_db.importers.links import is_map, links_in
from resources_db.importers.naming import KEPT_IN, NOT_KEPT, opening_times_of, table_of
from resources_db.importers.packages import data_rows, has_data, is_package, paths_of, resources_of, table_in
from resources_db.importers.pages import Pages
from resources_db.importers.report import ANY, Findings, Refusal
from resources_db.importers.shapes import plainly_named, shaped
from resources_db.importers.shelving import TOP, Shelves
from resources_db.importers.stage import Json, Stage

_TELLS_OWNER = ("organization_id", "organization_name", "location_id")
Advance = Callable[[int], object]


class Reader:
    """Fills a stage from files; `feed` is the feed's name if a file tells it."""

    def __init__(self, stage: Stage, findings: Findings, advance: Advance) -> None:
        self._stage, self._findings, self._advance = stage, findings, advance
        self._shelves = Shelves(stage)
        self._pages = Pages()
        self.feed: str | None = None
        self._maps: list[tuple[str, Json]] = []
        self._alone = False  # a plain table: no other one tells whose its services are

    def read(self, files: Iterable[Piece]) -> None:
        """Stage every record of the files; what cannot be read is a finding."""
        chosen = list(files)
        resources = [row for file in chosen if is_package(file.path) for row in resources_of(file.path)]
        names = {Path(path).name: table_in(row) for row in resources for path in paths_of(row)}
        tables = {file: table for file in chosen if _is_table(file.path) and (table := self._table(file.path, names))}
        held = set(tables.values()) | {table_of(table_in(row)) for row in resources if has_data(row)}
        self._alone = "organization" not in held
        is_tabular = bool({"service", "organization", "location"} & held)
        for file in chosen:
            if file in tables:
                self._csv(file.path, file.name, tables[file])
            elif _is_table(file.path):
                reason = f"no table of HSDS or Ohana by this name: its {count_rows(file.path)} lines were not read"
                self._file_remark(file.name, None, reason)
            elif is_package(file.path):
                self._package(file)
            else:
                self._json(file.path, file.name, beside_tables=is_tabular)
            self._advance(file.path.stat().st_size)
        for name, table, why in self._pages.missing():
            self._findings.cut_short(name, None, why, table or ANY)
        self._stage.index()
        for name, record in self._maps:
            self._links(name, record)

    def _package(self, file: Piece) -> None:
        """The rows that a data package holds itself."""
        for resource in filter(has_data, resources_of(file.path)):
            table = table_of(table_in(resource))
            if table is None:
                self._file_remark(file.name, None, f"{table_in(resource)!r} is no table of HSDS: it was not read")
                continue
            for row in data_rows(resource):
                self._row(table, row, file.name, None, made_up=table in TOP and not row.get("id"))

    def _table(self, file: Path, resources: Mapping[str, str]) -> str | None:
        named = table_of(file.stem, resources.get(file.name, ""))
        if named or not _is_table(file):
            return named
        headings = headings_of(file)
        plain_list = "name" in headings and {"phone", "address", "address_1", "zip", "postal_code"} & set(headings)
        of_list = file.stem.lower().endswith("_schedule") and opening_times_of(headings)
        return "service" if plain_list else "schedule" if of_list else None

    def _csv(self, file: Path, name: str, table: str) -> None:
        headings = set(headings_of(file))
        if table == "taxonomy" and headings & OF_OLD_TERMS:
            table = "old_term"
        made_up = table in TOP and not headings & {"id", f"{table}_id"}
        if made_up:
            self._file_remark(name, None, "has no column of ids: each row is known by its name")

        def broken(line: int, row: Mapping[str, Any], why: str) -> None:
            self._findings.lose_row(Refusal(name, line, text(row.get("id")), KEPT_IN.get(table, table), why), cut=True)

        try:
            for line, row in csv_rows(file, table, lambda at, why: self._file_remark(name, at, why), broken):
                self._row(table, row, name, line, made_up=made_up)
        except (csv.Error, ValueError, OSError) as error:
            self._findings.cut_short(name, None, f"cannot be read to its end: {error}", table)

    def _row(self, table: str, row: Mapping[str, Any], name: str, line: int | None, *, made_up: bool) -> None:
        values = {key: value for key, value in row.items() if value.strip()}
        if table == "schedule" and (whose := opening_times_of(list(row))):
            values |= {"service_id": values.get(whose, "")}
        if made_up:
            values["id"] = str(uuid5(NAMESPACE_URL, f"{table}/{values.get('name')}/{values.get('organization_id')}"))
        if table == "service" and self._alone and not any(values.get(name) for name in _TELLS_OWNER):
            values["organization_name"] = values.get("name")
        if table in NOT_KEPT:
            self._stage.add(table, text(values.get("id")), None, values, name, line, listed=True)
            return
        unsaid: list[str] = []
        for number, (kind, said) in enumerate(said_in_3_1(table, values, unsaid.append)):
            self._shelves.put(kind, said, name, line, listed=number == 0)
        for why in unsaid:
            self._findings.kept[Refusal(name, line, text(values.get("id")), table, why)] = None

    def _json(self, file: Path, name: str, *, beside_tables: bool) -> None:
        named = table_of(*reversed(PurePosixPath(name).with_suffix("").parts[-2:]))  # services.json, or services/7.json
        records = Records(file, named)
        seen = False
        try:
            for kind, record, line in records:
                seen = True
                if isinstance(record, Broken):
                    self._findings.lose_row(Refusal(name, line, None, kind or "service", record.why), cut=True)
                elif not isinstance(record, dict):
                    self._bare(name, line)
                elif beside_tables and kind is None and is_map(record):
                    self._maps.append((name, record))
                elif beside_tables and kind is None and not (record.get("id") and record.get("name")):
                    self._file_remark(name, line, "is no table of the feed: it was not read")
                    return
                else:
                    self._record(kind, {**records.defaults, **record}, name, line)
        except (ValueError, OSError) as error:
            line, why = getattr(error, "lineno", None), f"cannot be read{' to its end' if seen else ''}: {error}"
            self._findings.cut_short(name, line, why, named or ("service" if seen else ANY))
        self.feed = self.feed or records.defaults.get("feed")
        for page in records.pages:
            self._pages.turn(named, page, name)

    def _links(self, name: str, record: Json) -> None:
        """The terms of services, listed by service: known only when all tables are read."""
        found = list(links_in(record, self._stage))
        if not found:
            self._file_remark(name, None, "is no table of the feed: it was not read")
        for link in found:
            for table, row in said_in_3_1("service_taxonomy", link, lambda _: None):
                self._shelves.put(table, row, name, None, listed=True)

    def _bare(self, name: str, line: int | None) -> None:
        self._findings.lose_row(Refusal(name, line, None, "service", "not a record but a bare value"))

    def _record(self, kind: str | None, record: Json, name: str, line: int | None) -> None:
        record = plainly_named(record)
        kind = kind_of(kind, record)
        key = text(record.get("id"))

        def lost(part: str, why: str) -> None:
            self._findings.kept[Refusal(name, line, key, part, why)] = None

        record = shaped(record, lost)
        if kind == "organization" and isinstance(record.get("services"), list):
            owner = {key: value for key, value in record.items() if key != "services"}
            self._shelves.put("organization", owner, name, line, listed=not record["services"])
            for service in record["services"]:
                if not isinstance(service, dict):
                    self._bare(name, line)
                else:
                    shared = {"source": record.get("source"), **service, "organization": owner}
                    self._shelves.put("service", shared, name, service.get("__line__", line), listed=True)
        elif kind == "service_at_location" and isinstance(record.get("service"), dict):
            self._service_at_location(record, name, line)
        else:
            for number, (table, said) in enumerate(said_of_record(kind, record, lambda why: lost(kind, why))):
                self._shelves.put(table, said, name, line, listed=number == 0)

    def _service_at_location(self, record: Json, name: str, line: int | None) -> None:
        """A record of the API's list of services at places: the service stands inside."""
        service = record["service"]
        key = text(service.get("id"))
        if key and not self._stage.first("service", key):
            self._shelves.put("service", service, name, line, listed=True)
        link = {name: value for name, value in record.items() if name != "service"}
        self._shelves.put("service_at_location", link | {"service_id": key}, name, line, listed=True)

    def _file_remark(self, name: str, line: int | None, why: str) -> None:
        self._findings.say(name, line, why)


def _is_table(file: Path) -> bool:
    return file.suffix.lower() in TABULAR
