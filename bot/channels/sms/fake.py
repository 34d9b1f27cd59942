"""A stand-in for Twilio over HTTP: takes texts by the same REST calls, lists them, posts the same signed webhooks.

Demo mode and tests use it; what it is told is kept in memory only. Told to, it fails as the real one does.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal

import aiohttp
from aiohttp import web
from multidict import MultiDict, MultiMapping

from bot.channels.sms.twilio.signature import HEADER, sign
from bot.live import Live

# How the next create call goes wrong. `lost`: it is taken and the connection breaks before the answer; `taken_500`: it
# is taken and answered 500; `hang`: it is taken and never answered; `junk`: it is taken, and the answer is no JSON.
# A number is an error code of the provider's, answered as 400 (20429 as 429).
type Fault = Literal["500", "503", "lost", "taken_500", "hang", "junk"] | int


@dataclass(frozen=True, slots=True)
class FakeMessage:
    """A text that passed through; `in` is from a phone to OneDoor."""

    sid: str
    phone: str
    body: str
    at: datetime
    direction: Literal["in", "out"]
    status: str = "delivered"
    media: int = 0
    code: int | None = None


class FakeProvider:
    """One account of the provider. `account`, `token` and `number` are what the gateway is set to.

    `faults` are the next create calls' own, `unreachable` gives a phone the error code with which texts to it fail,
    `silent` leaves status callbacks out, `retry_after` goes with a 429.
    """

    def __init__(self, account: str, token: str, number: str, public_url: str) -> None:
        self.account, self.token, self.number = account, token, number
        self.faults: deque[Fault] = deque()
        self.unreachable: dict[str, int] = {}
        self.silent, self.retry_after = False, "1"
        self._public_url = public_url
        self._messages: dict[str, FakeMessage] = {}
        self._counter = itertools.count(1)
        self._live = Live()
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def routes(self, prefix: str = "") -> list[web.RouteDef]:
        """The provider's REST API as far as the gateway uses it; the account's own credentials are needed."""
        path = f"{prefix}/2010-04-01/Accounts/{self.account}/Messages.json"
        return [web.post(path, self._create), web.get(path, self._list)]

    def messages(self, phone: str) -> list[FakeMessage]:
        """All texts of one phone in the order they passed."""
        return [message for message in self._messages.values() if message.phone == phone]

    @contextmanager
    def listen(self, phone: str = "*") -> Iterator[asyncio.Event]:
        """An event that is set whenever a text passes (see bot.live)."""
        with self._live.listen(phone) as event:
            yield event

    async def text_from(self, phone: str, body: str, media: int = 0, kind: str = "image/jpeg") -> int:
        """A phone texts OneDoor: post the signed webhook; answers the gateway's HTTP status."""
        fields = self.written(phone, body, media, kind)
        return await self.post("/sms/twilio", fields)

    def written(self, phone: str, body: str, media: int = 0, kind: str = "image/jpeg") -> dict[str, str]:
        """A phone's text reaches the provider, and no webhook is posted; answers the fields that one would have."""
        sid = self._sid("SM")
        self._keep(FakeMessage(sid, phone, body, datetime.now(UTC), "in", "received", media))
        fields = {"MessageSid": sid, "AccountSid": self.account, "From": phone, "To": self.number, "Body": body}
        fields |= {f"MediaContentType{number}": kind for number in range(media)}
        return fields | {"NumMedia": str(media), "SmsStatus": "received"}

    async def post(self, path: str, fields: dict[str, str]) -> int:
        """Post a signed webhook; answers the gateway's HTTP status, 503 where it gave none."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        form = MultiDict(fields)
        address = self._public_url + path
        headers = {HEADER: sign(self.token, address, form)}
        try:
            async with self._session.post(address, data=form, headers=headers) as response:
                return response.status
        except aiohttp.ClientError:
            return 503

    async def close(self) -> None:
        """Stop status callbacks and close connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _create(self, request: web.Request) -> web.StreamResponse:
        if not self._ours(request):
            return web.json_response({"code": 20003, "message": "Authenticate", "status": 401}, status=401)
        form = await request.post()
        to, body = str(form.get("To", "")), str(form.get("Body", ""))
        if not to or not body:
            return web.json_response({"code": 21604, "message": "'To' and 'Body' are required"}, status=400)
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, int) or fault in ("500", "503"):
            return self._refusal(fault)
        sid = self._sid("SM")
        self._keep(FakeMessage(sid, to, body, datetime.now(UTC), "out", "queued"))
        if (callback := str(form.get("StatusCallback", ""))) and not self.silent:
            task = asyncio.create_task(self._deliver(callback, sid, to))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await self._answer(request, fault, {"sid": sid, "status": "queued", "to": to})

    async def _answer(self, request: web.Request, fault: Fault | None, yes: dict[str, str]) -> web.StreamResponse:
        match fault:
            case "taken_500":
                return web.Response(status=500, text="<html>oops</html>")
            case "junk":
                return web.Response(status=201, text='{"sid": "SM')
            case "hang":
                await asyncio.Event().wait()
            case "lost" if request.transport is not None:
                request.transport.close()
        return web.json_response(yes, status=201)

    def _refusal(self, fault: Fault) -> web.Response:
        if isinstance(fault, str):
            return web.Response(status=int(fault), text="<html>oops</html>")
        if fault == 20429:
            after = {"Retry-After": self.retry_after}
            return web.json_response({"code": fault, "message": "Too Many Requests"}, status=429, headers=after)
        return web.json_response({"code": fault, "message": "refused", "status": 400}, status=400)

    async def _list(self, request: web.Request) -> web.Response:
        if not self._ours(request):
            return web.json_response({"code": 20003}, status=401)
        query, size = request.query, int(request.query.get("PageSize", "50"))
        start = int(query.get("Page", "0")) * size
        found = [self._record(message) for message in reversed(self._messages.values()) if self._wanted(message, query)]
        following = request.rel_url.update_query({"Page": str(start // size + 1)})
        path = "/2010-04-01" + str(following).partition("/2010-04-01")[2]
        more = path if start + size < len(found) else None
        return web.json_response({"messages": found[start : start + size], "next_page_uri": more})

    def _wanted(self, message: FakeMessage, query: MultiMapping[str]) -> bool:
        record = self._record(message)
        since = query.get("DateSent>")
        return (
            query.get("To") in (None, record["to"])
            and query.get("From") in (None, record["from"])
            and (since is None or message.at >= datetime.fromisoformat(since))
        )

    def _record(self, message: FakeMessage) -> dict[str, Any]:
        ends = {"from": message.phone, "to": self.number}
        if message.direction == "out":
            ends = {"from": self.number, "to": message.phone}
        return ends | {
            "sid": message.sid,
            "body": message.body,
            "direction": "inbound" if message.direction == "in" else "outbound-api",
            "status": message.status,
            "error_code": message.code,
            "num_media": str(message.media),
            "date_created": format_datetime(message.at),
        }

    async def _deliver(self, callback: str, sid: str, to: str) -> None:
        path = callback.removeprefix(self._public_url)
        code = self.unreachable.get(to)
        for status in ("sent", "undelivered" if code else "delivered"):
            await asyncio.sleep(0.05)
            self._messages[sid] = replace(self._messages[sid], status=status, code=code)
            fields = {"MessageSid": sid, "AccountSid": self.account, "To": to, "MessageStatus": status}
            await self.post(path, fields | ({"ErrorCode": str(code)} if code and status == "undelivered" else {}))

    def _ours(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == aiohttp.encode_basic_auth(self.account, self.token)

    def _keep(self, message: FakeMessage) -> None:
        self._messages[message.sid] = message
        self._live.nudge(message.phone)

    def _sid(self, prefix: str) -> str:
        stamp = int(datetime.now(UTC).timestamp() * 1000)
        return f"{prefix}{stamp:016x}{next(self._counter):016x}"
