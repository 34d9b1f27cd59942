"""The casebook's schema and its way of writing."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.migrations.version import VERSION_TABLE
from casebook.queries.rows import now


@pytest.fixture
def casebook(tmp_path: Path):
    opened = Casebook(f"sqlite:///{tmp_path / 'casebook.db'}", KeyRing.parse(KeyRing.generate()))
    yield opened
    opened.close()


def test_the_migrations_make_exactly_the_tables_of_the_code(casebook: Casebook, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'casebook.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


async def test_of_many_writes_at_once_the_broken_one_alone_is_undone(casebook: Casebook) -> None:
    def add(number: int) -> None:
        def work(connection: Connection) -> None:
            connection.execute(insert(tables.family).values(id=f"family{number}", created_at=now()))
            if number == 7:
                raise ValueError("a fault of ours")

        return casebook.write(work)

    outcomes = await asyncio.gather(*(add(number) for number in range(50)), return_exceptions=True)
    assert [str(outcome) for outcome in outcomes if outcome is not None] == ["a fault of ours"]
    kept = await casebook.read(lambda connection: set(connection.execute(select(tables.family.c.id)).scalars()))
    assert kept == {f"family{number}" for number in range(50) if number != 7}


async def test_a_write_is_seen_by_the_next_read(casebook: Casebook) -> None:
    await casebook.write(lambda c: c.execute(insert(tables.family).values(id="f", created_at=now())))
    assert await casebook.read(lambda c: c.execute(select(tables.family.c.id)).scalar()) == "f"
