"""Alembic's entry: the connection is handed in by casebook.migrations.run."""

from alembic import context

from casebook import console_tables  # noqa: F401 - the whole schema
from casebook.migrations.version import VERSION_TABLE
from casebook.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
