"""Brings a casebook to the newest schema when it opens; does nothing when it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from casebook.migrations.version import VERSION_TABLE

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Run the missing migrations in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:
        if MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision() == head:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
