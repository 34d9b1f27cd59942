"""SQLite's half of the index: an R*Tree of latitude, longitude and label, and an FTS5 table.

The tree holds all that a look around needs, for what stands beside it is read point by point. A point's id tells its
document; its third coordinate is the label's number, plus an eighth to a quarter when anyone may come, minus as much
when not: the more, the worse the label fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any

from sqlalchemy import Column, Connection, Text, TextualSelect, text

from resources_db.index.wanted import MOST_POINTS, Entry, Near, area_values

MILES_PER_DEGREE = 69.0
_NEAR = text("""
    SELECT id / :points FROM search_point
    WHERE south >= :lat - :high AND north <= :lat + :high AND west >= :lon - :wide AND east <= :lon + :wide
      AND label_from > :label - 0.5 AND label_to < :label + 0.5
      AND (label_from > :label OR EXISTS (SELECT 1 FROM search_reach AS reach
                                          WHERE reach.document = id / :points
                                            AND reach.area IN (:area0, :area1, :area2, :area3)))
    ORDER BY sqrt((south - :lat) * (south - :lat) + (west - :lon) * (west - :lon) * :squeeze)
             + :misfit * 8 * abs(label_from - :label)
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
    INSERT INTO search_point (id, south, north, west, east, label_from, label_to)
    VALUES (:id, :lat, :lat, :lon, :lon, :label, :label)
""")
_TEXT = text("INSERT INTO search_text (rowid, name, body) VALUES (:row, :name, :body)")


class SqliteEngine:
    """See resources_db.index.wanted.Engine."""

    def near(self, connection: Connection, look: Near) -> list[int]:
        squeeze = cos(radians(look.latitude))
        high = look.miles / MILES_PER_DEGREE
        values = {"lat": look.latitude, "lon": look.longitude, "label": look.label, **area_values(look.areas)}
        spans = {"high": high, "wide": high / squeeze, "squeeze": squeeze * squeeze, "most": look.most}
        spans |= {"misfit": look.misfit_miles / MILES_PER_DEGREE, "points": MOST_POINTS}
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
        aside = (1 + misfit) / 8
        for lat, lon in entry.points:
            at = labels[label] + (aside if entry.anyone else -aside)
            yield {"id": next(numbers), "lat": lat, "lon": lon, "label": at}
