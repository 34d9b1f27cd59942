"""The same house on PostgreSQL, where one is installed: messages in order, sealed, answered."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rasa_process import free_port
from bot.testing import open_stage, stage_settings
from casebook import tables


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        pytest.skip("no PostgreSQL on this machine: install the package `postgresql`")
    return found[-1].parent


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
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


async def test_quick_texts_of_several_families_are_answered_in_order(server: str, tmp_path: Path) -> None:
    phones = [f"+1860555012{number}" for number in range(4)]
    async with open_stage(stage_settings(tmp_path, ONEDOOR_DATABASE_URL=server)) as stage:
        for number in range(6):
            await asyncio.gather(*(stage.text(f"text {number}", phone) for phone in phones))
        for phone in phones:
            answers = await asyncio.wait_for(stage.answers(6, phone), 30)
            heard = [answer.splitlines()[-1] for answer in answers]
            assert heard == [f"heard: text {number}" for number in range(6)]
        assert all(row.processed_at for row in await stage.rows(tables.inbox))
