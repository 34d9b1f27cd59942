"""A stand-in for Telnyx over HTTP: takes texts by the same REST call, lists them, posts the same signed events."""

import itertools
import json
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.channels.sms.telnyx.signature import sign

# How the next create call goes wrong: an HTTP status with an error code, or `lost`: taken, and no answer comes.
type Fault = tuple[int, int] | str


class FakeTelnyx:
    """One account: `key` is its API key, `public` what proves its events. `records` are all texts, oldest first."""

    def __init__(self, key: str, number: str, public_url: str) -> None:
        self.key, self.number = key, number
        self.faults: deque[Fault] = deque()
        self.records: list[dict[str, Any]] = []
        self._private = Ed25519PrivateKey.generate()
        self._public_url = public_url
        self._session: aiohttp.ClientSession | None = None

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()

    def routes(self, prefix: str = "") -> list[web.RouteDef]:
        """The REST API as far as the gateway uses it."""
        return [
            web.post(f"{prefix}/v2/messages", self._create),
            web.get(f"{prefix}/v2/detail_records", self._list),
            web.get(f"{prefix}/v2/messages/{{id}}", self._read),
        ]

    def sent(self, phone: str) -> list[dict[str, Any]]:
        """The texts that a phone has got."""
        return [each for each in self.records if each["direction"] == "outbound" and each["cld"] == phone]

    def written(self, phone: str, text: str) -> dict[str, Any]:
        """A phone's text reaches the provider and no event is posted; answers the event's message."""
        record = self._keep("inbound", phone, self.number, text)
        return {
            "id": record["uuid"],
            "direction": "inbound",
            "type": "SMS",
            "from": {"phone_number": phone},
            "to": [{"phone_number": self.number, "status": "webhook_delivered"}],
            "text": text,
            "media": [],
        }

    async def post(self, path: str, kind: str, message: dict[str, Any], at: float | None = None) -> int:
        """Post a signed event, as of `at` (seconds); answers the gateway's HTTP status."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        event = {"data": {"event_type": kind, "id": str(uuid4()), "record_type": "event", "payload": message}}
        body = json.dumps(event).encode()
        headers = sign(self._private, body, time.time() if at is None else at)
        async with self._session.post(self._public_url + path, data=body, headers=headers) as response:
            return response.status

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _create(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return _refusal(401, 10009)
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, tuple):
            return _refusal(*fault)
        asked = await request.json()
        record = self._keep("outbound", asked["from"], asked["to"], asked["text"], asked.get("tags", ()))
        record["webhook_url"] = asked.get("webhook_url")
        if fault == "lost" and request.transport is not None:
            request.transport.close()
        return web.json_response({"data": {"id": record["uuid"], "record_type": "message"}})

    async def _list(self, request: web.Request) -> web.Response:
        query = request.query
        since = datetime.fromisoformat(query["filter[created_at][gte]"])
        found = [each for each in self.records if datetime.fromisoformat(each["created_at"]) >= since]
        size, page = int(query["page[size]"]), int(query["page[number]"])
        shown = [
            {name: value for name, value in each.items() if name not in ("text", "webhook_url")}
            for each in itertools.islice(found, size * (page - 1), size * page)
        ]
        return web.json_response({"data": shown, "meta": {"page_number": page}})

    async def _read(self, request: web.Request) -> web.Response:
        found = next((each for each in self.records if each["uuid"] == request.match_info["id"]), None)
        if found is None:
            return _refusal(404, 10005)
        return web.json_response({"data": {"id": found["uuid"], "text": found["text"], "media": []}})

    def _keep(self, direction: str, cli: str, cld: str, text: str, tags: Any = ()) -> dict[str, Any]:
        record = {
            "record_type": "message_detail_record",
            "uuid": str(uuid4()),
            "direction": direction,
            "cli": cli,
            "cld": cld,
            "created_at": datetime.now(UTC).isoformat(),
            "status": "delivered",
            "tags": ",".join(tags),
            "text": text,
        }
        self.records.append(record)
        return record


def _refusal(status: int, code: int) -> web.Response:
    return web.json_response({"errors": [{"code": str(code), "title": "refused"}]}, status=status)
