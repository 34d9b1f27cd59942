"""Vocabularies and their terms as HSDS 3.1 documents, without the licensed ones."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from resources_db import tables
from resources_db.ids import published
from resources_db.publishing.licensed import is_licensed
from resources_db.publishing.shapes import Json, own, said


def all_taxonomies(connection: Connection) -> Iterator[Json]:
    """Every vocabulary that may be given away."""
    table = tables.taxonomy
    for row in connection.execute(select(table).order_by(table.c.name, table.c.row)):
        if row.id and not is_licensed(row.name, None):
            named = {"name": row.name or row.id, "description": row.description or ""}
            yield own("taxonomy", row.id) | named | said({"uri": row.uri, "version": row.version})


def all_terms(connection: Connection) -> Iterator[Json]:
    """Every term that may be given away."""
    table = tables.taxonomy_term
    for row in connection.execute(select(table).order_by(table.c.id, table.c.row)):
        if row.id and not is_licensed(row.taxonomy, row.code or row.id):
            yield _term(row)


def _term(row: Row[Any]) -> Json:
    document = own("taxonomy_term", row.id)
    said_of = {"code": row.code, "taxonomy": row.taxonomy, "language": row.language, "term_uri": row.term_uri}
    keys = {
        "parent_id": published("taxonomy_term", row.parent_id) if row.parent_id else None,
        "taxonomy_id": published("taxonomy", row.taxonomy_id) if row.taxonomy_id else None,
    }
    ours = {name: row._mapping[name] for name in keys if row._mapping[name] not in (None, keys[name])}
    term = document | {"name": row.name or row.code or row.id, "description": row.description or ""}
    term |= said(said_of | keys)
    return term | {"x_onedoor": term.get("x_onedoor", {}) | ours} if ours else term
