"""Runs the house in this process with Rasa beside it."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import structlog
from aiohttp import web

from bot.app import House
from bot.channels.sms.fake import FakeProvider
from bot.channels.sms.simulator.routes import simulator_routes
from bot.rasa_process import RasaProcess, free_port
from bot.settings import Settings
from bot.setup.paths import RASA_PYTHON, ROOT, Paths
from bot.turn.assistant import Assistant
from bot.turn.understanding import Understanding

log = structlog.get_logger()

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Running:
    """A house that serves; `provider` stands in for the real one in demo mode."""

    house: House
    rasa: RasaProcess | None
    provider: FakeProvider | None
    address: str
    recovery: asyncio.Task[None]

    async def ready(self) -> bool:
        """Wait until Rasa has come and what was left is going on; False when it did not (the gateway serves on)."""
        await asyncio.shield(self.recovery)
        return await self.house.assistant.healthy()


@asynccontextmanager
async def running(settings: Settings, paths: Paths) -> AsyncIterator[Running]:
    """Serve while the block lasts, with a Rasa of our own unless the settings name one.

    Rasa gets a loopback port, the address of its actions, and nothing else.
    """
    action_port = settings.action_port or free_port()
    rasa = None if settings.assistant_url else _rasa(paths, action_port)
    url = rasa.url if rasa else str(settings.assistant_url)
    house = House(settings, Assistant(url, settings.assistant_timeout), understanding=Understanding(paths.reader))
    app = house.public_app()
    provider = _demo(settings, app, house) if settings.demo else None
    runners = [await _listen(house.loopback_app(), "127.0.0.1", action_port)]
    if rasa is not None:
        rasa.start()
    runners.append(await _listen(app, settings.host, settings.port))
    recovery = asyncio.create_task(house.start(partial(_answers, house.assistant)))
    try:
        yield Running(house, rasa, provider, f"http://{settings.host}:{settings.port}", recovery)
    finally:
        recovery.cancel()
        for runner in reversed(runners):
            await runner.cleanup()
        if provider is not None:
            await provider.close()
        await house.stop()
        if rasa is not None:
            await rasa.stop()


async def until_stopped() -> None:
    """Return at SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()


async def _answers(assistant: Assistant) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not await assistant.healthy():  # noqa: ASYNC110 - Rasa is another process
                await asyncio.sleep(0.1)
    except TimeoutError:
        log.error("rasa_not_ready", seconds=PATIENCE)


def _rasa(paths: Paths, action_port: int) -> RasaProcess:
    action_url = f"http://127.0.0.1:{action_port}/actions"
    return RasaProcess(RASA_PYTHON, ROOT, paths.model, free_port(), action_url, paths.rasa_log)


async def _listen(app: web.Application, host: str, port: int) -> web.AppRunner:
    # No access log: it would hold addresses and query strings.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def _demo(settings: Settings, app: web.Application, house: House) -> FakeProvider:
    provider = FakeProvider(
        settings.twilio_account_sid, settings.twilio_auth_token, settings.sms_number, settings.public_url
    )
    app.add_routes(provider.routes("/demo/provider"))
    app.add_routes(simulator_routes(provider, sockets=house.sockets))
    return provider
