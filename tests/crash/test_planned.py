"""A message that a coordinator planned is neither lost nor sent twice, whenever the process that sends it is killed."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import Connection

from bot.channels.sms.fake import FakeProvider
from bot.rasa_process import free_port
from bot.settings import read
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import desk, staff
from casebook.queries.intake import open_conversation
from casebook.queries.rows import now

pytestmark = [pytest.mark.crash, pytest.mark.timeout(280)]

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+18605550100"
PHONES = [f"+1860555012{number}" for number in range(3)]
LOOK = """
import asyncio, sys
from datetime import datetime
from bot.app import House
from bot.settings import read
from bot.turn.testing import FakeAssistant

async def main():
    house = House(read(port=int(sys.argv[1])), FakeAssistant())
    await house.outbox.recover()
    await house.planned.look(datetime.fromisoformat(sys.argv[2]))
    await asyncio.sleep(float(sys.argv[3]))
    await house.stop()

asyncio.run(main())
"""


@pytest.mark.parametrize("moment", ["planned", "planned:2", "before_send", "after_accept:2"])
async def test_killed_at_a_moment_every_family_gets_it_once(tmp_path: Path, moment: str) -> None:
    port = free_port()
    environment = {
        "ONEDOOR_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ONEDOOR_TWILIO_API": f"http://127.0.0.1:{port}/provider",
        "ONEDOOR_TWILIO_ACCOUNT_SID": ACCOUNT,
        "ONEDOOR_TWILIO_AUTH_TOKEN": TOKEN,
        "ONEDOOR_SMS_NUMBER": NUMBER,
        "ONEDOOR_KEYS": KeyRing.generate(),
        "ONEDOOR_DATA_DIR": str(tmp_path),
    }
    casebook = Casebook(read(environment, port=port).database_url, KeyRing.parse(environment["ONEDOOR_KEYS"]))
    for phone in PHONES:
        plan(casebook, phone)
    casebook.close()
    provider = FakeProvider(ACCOUNT, TOKEN, NUMBER, environment["ONEDOOR_PUBLIC_URL"])
    app = web.Application()
    app.add_routes(provider.routes("/provider"))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        assert await look(environment | {"ONEDOOR_CRASH_AT": moment}, port, 5) == -9
        assert await look(environment, port, 12) == 0
        assert await look(environment, port, 2) == 0
    finally:
        await runner.cleanup()
        await provider.close()
    got = {phone: [each.body for each in provider.messages(phone) if each.direction == "out"] for phone in PHONES}
    assert got == {phone: ["I called them."] for phone in PHONES}


def plan(casebook: Casebook, phone: str) -> None:
    def work(connection: Connection) -> None:
        keys = casebook.keys
        ana = staff.ensure_demo(
            connection, email="ana@example.org", name="Ana Ruiz", password_hash="x", role="coordinator"
        )
        talk = open_conversation(connection, keys, "sms", phone)
        desk.take(connection, talk, ana)
        desk.later(connection, keys, talk, ana, "I called them.", now() + timedelta(days=1))

    casebook.write_now(work)


async def look(environment: dict[str, str], port: int, seconds: float) -> int:
    """One life of a gateway on a day when all is due; answers how the process ended."""
    noon = (now() + timedelta(days=6)).replace(hour=17, minute=0, second=0, microsecond=0)
    command = [sys.executable, "-c", LOOK, str(port), noon.isoformat(), str(seconds)]
    whole = {**os.environ, **environment}
    done = await asyncio.to_thread(subprocess.run, command, env=whole, timeout=120, capture_output=True)
    return done.returncode
