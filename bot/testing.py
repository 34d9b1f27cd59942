"""A house on real sockets and a real database for tests; only Rasa and the provider are stood in for."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from sqlalchemy import Row, Table, select

from bot.app import House
from bot.channels.sms.fake import FakeMessage, FakeProvider
from bot.rasa_process import free_port
from bot.run import Running, running
from bot.settings import Settings, read
from bot.setup.demo import demo_environment
from bot.setup.directory import ensure_directory
from bot.setup.paths import ROOT, Paths
from bot.setup.rasa import ensure_environment, ensure_model
from bot.turn.testing import FakeAssistant
from casebook import tables
from casebook.crypto import KeyRing

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+18605550100"
PHONE = "+18605550123"


@dataclass(slots=True)
class Stage:
    """The house under test with its stand-ins and the address it serves at."""

    house: House
    assistant: FakeAssistant
    provider: FakeProvider
    address: str
    session: ClientSession

    async def text(self, body: str, phone: str = PHONE, media: int = 0) -> int:
        """A phone texts; answers the webhook's HTTP status."""
        return await self.provider.text_from(phone, body, media)

    async def answers(self, count: int, phone: str = PHONE) -> list[str]:
        """The texts a phone has got, once there are so many of them."""
        with self.provider.listen(phone) as news:
            while len(got := self.got(phone)) < count:
                news.clear()
                await news.wait()
        return [message.body for message in got]

    def got(self, phone: str = PHONE) -> list[FakeMessage]:
        """The texts a phone has got so far."""
        return [message for message in self.provider.messages(phone) if message.direction == "out"]

    async def conversation(self, channel: str = "sms", address: str = PHONE) -> Row[Any]:
        """The conversation's row."""
        index = self.house.casebook.keys.index(channel, address)
        query = select(tables.conversation).where(tables.conversation.c.address_index == index)
        return await self.house.casebook.read(lambda connection: connection.execute(query).one())

    async def rows(self, table: Table) -> list[Row[Any]]:
        """Every row of a table."""
        return await self.house.casebook.read(lambda connection: list(connection.execute(select(table))))


def stage_settings(folder: Path, port: int | None = None, **more: str) -> Settings:
    """Settings of a house in `folder`, on a free port where none is given."""
    port = port or free_port()
    environment = {
        "ONEDOOR_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ONEDOOR_TWILIO_API": f"http://127.0.0.1:{port}/provider",
        "ONEDOOR_TWILIO_ACCOUNT_SID": ACCOUNT,
        "ONEDOOR_TWILIO_AUTH_TOKEN": TOKEN,
        "ONEDOOR_SMS_NUMBER": NUMBER,
        "ONEDOOR_KEYS": KeyRing.generate(),
        "ONEDOOR_DATA_DIR": str(folder),
    }
    return read(environment | more, port=port)


@asynccontextmanager
async def open_stage(
    settings: Settings, assistant: FakeAssistant | None = None, more: Sequence[web.RouteDef] = ()
) -> AsyncIterator[Stage]:
    """Open a house on its database; a second one on the same settings goes on where the first stopped.

    `more` are routes of another stand-in.
    """
    fake = assistant or FakeAssistant()
    house = House(settings, fake)
    provider = FakeProvider(ACCOUNT, TOKEN, NUMBER, settings.public_url)
    app = house.public_app()
    app.add_routes([*provider.routes("/provider"), *more])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    async with ClientSession(settings.public_url) as session:
        try:
            yield Stage(house, fake, provider, settings.public_url, session)
        finally:
            await runner.cleanup()
            await provider.close()
            await house.stop()


@asynccontextmanager
async def whole_house(folder: Path) -> AsyncIterator[Running]:
    """The house with a real Rasa and the starter directory; what is missing is made first.

    The model is the repository's own (var/models), so that it is trained once; everything else is in `folder`.
    """
    shared = Paths(ROOT / "var")
    log = shared.data / "setup.log"
    await asyncio.to_thread(ensure_environment, log)
    await asyncio.to_thread(ensure_model, shared, log)
    paths = Paths(folder)
    paths.models.symlink_to(shared.models)
    port = free_port()
    settings = read(demo_environment(paths.demo, port) | {"ONEDOOR_DATA_DIR": str(folder)}, port=port, demo=True)
    await asyncio.to_thread(ensure_directory, folder, settings.database_url)
    async with running(settings, paths) as here:
        await here.ready()
        yield here
