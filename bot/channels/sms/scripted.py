"""A provider in this process for tests: its answers are written beforehand, and nothing leaves the machine."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime

from bot.messages import Inbound
from bot.provider import CannotList, Delivery, Listed, NotSigned, Sent, Webhook

SECRET = "x-scripted"


class Scripted:
    """Behind the port like any other. `answers` are given to sends in turn, then every text is taken.

    `sent` holds what was handed over as (phone, text, outbox id), `listed` what the list shows; None is a provider
    without one. A webhook is JSON `{"id", "from", "text"}` under the header SECRET. While `door` is closed, sends wait.
    """

    name = "twilio"

    def __init__(self, answers: Sequence[Sent] = (), listed: list[Listed] | None = None) -> None:
        self.answers, self.listed = list(answers), listed
        self.sent: list[tuple[str, str, str]] = []
        self.tried = asyncio.Event()
        self.door = asyncio.Event()
        self.door.set()

    def verify(self, call: Webhook) -> None:
        """Believe whoever sends the header."""
        if SECRET not in call.headers:
            raise NotSigned

    def parse_inbound(self, call: Webhook) -> Inbound | None:
        """The text of the JSON."""
        found = json.loads(call.body)
        return Inbound("sms", self.name, found["id"], found["from"], found["text"])

    def parse_status(self, call: Webhook) -> Delivery | None:
        """None: statuses are handed to the house by the tests themselves."""
        return None

    async def send(self, to: str, text: str, outbox: str) -> Sent:
        """The next answer, once the door is open."""
        self.tried.set()
        await self.door.wait()
        if self.answers:
            return self.answers.pop(0)
        self.sent.append((to, text, outbox))
        return Sent("accepted", f"SM{len(self.sent):032x}")

    async def list_since(self, since: datetime, phone: str | None = None) -> list[Listed]:
        """The list as it was written."""
        if self.listed is None:
            raise CannotList("no list", permanent=True)
        return [each for each in self.listed if each.at >= since and phone in (None, each.phone)]

    async def close(self) -> None:
        """Nothing is open."""
