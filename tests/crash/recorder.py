"""The world outside: families who text, and the SMS provider between them and the gateway. Run as a process of its own.

As the provider it takes texts by REST (noted on disk before the answer), posts signed status callbacks, and repeats a
webhook with the same MessageSid until it is answered 200. Each operation is noted as `invoke`, then `ok` or `fail`.
"""

import argparse
import asyncio
import random
import secrets
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from journal import Journal
from twilio.request_validator import RequestValidator

WORDS = (
    "we ran out of diapers and my check comes friday",
    "is there a food pantry near 06106",
    "my son is 20 months and he does not talk yet",
    "me cortaron la luz y tengo un bebé de 3 meses",
    "necesito comida para mis hijos en Waterbury",
    "no tengo con quién dejar a la nena para ir a trabajar",
    "we are getting evicted next week",
    "my daughter is 4 and throws chairs at school, I am worn out",
    "how do I get WIC",
    "se me acabaron los pañales, ayuda por favor 😀",
)
RARE = ("I want to kill myself", "who are you?", "quiero hablar con una persona")
RETRY = 0.2
PAUSE = (0.5, 12.0)  # seconds; most texts come alone, so that most are turns of their own


@dataclass(frozen=True, slots=True)
class Account:
    """What recorder and gateway agree on."""

    sid: str
    token: str
    number: str
    gateway: str


class Recorder:
    """Plays the provider for `account` and the families who text it."""

    def __init__(self, account: Account, journal: Journal, seed: int) -> None:
        self._account = account
        self._journal = journal
        self._random = random.Random(seed)
        self._sign = RequestValidator(account.token).compute_signature
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        self._quiet = asyncio.Event()
        self._families: list[asyncio.Task[None]] = []
        self._callbacks: set[asyncio.Task[None]] = set()

    def app(self, families: int) -> web.Application:
        """The provider's API; the families begin with it. POST /quiet returns once the last text has been taken."""
        app = web.Application()
        app.router.add_post(f"/2010-04-01/Accounts/{self._account.sid}/Messages.json", self._create)
        app.router.add_post("/quiet", self._hush)
        app.router.add_get("/healthz", self._health)

        async def begin(_app: web.Application) -> None:
            phones = (f"+1860555{number:04}" for number in range(110, 110 + families))
            self._families = [asyncio.create_task(self._family(phone)) for phone in phones]

        async def end(_app: web.Application) -> None:
            for task in (*self._families, *self._callbacks):
                task.cancel()
            await self._session.close()

        app.on_startup.append(begin)
        app.on_cleanup.append(end)
        return app

    async def _create(self, request: web.Request) -> web.Response:
        form = await request.post()
        outbox, sid = str(form["StatusCallback"]).partition("outbox=")[2], "SM" + secrets.token_hex(16)
        self._journal.note("accept", outbox=outbox, sid=sid, phone=form["To"], body=form["Body"])
        task = asyncio.create_task(self._call_back(str(form["StatusCallback"]), sid, str(form["To"])))
        self._callbacks.add(task)
        task.add_done_callback(self._callbacks.discard)
        await asyncio.sleep(self._random.uniform(0, 0.03))  # the moment in which a crash leaves the sender in doubt
        return web.json_response({"sid": sid, "status": "queued"}, status=201)

    async def _call_back(self, address: str, sid: str, phone: str) -> None:
        for status in ("sent", "delivered"):  # best effort, as the provider's: not repeated
            await asyncio.sleep(self._random.uniform(0, 0.2))
            await self._post(address, {"MessageSid": sid, "To": phone, "MessageStatus": status})

    async def _hush(self, _request: web.Request) -> web.Response:
        self._quiet.set()
        await asyncio.gather(*self._families)
        return web.Response()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response()

    async def _family(self, phone: str) -> None:
        number = 0
        while not self._quiet.is_set():
            at_once = self._random.choice((1, 1, 1, 1, 2, 3))
            bodies = [f"{self._words()} ({number + offset})" for offset in range(at_once)]
            await asyncio.gather(*(self._text(phone, body) for body in bodies))
            number += at_once
            await asyncio.sleep(self._random.uniform(*PAUSE))

    def _words(self) -> str:
        return self._random.choice(RARE if self._random.random() < 0.03 else WORDS)

    async def _text(self, phone: str, body: str) -> None:
        """Text once: the webhook is repeated until it is taken, and sometimes once more."""
        sid = "SM" + secrets.token_hex(16)
        fields = {"MessageSid": sid, "AccountSid": self._account.sid, "From": phone, "To": self._account.number}
        fields |= {"Body": body, "NumMedia": "0", "SmsStatus": "received"}
        self._journal.note("invoke", sid=sid, phone=phone, body=body)
        while (status := await self._post(f"{self._account.gateway}/sms/twilio", fields)) != 200:
            if status:  # an answer; that nobody answers is what a crash looks like, and needs no note
                self._journal.note("fail", sid=sid, status=status)
            await asyncio.sleep(RETRY)
        self._journal.note("ok", sid=sid)
        if self._random.random() < 0.1:
            await asyncio.gather(*(self._post(f"{self._account.gateway}/sms/twilio", fields) for _ in range(2)))

    async def _post(self, address: str, fields: dict[str, str]) -> int:
        """The gateway's status; 0 when it gave none."""
        headers = {"X-Twilio-Signature": self._sign(address, fields)}
        try:
            async with self._session.post(address, data=fields, headers=headers) as response:
                await response.read()
                return response.status
        except (aiohttp.ClientError, TimeoutError):
            return 0


async def _app(options: argparse.Namespace) -> web.Application:
    account = Account(options.account, options.token, options.number, options.gateway)
    return Recorder(account, Journal(options.journal), options.seed).app(options.families)


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser()
    for name in ("account", "token", "number", "gateway"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--journal", type=Path, required=True)
    for name in ("port", "families", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    options = parser.parse_args()
    web.run_app(_app(options), host="127.0.0.1", port=options.port, access_log=None, print=None)


if __name__ == "__main__":
    main()
