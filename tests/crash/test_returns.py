"""What a coordinator does not answer goes back once, with one true sentence, whenever the process that does it dies."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import Connection, Row, Table, select

from bot.channels.sms.fake import FakeProvider
from bot.console.testing import words
from bot.rasa_process import free_port
from bot.settings import read
from casebook import tables
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import desk, staff, waits
from casebook.queries.intake import accept
from casebook.queries.rows import now

pytestmark = [pytest.mark.crash, pytest.mark.timeout(280)]

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+18605550100"
PHONES = [f"+1860555013{number}" for number in range(3)]
SENTENCE = words()["family"]["gave_back"]["es"]
# Before and after the commit, before and after the provider has it; the second family too.
MOMENTS = ("giving_back", "giving_back:2", "returns", "returns:2", "before_send", "after_accept", "after_accept:2")
LOOK = """
import asyncio, sys
from bot.app import House
from bot.settings import read
from bot.turn.testing import FakeAssistant

async def main():
    house = House(read(port=int(sys.argv[1])), FakeAssistant())
    await house.outbox.recover()
    await house.returns.look()
    await asyncio.sleep(float(sys.argv[2]))
    await house.stop()

asyncio.run(main())
"""


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_at_a_moment_every_family_is_told_once_and_waits_once(tmp_path: Path, moment: str) -> None:
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
    talks = [held(casebook, phone) for phone in PHONES]
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
    told = {phone: [each.body for each in provider.messages(phone) if each.direction == "out"] for phone in PHONES}
    assert told == {phone: [SENTENCE] for phone in PHONES}
    waiting = await casebook.read(waits.open_talks)
    assert sorted((each.id, each.owner, each.staff) for each in waiting) == sorted(
        (each, "queue", None) for each in talks
    )
    assert sorted(row.conversation for row in await rows(casebook, tables.alert)) == sorted(talks)
    back = [row.subject for row in await rows(casebook, tables.audit) if row.action == "give_back"]
    assert sorted(back) == sorted(talks)
    assert {row.state for row in await rows(casebook, tables.outbox)} == {"sent"}
    casebook.close()


def held(casebook: Casebook, phone: str) -> str:
    """A family in need of a doctor wrote just now, so it is told at night too, and Ana, who has had it for twenty
    minutes, writes nothing; answers the conversation."""

    def work(connection: Connection) -> str:
        keys = casebook.keys
        ana = staff.ensure_demo(
            connection, email="ana@example.org", name="Ana Ruiz", password_hash="x", role="coordinator"
        )
        text = {"provider": "twilio", "provider_id": f"SM{phone[1:]:0>32}", "text": "necesito hablar", "language": "es"}
        talk = accept(connection, keys, channel="sms", address=phone, **text).conversation
        connection.execute(tables.inbox.update().values(processed_at=now(), outcome="answered"))
        desk.take(connection, talk, ana)
        long_ago = now() - timedelta(minutes=20)
        ours = tables.conversation.update().where(tables.conversation.c.id == talk)
        connection.execute(ours.values(queue_reason="crisis_medical", queued_at=long_ago, assigned_at=long_ago))
        return talk

    return casebook.write_now(work)


async def rows(casebook: Casebook, table: Table) -> Sequence[Row[Any]]:
    return await casebook.read(lambda connection: connection.execute(select(table)).all())


async def look(environment: dict[str, str], port: int, seconds: float) -> int:
    """One life of a gateway; answers how the process ended."""
    command = [sys.executable, "-c", LOOK, str(port), str(seconds)]
    whole = {**os.environ, **environment}
    done = await asyncio.to_thread(subprocess.run, command, env=whole, timeout=120, capture_output=True)
    return done.returncode
