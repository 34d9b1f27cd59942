"""Twilio behind the port of bot/provider.py."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, get_args
from urllib.parse import quote, urlencode

import aiohttp

from bot.channels.sms.calling import Answer, Api, refused, taken
from bot.channels.sms.twilio import webhooks
from bot.channels.sms.twilio.signature import FORM, check, parse_form
from bot.messages import Inbound
from bot.provider import CannotList, Delivery, Listed, Sent, Status, Webhook

PAGE, MOST_PAGES = 500, 40
STATUSES = frozenset(get_args(Status))


class Twilio:
    """One account. `tokens` are the auth tokens that may sign webhooks, the current one first: it signs our calls."""

    name = "twilio"

    def __init__(self, api: str, account: str, tokens: Sequence[str], number: str, public_url: str) -> None:
        self._api, self._public_url, self._number = api, public_url, number
        self._messages = f"{api}/2010-04-01/Accounts/{account}/Messages.json"
        self._tokens = tuple(tokens)
        self._callback = f"{public_url}/sms/twilio/status?outbox="
        self._http = Api({"Authorization": aiohttp.encode_basic_auth(account, self._tokens[0])})

    def verify(self, call: Webhook) -> None:
        """Raise NotSigned or NotAForm."""
        check(call, self._public_url, self._tokens)

    def parse_inbound(self, call: Webhook) -> Inbound | None:
        """The family's text; raises Refused."""
        return webhooks.to_inbound(parse_form(call.body))

    def parse_status(self, call: Webhook) -> Delivery | None:
        """The delivery status of a text of ours."""
        return webhooks.to_delivery(parse_form(call.body), call.query.get("outbox", ""))

    async def send(self, to: str, text: str, outbox: str) -> Sent:
        """Send one text. The callback carries our own id, so even an answer that gets lost is proved by it."""
        form = {"To": to, "From": self._number, "Body": text, "StatusCallback": self._callback + outbox}
        # Encoded here: aiohttp would build a multipart writer for each text first.
        answer = await self._http.post(self._messages, urlencode(form).encode(), FORM)
        return answer if isinstance(answer, Sent) else _sent(answer)

    async def list_since(self, since: datetime, phone: str | None = None) -> list[Listed]:
        """Texts since a moment, in both directions, oldest first; raises CannotList."""
        since = since.replace(microsecond=0)  # the list knows whole seconds
        ways = [{"To": self._number}, {"From": self._number}]
        if phone is not None:
            ways = [{"From": phone, "To": self._number}, {"From": self._number, "To": phone}]
        found = [listed for way in ways for listed in await self._list(way, since)]
        return sorted((each for each in found if each.at >= since), key=lambda each: each.at)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def _list(self, way: Mapping[str, str], since: datetime) -> list[Listed]:
        day = since.isoformat() + "Z"
        query = urlencode({**way, "DateSent>": day, "PageSize": PAGE}, quote_via=quote)
        url = f"{self._messages}?{query}"
        found: list[Listed] = []
        for _ in range(MOST_PAGES):
            page = await self._http.get(url)
            found += [listed for record in _records(page) if (listed := to_listed(record)) is not None]
            following = page.get("next_page_uri")
            if not isinstance(following, str) or not following.startswith("/"):
                return found[::-1]  # the newest comes first, and within a second only that tells the order
            url = self._api + following
        raise CannotList("the list does not end")


def to_listed(record: Mapping[str, Any]) -> Listed | None:
    """One record of the list; None for one that lacks what we need."""
    sid, incoming = record.get("sid"), record.get("direction") == "inbound"
    try:
        at = parsedate_to_datetime(str(record.get("date_created") or record.get("date_sent")))
    except ValueError:
        return None
    if not isinstance(sid, str) or not sid:
        return None
    status, code, media = record.get("status"), record.get("error_code"), str(record.get("num_media") or "0")
    return Listed(
        provider_id=sid,
        direction="in" if incoming else "out",
        phone=str(record.get("from" if incoming else "to") or ""),
        text=webhooks.words(str(record.get("body") or "")),
        at=(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None),
        status=status if status in STATUSES else None,
        code=code if isinstance(code, int) else None,
        media=int(media) if media.isascii() and media.isdigit() else 0,
    )


def _records(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    records = page.get("messages")
    if not isinstance(records, list):
        raise CannotList("no list of messages in the answer")
    return [record for record in records if isinstance(record, dict)]


def _sent(answer: Answer) -> Sent:
    sid, code = answer.body.get("sid"), answer.body.get("code")
    if answer.status in (200, 201):
        return taken(sid)
    return refused("twilio", answer, code if isinstance(code, int) else None)
