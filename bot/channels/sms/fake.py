"""A stand-in for the provider: takes texts by the same REST call, posts the same signed webhooks.

Demo mode and tests use it; what it is told is kept in memory only.
"""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import aiohttp
from aiohttp import web
from multidict import MultiDict

from bot.channels.sms.signature import HEADER, sign
from bot.live import Live


@dataclass(frozen=True, slots=True)
class FakeMessage:
    """A text that passed through; `in` is from a phone to OneDoor."""

    sid: str
    phone: str
    body: str
    at: datetime
    direction: Literal["in", "out"]
    status: str = "delivered"


class FakeProvider:
    """One account of the provider. `account`, `token` and `number` are what the gateway is set to."""

    def __init__(self, account: str, token: str, number: str, public_url: str) -> None:
        self.account, self.token, self.number = account, token, number
        self._public_url = public_url
        self._messages: list[FakeMessage] = []
        self._counter = itertools.count(1)
        self._live = Live()
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def routes(self, prefix: str = "") -> list[web.RouteDef]:
        """The provider's REST API as far as the gateway uses it; the account's own credentials are needed."""
        return [web.post(f"{prefix}/2010-04-01/Accounts/{self.account}/Messages.json", self._create)]

    def messages(self, phone: str) -> list[FakeMessage]:
        """All texts of one phone in the order they passed."""
        return [message for message in self._messages if message.phone == phone]

    @contextmanager
    def listen(self, phone: str = "*") -> Iterator[asyncio.Event]:
        """An event that is set whenever a text passes (see bot.live)."""
        with self._live.listen(phone) as event:
            yield event

    async def text_from(self, phone: str, body: str, media: int = 0) -> int:
        """A phone texts OneDoor: post the signed webhook; answers the gateway's HTTP status."""
        sid = self._sid("SM")
        self._keep(FakeMessage(sid, phone, body, datetime.now(UTC), "in"))
        fields = {"MessageSid": sid, "AccountSid": self.account, "From": phone, "To": self.number, "Body": body}
        return await self._post("/sms/twilio", fields | {"NumMedia": str(media), "SmsStatus": "received"})

    async def close(self) -> None:
        """Stop status callbacks and close connections."""
        for task in self._tasks:
            task.cancel()
        if self._session is not None:
            await self._session.close()

    async def _create(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != aiohttp.encode_basic_auth(self.account, self.token):
            return web.json_response({"code": 20003, "message": "Authenticate", "status": 401}, status=401)
        form = await request.post()
        to, body = str(form.get("To", "")), str(form.get("Body", ""))
        if not to or not body:
            return web.json_response({"code": 21604, "message": "'To' and 'Body' are required"}, status=400)
        sid = self._sid("SM")
        self._keep(FakeMessage(sid, to, body, datetime.now(UTC), "out"))
        if callback := str(form.get("StatusCallback", "")):
            task = asyncio.create_task(self._deliver(callback, sid, to))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return web.json_response({"sid": sid, "status": "queued", "to": to}, status=201)

    async def _deliver(self, callback: str, sid: str, to: str) -> None:
        path = callback.removeprefix(self._public_url)
        for status in ("sent", "delivered"):
            await asyncio.sleep(0.05)
            fields = {"MessageSid": sid, "AccountSid": self.account, "To": to, "MessageStatus": status}
            await self._post(path, fields)

    async def _post(self, path: str, fields: dict[str, str]) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        form = MultiDict(fields)
        address = self._public_url + path
        try:
            async with self._session.post(
                address, data=form, headers={HEADER: sign(self.token, address, form)}
            ) as response:
                return response.status
        except aiohttp.ClientError:
            return 503

    def _keep(self, message: FakeMessage) -> None:
        self._messages.append(message)
        self._live.nudge(message.phone)

    def _sid(self, prefix: str) -> str:
        stamp = int(datetime.now(UTC).timestamp() * 1000)
        return f"{prefix}{stamp:016x}{next(self._counter):016x}"
