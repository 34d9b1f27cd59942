"""OneDoor as a target: the real gateway by the real command, signed webhooks in, the provider's REST calls out."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
from aiohttp import ClientError, ClientSession, web
from multidict import MultiDict

from benchmarks import script
from benchmarks.processes import BenchFailed, Started
from benchmarks.provider import Provider
from benchmarks.target import Heard, Prepared
from bot.channels.sms.twilio.signature import HEADER, sign
from bot.rasa_process import free_port
from bot.setup.paths import ROOT
from casebook.crypto import KeyRing
from services.library.messages import Messages
from services.library.root import CONTENT

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "benchmark", "+18605550100"
START_LIMIT, TURN_LIMIT = 90.0, 30.0
ABSENT = Heard(TURN_LIMIT, TURN_LIMIT, true=False)
FIRST_FAMILY = 50_000  # far from the measured ones


@dataclass(slots=True)
class Ours:
    """The house, driven as the provider drives it."""

    address: str
    session: ClientSession
    provider: Provider
    process: Started
    prepared: Prepared
    sids: Iterator[int]
    name: str = "ours"

    async def text(self, phone: str, body: str) -> Heard:
        """Post the signed webhook and wait for the last text of the answer."""
        turn = self.provider.expect(phone)
        try:
            async with asyncio.timeout(TURN_LIMIT):
                return await turn.whole if await self._post(phone, body) else ABSENT
        except (ClientError, TimeoutError):
            self.process.running()
            return ABSENT
        finally:
            self.provider.forget(phone)

    def parts(self) -> dict[str, list[psutil.Process]]:
        """The gateway, and Rasa beside it."""
        return {"gateway": [self.process.root], "rasa": self.process.root.children(recursive=True)}

    async def healthy(self) -> bool:
        """Whether every part is well; raises BenchFailed when the gateway has ended."""
        self.process.running()
        with suppress(ClientError):
            async with self.session.get("/healthz") as response:
                return bool((await response.json())["status"] == "ok")
        return False

    async def _post(self, phone: str, body: str) -> bool:
        sid = f"SM{next(self.sids):032x}"
        fields = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": phone, "To": NUMBER, "Body": body}
        form = MultiDict(fields | {"NumMedia": "0", "SmsStatus": "received"})
        signature = sign(TOKEN, f"{self.address}/sms/twilio", form)
        async with self.session.post("/sms/twilio", data=form, headers={HEADER: signature}) as response:
            return response.status == 200


@asynccontextmanager
async def open_ours(folder: Path, training: float | None) -> AsyncIterator[Ours]:
    """Start `onedoor up --no-demo` on a prepared data directory; ends everything with the block."""
    port, provider_port = free_port(), free_port()
    address = f"http://127.0.0.1:{port}"
    provider = Provider(ACCOUNT, folder / "casebook.db", apologies())
    runner = web.AppRunner(provider.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", provider_port).start()
    process = Started(_command(port, folder), ROOT, _settings(address, provider_port), folder / "gateway.log")
    try:
        async with ClientSession(address) as session:
            here = Ours(address, session, provider, process, Prepared(training), count(1))
            await _first_answer(here)
            yield here
    finally:
        await process.stop()
        await runner.cleanup()
        provider.close()


async def _first_answer(here: Ours) -> None:
    try:
        async with asyncio.timeout(START_LIMIT):
            while not await here.healthy():  # noqa: ASYNC110 - the gateway is another process
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise BenchFailed(
            f"the gateway was not well within {START_LIMIT:.0f} s; its output is in {here.process.log}"
        ) from error
    heard = await here.text(script.phone(FIRST_FAMILY), script.text(FIRST_FAMILY, 1))
    here.prepared.start = round(time.perf_counter() - here.process.began, 2)
    if not heard.true:
        raise BenchFailed("the first text got no true answer")


def _command(port: int, folder: Path) -> list[str]:
    onedoor = Path(sys.executable).parent / "onedoor"
    return [str(onedoor), "up", "--no-demo", "--port", str(port), "--data-dir", str(folder)]


def _settings(address: str, provider_port: int) -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),  # this checkout, wherever it lies
        "ONEDOOR_PUBLIC_URL": address,
        "ONEDOOR_TWILIO_API": f"http://127.0.0.1:{provider_port}",
        "ONEDOOR_TWILIO_ACCOUNT_SID": ACCOUNT,
        "ONEDOOR_TWILIO_AUTH_TOKEN": TOKEN,
        "ONEDOOR_SMS_NUMBER": NUMBER,
        "ONEDOOR_KEYS": KeyRing.generate(),
    }


def apologies() -> tuple[str, ...]:
    """The sentences that are no true answer: what a family hears when something of ours is down."""
    messages = Messages.load(CONTENT / "messages" / "conversation.yml")
    return tuple(messages.say("trouble", language) for language in script.LANGUAGES)
