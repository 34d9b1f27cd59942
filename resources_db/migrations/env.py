"""Alembic's entry: runs the steps on the connection that upgrade.py hands over."""

from alembic import context

from resources_db.keeping.tables import metadata
from resources_db.migrations.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
