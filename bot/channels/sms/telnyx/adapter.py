"""Telnyx behind the port of bot/provider.py."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from bot.channels.sms.calling import Answer, Api, refused, taken
from bot.channels.sms.telnyx import webhooks
from bot.channels.sms.telnyx.signature import check, public_key
from bot.messages import Inbound
from bot.provider import CannotList, Delivery, Listed, Sent, Webhook

PAGE, MOST_PAGES = 50, 100
JSON = "application/json"


class Telnyx:
    """One account. `key` signs our calls, `public` (base64) proves its events. Raises BadSetting for a bad `public`."""

    name = "telnyx"

    def __init__(self, api: str, key: str, public: str, number: str, public_url: str) -> None:
        self._api, self._number = api, number
        self._public = public_key(public)
        self._callback = f"{public_url}/sms/telnyx/status?outbox="
        self._http = Api({"Authorization": f"Bearer {key}"})

    def verify(self, call: Webhook) -> None:
        """Raise NotSigned or NotAForm."""
        check(call, self._public)

    def parse_inbound(self, call: Webhook) -> Inbound | None:
        """The family's text; None for another event. Raises Refused."""
        return webhooks.to_inbound(*webhooks.event(call.body))

    def parse_status(self, call: Webhook) -> Delivery | None:
        """The delivery status of a text of ours."""
        return webhooks.to_delivery(*webhooks.event(call.body), call.query.get("outbox", ""))

    async def send(self, to: str, text: str, outbox: str) -> Sent:
        """Send one text; our own id goes along as a tag and in the address of its statuses."""
        body = {"from": self._number, "to": to, "text": text, "tags": [outbox], "webhook_url": self._callback + outbox}
        answer = await self._http.post(f"{self._api}/v2/messages", json.dumps(body).encode(), JSON)
        return answer if isinstance(answer, Sent) else _sent(answer)

    async def list_since(self, since: datetime, phone: str | None = None) -> list[Listed]:
        """Texts since a moment, oldest first. The list holds no words, so each family's text is fetched; CannotList."""
        found = [_listed(record) for record in await self._records(since)]
        ours = [each for each in found if each is not None and each.at >= since and phone in (None, each.phone)]
        return [await self._with_words(each) for each in sorted(ours, key=lambda each: each.at)]

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def _records(self, since: datetime) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        for number in range(1, MOST_PAGES + 1):
            query = {
                "filter[record_type]": "messaging",
                "filter[created_at][gte]": since.replace(microsecond=0).isoformat() + "Z",
                "sort": "created_at",
                "page[number]": number,
                "page[size]": PAGE,
            }
            page = await self._http.get(f"{self._api}/v2/detail_records?{urlencode(query, quote_via=quote)}")
            records = page.get("data")
            if not isinstance(records, list):
                raise CannotList("no list of records in the answer")
            found += [
                each for each in map(webhooks.mapping, records) if self._number in (each.get("cli"), each.get("cld"))
            ]
            if len(records) < PAGE:
                return found
        raise CannotList("the list does not end")

    async def _with_words(self, listed: Listed) -> Listed:
        if listed.direction == "out":
            return listed
        page = await self._http.get(f"{self._api}/v2/messages/{quote(listed.provider_id, safe='')}")
        message = webhooks.mapping(page.get("data"))
        media = message.get("media")
        return Listed(
            **{name: getattr(listed, name) for name in ("provider_id", "direction", "phone", "at")},
            text=str(message.get("text") or ""),
            media=len(media) if isinstance(media, list) else 0,
        )


def _listed(record: Mapping[str, Any]) -> Listed | None:
    sid, incoming = record.get("uuid"), record.get("direction") == "inbound"
    try:
        at = datetime.fromisoformat(str(record.get("created_at")))
    except ValueError:
        return None
    if not isinstance(sid, str) or not sid:
        return None
    return Listed(
        provider_id=sid,
        direction="in" if incoming else "out",
        phone=str(record.get("cli" if incoming else "cld") or ""),
        text="",
        at=(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None),
        status=None if incoming else webhooks.STATUSES.get(str(record.get("status"))),
        code=webhooks.first_code(record.get("errors")),
        outbox=webhooks.tagged(record.get("tags")) or None,
    )


def _sent(answer: Answer) -> Sent:
    sid = webhooks.mapping(answer.body.get("data")).get("id")
    if answer.status in (200, 201, 202):
        return taken(sid)
    return refused("telnyx", answer, webhooks.first_code(answer.body.get("errors")))
