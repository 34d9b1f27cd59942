"""The directory's file: where it is, how it is made, how it is kept up to date."""

import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from resources_db import migrations
from resources_db.database import Database, directory_url, open_database
from resources_db.errors import NewerDirectory
from resources_db.index.tables import metadata as index_metadata
from resources_db.keeping.tables import metadata
from resources_db.migrations.upgrade import NEWEST, VERSION_TABLE


def test_the_directory_is_beside_the_casebook() -> None:
    here = Path("/data")
    assert directory_url(here) == "sqlite:////data/directory.db"
    assert directory_url(here, "sqlite:////elsewhere/casebook.db") == "sqlite:////elsewhere/directory.db"
    assert directory_url(here, "postgresql+psycopg://u:p@db/one") == "postgresql+psycopg://u:p@db/one"


def test_migrations_make_exactly_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new folder" / "directory.db")
    with database.reading() as connection:
        opts = {"version_table": VERSION_TABLE, "include_name": _is_plain}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, [metadata, index_metadata]) == []
    database.close()


def _is_plain(name: str | None, kind: str, _: object) -> bool:
    """Whether alembic can compare a table: SQLite's virtual ones and their shadows it cannot."""
    return kind != "table" or not (name or "").startswith(("search_point", "search_text", "search_word"))


def test_the_newest_version_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_opening_an_up_to_date_directory_takes_less_than_half_a_second(tmp_path: Path) -> None:
    open_database(tmp_path / "directory.db").close()
    start = time.perf_counter()
    open_database(tmp_path / "directory.db").close()
    assert time.perf_counter() - start < 0.5


def test_a_directory_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    database = open_database(tmp_path / "directory.db")
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    database.close()
    with pytest.raises(NewerDirectory):
        open_database(tmp_path / "directory.db")


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    database = open_database(tmp_path / "directory.db")
    with pytest.raises(IntegrityError):
        _write_one_good_and_one_bad_row(database)
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM organization")) == 0
    database.close()


def _write_one_good_and_one_bad_row(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("INSERT INTO organization (id, feed, name) VALUES ('o', 'f', 'n')"))
        connection.execute(text("INSERT INTO organization (id, feed, name) VALUES ('p', 'f', NULL)"))
