"""PostgreSQL's half of the index: points under a GiST index, and a tsvector under a GIN index."""

from collections.abc import Mapping, Sequence
from math import cos, radians

from sqlalchemy import Column, Connection, Text, TextualSelect, text

from resources_db.index.sqlite import MILES_PER_DEGREE
from resources_db.index.wanted import Entry, Near, area_values

# Longitudes are squeezed as they are at the middle of the country's south and north, so that nearest is nearest.
SQUEEZE = cos(radians(40.0))
# Each label has a map of its own, this far from the next: one look into the GiST index then meets no other label.
APART = 1000.0  # degrees
_NEAR = text("""
    SELECT document FROM search_point
    WHERE at <@ circle(point(:x, :y), :reach)
      AND (anyone OR EXISTS (SELECT 1 FROM search_reach AS reach
                             WHERE reach.document = search_point.document
                               AND reach.area IN (:area0, :area1, :area2, :area3)))
    ORDER BY (at <-> point(:x, :y)) + :misfit * misfit LIMIT :most
""")
_HOLDING = text("""
    SELECT row FROM search_document, to_tsquery('simple', :words) AS query
    WHERE words @@ query ORDER BY ts_rank(words, query) DESC, row LIMIT :most
""")
_WITH_ALL = text("SELECT service_id FROM search_document WHERE words @@ to_tsquery('simple', CAST(:with_all AS text))")
_POINT = text("""
    INSERT INTO search_point (document, label, at, anyone, misfit)
    VALUES (:document, :label, point(:x, :y), :anyone, :misfit)
""")
_TEXT = text("""
    UPDATE search_document SET words = setweight(to_tsvector('simple', :name), 'A')
        || setweight(to_tsvector('simple', :body), 'D') WHERE row = :row
""")
_WORDS = text("SELECT word, ndoc FROM ts_stat('SELECT words FROM search_document')")


class PostgresEngine:
    """See resources_db.index.wanted.Engine."""

    def near(self, connection: Connection, look: Near) -> list[int]:
        values = {"x": _x(look.longitude, look.label), "y": look.latitude, "reach": look.miles / MILES_PER_DEGREE}
        asked = {**area_values(look.areas), "most": look.most}
        asked["misfit"] = look.misfit_miles / MILES_PER_DEGREE
        return list(connection.execute(_NEAR, values | asked).scalars())

    def holding(self, connection: Connection, words: Sequence[Sequence[str]], most: int) -> list[int]:
        query = " | ".join(f"'{word}'" for group in words for word in group)
        return list(connection.execute(_HOLDING, {"words": query, "most": most}).scalars()) if query else []

    def with_all(self, words: Sequence[Sequence[str]]) -> TextualSelect:
        query = " & ".join(f"({' | '.join(f"'{word}':*" for word in group)})" for group in words)
        return _WITH_ALL.bindparams(with_all=query).columns(Column("service_id", Text))

    def words(self, connection: Connection) -> dict[str, int]:
        return {row.word: row.ndoc for row in connection.execute(_WORDS)}

    def put(self, connection: Connection, entries: Sequence[tuple[int, Entry]], labels: Mapping[str, int]) -> None:
        points = [
            {"document": row, "label": labels[label], "x": _x(lon, labels[label]), "y": lat}
            | {"anyone": entry.anyone, "misfit": misfit}
            for row, entry in entries
            for label, misfit in entry.misfits.items()
            for lat, lon in entry.points
        ]
        if points:
            connection.execute(_POINT, points)
        connection.execute(_TEXT, [{"row": row, "name": entry.name, "body": entry.body} for row, entry in entries])

    def drop(self, connection: Connection, documents: Mapping[int, int]) -> None:
        gone = [{"row": row} for row in documents]
        if gone:
            connection.execute(text("DELETE FROM search_point WHERE document = :row"), gone)


def _x(longitude: float, label: int) -> float:
    """Where a longitude is on the map of a label."""
    return longitude * SQUEEZE + label * APART
