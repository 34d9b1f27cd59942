"""A whole house on real sockets and a real database; only Rasa and the provider are stood in for."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.rasa_process import free_port
from bot.testing import Stage, open_stage, stage_settings
from resources_db.database import Database, open_database


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An open house with an empty casebook."""
    async with open_stage(stage_settings(tmp_path)) as opened:
        yield opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty directory."""
    opened = open_database(tmp_path / "directory.db")
    yield opened
    opened.close()


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        pytest.skip("no PostgreSQL on this machine: install the package `postgresql`")
    return found[-1].parent


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of its own in a temporary folder; PostgreSQL refuses to run as root, so root lends it its own user."""
    binaries = _binaries()
    folder, port = Path(tempfile.mkdtemp()), free_port()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run(str(binaries / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "onedoor")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    control = str(binaries / "pg_ctl")
    run(control, "-D", f"{folder}/data", "-w", "-o", options, "-l", f"{folder}/log", "start")
    yield f"postgresql+psycopg://onedoor@127.0.0.1:{port}/postgres"
    run(control, "-D", f"{folder}/data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """A database of its own on that server, with nothing in it."""
    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres.rpartition('/')[0]}/{name}"
