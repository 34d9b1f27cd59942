"""Brings a database to the newest version, and costs one query when it already is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from resources_db.errors import NewerDirectory

NEWEST = "0008"
VERSION_TABLE = "directory_version"  # its own name: directory and casebook may share a server's database


def upgrade(engine: Engine, writing: Callable[[], AbstractContextManager[Connection]]) -> None:
    """Run the missing migrations in one transaction. Raises NewerDirectory when the database is ahead of us."""
    with engine.connect() as connection:
        if _version(connection) == NEWEST:
            return
    with writing() as connection:
        if _version(connection) != NEWEST:  # asked again: another process may have just done it
            _run(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return str(found) if found else None


def _run(connection: Connection) -> None:
    from alembic import command  # loaded only when there is work: it costs a tenth of a second
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerDirectory() from error
