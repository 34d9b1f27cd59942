"""A family on the website: one open socket, read all the time as a browser reads it."""

import asyncio
import json
import time
from contextlib import suppress

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from benchmarks.ours import ABSENT, TURN_LIMIT
from benchmarks.target import Heard


class Page:
    """Says hello at once; `text` sends a message and waits for the first line of its answer."""

    def __init__(self, socket: ClientWebSocketResponse, apologies: tuple[str, ...]) -> None:
        self._socket = socket
        self._apologies = apologies
        self._sent = 0
        self._answer: asyncio.Future[str] | None = None
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, session: ClientSession, language: str, apologies: tuple[str, ...]) -> "Page":
        """Open the socket as a new family."""
        socket = await session.ws_connect("/web/socket")
        await socket.send_json({"type": "hello", "token": None, "last_seq": 0, "language": language})
        return cls(socket, apologies)

    async def text(self, body: str) -> Heard:
        """Send a message; an apology, or no answer within the limit, is no true answer."""
        self._sent += 1
        self._answer = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        try:
            async with asyncio.timeout(TURN_LIMIT):
                await self._socket.send_json({"type": "message", "id": f"m{self._sent}", "text": body})
                said = await self._answer
        except (TimeoutError, ConnectionError):
            return ABSENT
        passed = time.perf_counter() - began
        return Heard(passed, passed, true=said not in self._apologies)

    async def close(self) -> None:
        """Go away."""
        await self._socket.close()
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            answers = frame["type"] == "line" and frame["sender"] != "family"
            if answers and self._answer is not None and not self._answer.done():
                self._answer.set_result(str(frame["text"]))
