"""The line to one browser: how frames go out, under whose token and in which language."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.channels.web.frames import Code
from bot.channels.web.house import House
from bot.channels.web.texts import sentence_for
from bot.channels.web.tokens import fingerprint
from bot.messages import Language


@dataclass(slots=True, repr=False)
class Wire:
    """One open socket; `token` is the family's secret (hence no repr) and "" until the welcome gives one.

    `language` is what the page is set to, `spoken` what the family is answered in, once it is.
    `conversation` is None until the family has said or asked something.
    """

    socket: web.WebSocketResponse
    house: House
    token: str = ""
    language: Language = "en"
    spoken: Language | None = None
    conversation: str | None = None

    @property
    def reads(self) -> Language:
        """The language in which the family reads the widget."""
        return self.spoken or self.language

    @property
    def prefix(self) -> str:
        """What makes a browser's message id ours: two families may choose the same id, and both must be heard."""
        return fingerprint(self.token) + ":"

    async def send(self, frame: dict[str, Any]) -> None:
        """Send one frame; raises ConnectionResetError when the browser has gone."""
        await self.socket.send_str(json.dumps(frame))

    async def error(self, code: Code, message_id: str | None = None) -> None:
        """Tell the browser what was not taken and why, in the family's language."""
        frame = {"type": "error", "code": code, "message": sentence_for(self.house.texts, code, self.reads)}
        await self.send(frame | ({"id": message_id} if message_id else {}))
