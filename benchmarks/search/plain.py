"""What a directory without a search index does: LIKE or PostgreSQL's full text, and miles worked out row by row."""

from collections.abc import Iterable
from itertools import batched

from sqlalchemy import Connection, text

from resources_db.database import Database
from resources_db.index.wanted import Entry
from services.directory.places import fold
from services.directory.question import Question
from services.directory.words import is_small

_MILES = """3958.8 * 2 * asin(sqrt(power(sin(radians(latitude - :lat) / 2), 2)
    + cos(radians(:lat)) * cos(radians(latitude)) * power(sin(radians(longitude - :lon) / 2), 2)))"""
_ORDER = f"ORDER BY {_MILES} LIMIT 5"
_FULL_TEXT = f"""SELECT id FROM plain
    WHERE to_tsvector('english', name || ' ' || description) @@ to_tsquery('english', :words)
      AND {_MILES} < 15 {_ORDER}"""


def filled(database: Database, copies: Iterable[Entry]) -> None:
    """One table, a row for each office."""
    with database.writing() as connection:
        columns = "id text, name text, description text, latitude double precision, longitude double precision"
        connection.execute(text(f"CREATE TABLE plain ({columns})"))
        into = text("INSERT INTO plain VALUES (:id, :name, :description, :latitude, :longitude)")
        rows = ((e.service, point) for e in copies for point in e.points)
        for some in batched(rows, 2000, strict=False):
            connection.execute(
                into,
                [
                    {
                        "id": s.id,
                        "name": s.name,
                        "description": s.description or "",
                        "latitude": p[0],
                        "longitude": p[1],
                    }
                    for s, p in some
                ],
            )


def scan(connection: Connection, question: Question) -> list[str]:
    """The nearest five within 15 miles that hold any of the words, by LIKE."""
    words = asked(question)
    like = " OR ".join(f"name LIKE :w{n} OR description LIKE :w{n}" for n in range(len(words)))
    values = {f"w{n}": f"%{word}%" for n, word in enumerate(words)} | _point(question)
    found = connection.execute(text(f"SELECT id FROM plain WHERE ({like}) AND {_MILES} < 15 {_ORDER}"), values)
    return list(found.scalars())


def full_text(connection: Connection, question: Question) -> list[str]:
    """The same by PostgreSQL's full text, worked out row by row."""
    values = {"words": " | ".join(asked(question))} | _point(question)
    return list(connection.execute(text(_FULL_TEXT), values).scalars())


def asked(question: Question) -> list[str]:
    """The words of a question that say something."""
    words = [word for word in fold(question.text or "").split() if len(word) > 2 and not is_small(word)]
    return words or fold(question.text or "").split()[:1]


def _point(question: Question) -> dict[str, float]:
    assert question.place is not None
    return {"lat": question.place.lat, "lon": question.place.lon}
