"""Answers a request to the API: a page, a record, or a line for each record."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import ceil
from typing import Any

import yaml
from sqlalchemy import Connection

from bot.hsds.asked import Asked, Query, Refused, read
from bot.hsds.nearby import near
from resources_db.database import Database
from resources_db.publishing import finding, terms
from resources_db.publishing.documents import Documents
from resources_db.publishing.shapes import Json
from services.directory.places import fold

VERSION = "3.1"
type Spellings = Callable[[str], Sequence[str]]  # the words of the directory that a word may be
PROFILE = "https://docs.openreferral.org/en/latest/hsds/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: one JSON text, or several lines of it."""

    status: int
    kind: str
    body: Iterator[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything that fits, by key, and how to make documents of some of it."""

    keys: Sequence[Any]
    documents: Callable[[Sequence[Any]], Iterable[Json]]


class Answers:
    """The API over one directory, without any web; `spellings` are those of its search index, brought up to date."""

    def __init__(self, database: Database, public_url: str, spellings: Spellings) -> None:
        self._database, self._spellings = database, spellings
        self._public_url = public_url.rstrip("/")

    def get(self, path: str, query: Query) -> Answer:
        """The answer for a path below /hsds, such as /services/1."""
        try:
            asked = self._spelled(read(query))
            name, _, key = path.strip("/").partition("/")
            if not name:
                return _json(self._about())
            if name == "openapi.json" and not key:
                return _json(openapi(self._public_url))
            if name not in _LISTS or "/" in key:
                raise Refused(404, "there is no such path")
            return self._one(name, key, asked) if key else self._list(name, asked)
        except Refused as error:
            return _json({"status": error.status, "title": str(error)}, error.status, "application/problem+json")

    def _spelled(self, asked: Asked) -> Asked:
        """The query with the words of its search as the index knows them."""
        said = fold(asked.filters.search or "").split()[: finding.MOST_WORDS]
        words = tuple(tuple(dict.fromkeys((word, *self._spellings(word)))) for word in said)
        return replace(asked, filters=replace(asked.filters, words=words))

    def _about(self) -> Json:
        return {"version": VERSION, "profile": PROFILE, "openapi_url": f"{self._public_url}/hsds/openapi.json"}

    def _one(self, name: str, key: str, asked: Asked) -> Answer:
        with self._database.reading() as connection:
            found = next(iter(_ONE[name](connection, key, asked)), None)
        if found is None:
            raise Refused(404, f"{name}: nothing is published under this id")
        return _json(found)

    def _list(self, name: str, asked: Asked) -> Answer:
        if asked.as_lines:
            return Answer(200, "application/x-ndjson", self._lines(name, asked))
        with self._database.reading() as connection:
            found = _LISTS[name](connection, asked)
            start = (asked.page - 1) * asked.per_page
            contents = list(found.documents(found.keys[start : start + asked.per_page]))
        return _json(_page(contents, len(found.keys), asked))

    def _lines(self, name: str, asked: Asked) -> Iterator[str]:
        with self._database.reading() as connection:
            found = _LISTS[name](connection, asked)
            for document in found.documents(found.keys):
                yield json.dumps(document, ensure_ascii=False) + "\n"


def _page(contents: list[Json], total: int, asked: Asked) -> Json:
    pages = max(1, ceil(total / asked.per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _json(document: Json, status: int = 200, kind: str = "application/json") -> Answer:
    return Answer(status, kind, iter([json.dumps(document, ensure_ascii=False)]))


def _services(connection: Connection, asked: Asked) -> _Found:
    keys = finding.services(connection, finding.resolved(connection, asked.filters))
    if asked.minimal:
        return _Found(keys, lambda some: _minimal(connection, some))
    return _Found(keys, lambda some: Documents(connection).services(some, full=asked.full))


def _minimal(connection: Connection, keys: Sequence[str]) -> Iterator[Json]:
    dates = finding.modified(connection, keys)
    for uuid, changed in (dates[key] for key in keys):
        yield {"id": uuid} | ({"modified_date": changed, "last_modified": changed} if changed else {})


def _organizations(connection: Connection, asked: Asked) -> _Found:
    keys = finding.organizations(connection, finding.resolved(connection, asked.filters))
    return _Found(keys, lambda some: _with_services(connection, some, asked))


def _with_services(connection: Connection, keys: Sequence[str], asked: Asked) -> Iterator[Json]:
    documents = Documents(connection)
    full = asked.full or asked.full_service
    for key, document in zip(keys, documents.organizations(keys, full=full), strict=True):
        offered = finding.services(connection, finding.Filters(organization_id=key)) if asked.full_service else []
        inside = [{k: v for k, v in each.items() if k != "organization"} for each in documents.services(offered)]
        yield document | ({"services": inside} if asked.full_service else {})


def _locations(connection: Connection, asked: Asked) -> _Found:
    return _Found(finding.locations(connection, asked.filters), lambda some: Documents(connection).locations(some))


def _links(connection: Connection, asked: Asked) -> _Found:
    keys = finding.links(connection, finding.resolved(connection, asked.filters))
    keys = near(finding.spots(connection, keys), asked.postcode, asked.proximity) if asked.postcode else keys
    return _Found(keys, lambda some: Documents(connection).links(some, full=asked.full))


def _taxonomies(connection: Connection, asked: Asked) -> _Found:
    return _listed(terms.all_taxonomies(connection), asked)


def _terms(connection: Connection, asked: Asked) -> _Found:
    every = list(terms.all_terms(connection))
    parents = {term["parent_id"] for term in every if "parent_id" in term}
    kept = (term for term in every if not asked.top_only or term["id"] not in parents)
    kept = (term for term in kept if not asked.parent_id or term.get("parent_id") == asked.parent_id)
    wanted = asked.filters.taxonomy_id
    return _listed((t for t in kept if not wanted or wanted in (t.get("taxonomy_id"), t.get("taxonomy"))), asked)


def _listed(documents: Iterable[Json], asked: Asked) -> _Found:
    words = (asked.filters.search or "").lower()
    fitting = [each for each in documents if words in f"{each['name']} {each['description']}".lower()]
    return _Found(fitting, lambda some: some)


def _one_service(connection: Connection, key: str, _: Asked) -> Iterable[Json]:
    found = finding.one(connection, "service", key)
    return Documents(connection).services([found]) if found else ()


def _one_organization(connection: Connection, key: str, asked: Asked) -> Iterable[Json]:
    found = finding.one(connection, "organization", key)
    whole = Asked(asked.filters, full=True, full_service=asked.full_service)
    return _with_services(connection, [found], whole) if found else ()


def _one_location(connection: Connection, key: str, _: Asked) -> Iterable[Json]:
    found = finding.one(connection, "location", key)
    return Documents(connection).locations([found]) if found else ()


def _one_link(connection: Connection, key: str, _: Asked) -> Iterable[Json]:
    found = finding.one_link(connection, key)
    return Documents(connection).links([found]) if found is not None else ()


def _by_id(every: Callable[[Connection], Iterable[Json]]) -> Callable[[Connection, str, Asked], Iterable[Json]]:
    return lambda connection, key, _: (each for each in every(connection) if key == each["id"])


_LISTS: dict[str, Callable[[Connection, Asked], _Found]] = {
    "services": _services,
    "organizations": _organizations,
    "locations": _locations,
    "service_at_locations": _links,
    "taxonomies": _taxonomies,
    "taxonomy_terms": _terms,
}
_ONE: dict[str, Callable[[Connection, str, Asked], Iterable[Json]]] = {
    "services": _one_service,
    "organizations": _one_organization,
    "locations": _one_location,
    "service_at_locations": _one_link,
    "taxonomies": _by_id(terms.all_taxonomies),
    "taxonomy_terms": _by_id(terms.all_terms),
}


@cache
def openapi(public_url: str) -> Json:
    """Our own description of the API, for this address."""
    document = yaml.safe_load(resources.files("bot.hsds").joinpath("openapi.yml").read_text(encoding="utf-8"))
    return dict(document) | {"servers": [{"url": f"{public_url}/hsds"}]}
