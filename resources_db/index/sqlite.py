"""SQLite's half of the index: an R*Tree of latitude, longitude and label, and an FTS5 table."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any

from sqlalchemy import Column, Connection, Text, TextualSelect, text

from resources_db.index.wanted import MOST_POINTS, Entry, Near

MILES_PER_DEGREE = 69.0
_NEAR = text("""
    SELECT document FROM search_point
    WHERE south BETWEEN :lat - :high AND :lat + :high AND west BETWEEN :lon - :wide AND :lon + :wide
      AND label_from = :label AND label_to = :label
      AND (anyone OR EXISTS (SELECT 1 FROM search_reach AS reach
                             WHERE reach.document = search_point.document
                               AND reach.area IN (:area0, :area1, :area2, :area3)))
    ORDER BY sqrt((south - :lat) * (south - :lat) + (west - :lon) * (west - :lon) * :squeeze) + :misfit * misfit
    LIMIT :most
""")
_HOLDING = text(
    "SELECT rowid FROM search_text WHERE search_text MATCH :words ORDER BY bm25(search_text, 8, 1) LIMIT :most"
)
_WITH_ALL = text("""
    SELECT found.service_id FROM search_text JOIN search_document AS found ON found.row = search_text.rowid
    WHERE search_text MATCH :with_all
""")
_POINT = text("""
    INSERT INTO search_point (id, south, north, west, east, label_from, label_to, document, anyone, misfit)
    VALUES (:id, :lat, :lat, :lon, :lon, :label, :label, :document, :anyone, :misfit)
""")
_TEXT = text("INSERT INTO search_text (rowid, name, body) VALUES (:row, :name, :body)")


class SqliteEngine:
    """See resources_db.index.wanted.Engine."""

    def near(self, connection: Connection, look: Near) -> list[int]:
        squeeze = cos(radians(look.latitude))
        high = look.miles / MILES_PER_DEGREE
        values = {"lat": look.latitude, "lon": look.longitude, "label": look.label, **look.area_values()}
        spans = {"high": high, "wide": high / squeeze, "squeeze": squeeze * squeeze, "most": look.most}
        spans["misfit"] = look.misfit_miles / MILES_PER_DEGREE
        return list(connection.execute(_NEAR, values | spans).scalars())

    def holding(self, connection: Connection, words: Sequence[Sequence[str]], most: int) -> list[int]:
        match = " OR ".join(f'"{word}"' for group in words for word in group)
        return list(connection.execute(_HOLDING, {"words": match, "most": most}).scalars()) if match else []

    def with_all(self, words: Sequence[Sequence[str]]) -> TextualSelect:
        match = " AND ".join(f"({' OR '.join(f'"{word}"*' for word in group)})" for group in words)
        return _WITH_ALL.bindparams(with_all=match).columns(Column("service_id", Text))

    def words(self, connection: Connection) -> dict[str, int]:
        return {row.term: row.doc for row in connection.execute(text("SELECT term, doc FROM search_word"))}

    def put(self, connection: Connection, entries: Sequence[tuple[int, Entry]], labels: Mapping[str, int]) -> None:
        if points := [point for row, entry in entries for point in _points(row, entry, labels)]:
            connection.execute(_POINT, points)
        connection.execute(_TEXT, [{"row": row, "name": entry.name, "body": entry.body} for row, entry in entries])

    def drop(self, connection: Connection, documents: Mapping[int, int]) -> None:
        ids = [{"id": number} for row, points in documents.items() for number in _ids(row, points)]
        if ids:
            connection.execute(text("DELETE FROM search_point WHERE id = :id"), ids)
        if documents:
            connection.execute(text("DELETE FROM search_text WHERE rowid = :row"), [{"row": row} for row in documents])


def _ids(row: int, points: int) -> range:
    """An R*Tree finds its rows by box or by id, not by document: so the ids are made from the document's row."""
    return range(row * MOST_POINTS, row * MOST_POINTS + points)


def _points(row: int, entry: Entry, labels: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    numbers = iter(_ids(row, entry.point_rows))
    for label, misfit in entry.misfits.items():
        for lat, lon in entry.points:
            point = {"id": next(numbers), "lat": lat, "lon": lon, "label": labels[label], "misfit": misfit}
            yield point | {"document": row, "anyone": entry.anyone}
