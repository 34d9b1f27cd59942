"""Chooses the engine that fits a connection."""

from sqlalchemy import Connection

from resources_db.index.postgres import PostgresEngine
from resources_db.index.sqlite import SqliteEngine
from resources_db.index.wanted import Engine


def engine_of(connection: Connection) -> Engine:
    """The index's half for this database."""
    return SqliteEngine() if connection.dialect.name == "sqlite" else PostgresEngine()
