"""A follow-up is neither lost nor sent twice, whenever the process that asks it is killed."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.channels.sms.fake import FakeProvider
from bot.rasa_process import free_port
from bot.settings import read
from casebook.care import applying
from casebook.care.changes import Place
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries.intake import open_conversation
from casebook.queries.rows import now
from casebook.tables import conversation
from services.referrals.opening import Proposal, agreed

pytestmark = [pytest.mark.crash, pytest.mark.timeout(280)]

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+18605550100"
PHONES = [f"+1860555011{number}" for number in range(4)]
MOMENTS = ("before_send", "before_send:2", "after_accept", "after_accept:2", "after_accept:3", "outreach", "outreach:2")
LOOK = """
import asyncio, sys
from datetime import datetime
from bot.app import House
from bot.settings import read
from bot.turn.testing import FakeAssistant

async def main():
    house = House(read(port=int(sys.argv[1])), FakeAssistant())
    await house.outbox.recover()
    await house.outreach.look(datetime.fromisoformat(sys.argv[2]))
    await asyncio.sleep(float(sys.argv[3]))
    await house.stop()

asyncio.run(main())
"""


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_at_a_moment_every_family_is_asked_once(tmp_path: Path, moment: str) -> None:
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
    due = [refer(casebook, phone) for phone in PHONES]
    assert len(due) == len(PHONES)
    casebook.close()
    provider = FakeProvider(ACCOUNT, TOKEN, NUMBER, environment["ONEDOOR_PUBLIC_URL"])
    app = web.Application()
    app.add_routes(provider.routes("/provider"))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        killed = await look(environment | {"ONEDOOR_CRASH_AT": moment}, port, 5)
        assert killed == -9
        assert await look(environment, port, 12) == 0
        assert await look(environment, port, 2) == 0
    finally:
        await runner.cleanup()
        await provider.close()
    asked = {phone: [each.body for each in provider.messages(phone) if each.direction == "out"] for phone in PHONES}
    assert {phone: len(texts) for phone, texts in asked.items()} == dict.fromkeys(PHONES, 1), asked


def refer(casebook: Casebook, phone: str) -> str:
    def work(connection: object) -> str:
        talk = open_conversation(connection, casebook.keys, "sms", phone)  # type: ignore[arg-type]
        family = connection.execute(select(conversation.c.family).where(conversation.c.id == talk)).scalar_one()  # type: ignore[attr-defined]
        proposal = Proposal("program:birth_to_three", "Birth to Three", "developmental_concern", {"contact": {}})
        made = agreed(proposal, "your phone number", "en", "sms", talk, now())
        applying.apply(connection, casebook.keys, Place(str(family), talk), made)  # type: ignore[arg-type]
        return talk

    return casebook.write_now(work)


async def look(environment: dict[str, str], port: int, seconds: float) -> int:
    """One life of a gateway's outreach on a day when everything is due; answers how the process ended."""
    noon = (now() + timedelta(days=6)).replace(hour=17, minute=0, second=0, microsecond=0)
    command = [sys.executable, "-c", LOOK, str(port), noon.isoformat(), str(seconds)]
    whole = {**os.environ, **environment}
    done = await asyncio.to_thread(subprocess.run, command, env=whole, timeout=120, capture_output=True)
    return done.returncode
