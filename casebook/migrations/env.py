"""Alembic's entry: the connection is handed in by casebook.migrations.run."""

from alembic import context

from casebook.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
