"""Brings a casebook to the newest schema when it opens; costs one query when it is there."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from casebook.crypto import KeyRing
from casebook.migrations.version import NEWEST, VERSION_TABLE

HERE = Path(__file__).parent


def upgrade(engine: Engine, keys: KeyRing) -> None:
    """Run the missing migrations in one transaction."""
    with engine.begin() as connection:
        if _version(connection) != NEWEST:
            _run(connection, keys)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return str(found) if found else None


def _run(connection: Connection, keys: KeyRing) -> None:
    from alembic import command  # loaded only when there is work: it costs each start a tenth of a second
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    config.attributes["keys"] = keys
    command.upgrade(config, "head")
