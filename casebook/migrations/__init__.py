"""The casebook's schema, step by step (alembic)."""
