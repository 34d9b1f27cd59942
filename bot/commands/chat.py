"""`onedoor chat`: talk in the terminal through the whole real path, as a phone or as a browser would."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import aiohttp

from bot import logs
from bot.channels.sms.fake import FakeProvider
from bot.commands.up import read_settings
from bot.rasa_process import free_port
from bot.run import Running, running
from bot.setup.all import set_up

QUIET = 1.5  # seconds without a further answer after which it is the person's turn
SLOWEST = 12.0
DEMO_PHONE = "+18605550123"


class Line(Protocol):
    """One end of a conversation: say something, hear the next answer."""

    async def say(self, text: str) -> None: ...

    async def hear(self) -> str: ...


class Phone:
    """A phone on the provider's stand-in."""

    def __init__(self, provider: FakeProvider, number: str) -> None:
        self._provider, self._number, self._heard = provider, number, 0

    async def say(self, text: str) -> None:
        """Text OneDoor."""
        await self._provider.text_from(self._number, text)

    async def hear(self) -> str:
        """The next text that came."""
        with self._provider.listen(self._number) as news:
            while True:
                news.clear()
                came = [each for each in self._provider.messages(self._number) if each.direction == "out"]
                if len(came) > self._heard:
                    self._heard += 1
                    return came[self._heard - 1].body
                await news.wait()


class Browser:
    """A widget's socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def say(self, text: str) -> None:
        """Write to OneDoor."""
        await self._socket.send_json({"type": "message", "id": uuid4().hex, "text": text})

    async def hear(self) -> str:
        """The next line that is not one's own, its choices behind it."""
        while True:
            frame = await self._socket.receive_json()
            if frame["type"] == "line" and frame["sender"] != "family":
                choices = frame.get("choices") or []
                return str(frame["text"]) + "".join(f"\n  [{title}]" for title in choices)
            if frame["type"] == "error":
                return str(frame["message"])


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("chat", help="talk in the terminal through the whole real path")
    parser.add_argument("--channel", choices=("web", "sms"), default="sms")
    parser.add_argument("--from", dest="sender", default=DEMO_PHONE, help="the phone number (sms)")
    parser.add_argument("--language", choices=("en", "es"), default="en", help="the page's language (web)")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Talk until the end of input."""
    logs.set_up("ERROR")
    settings, paths = read_settings(free_port(), options.data_dir, demo=True)
    set_up(paths, settings.database_url)

    async def talk() -> None:
        async with running(settings, paths) as here, _line(here, options) as line:
            await here.ready()
            await _talk(line)

    asyncio.run(talk())
    return 0


@asynccontextmanager
async def _line(here: Running, options: argparse.Namespace) -> AsyncIterator[Line]:
    if options.channel == "sms" and here.provider is not None:
        yield Phone(here.provider, options.sender)
        return
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{here.address}/web/socket") as socket:
        await socket.send_json({"type": "hello", "token": None, "last_seq": 0, "language": options.language})
        yield Browser(socket)


async def _talk(line: Line) -> None:
    prompt = "> " if sys.stdin.isatty() else ""
    while (said := await asyncio.to_thread(_read, prompt)) is not None:
        await line.say(said)
        patience = SLOWEST
        try:
            while True:
                print(await asyncio.wait_for(line.hear(), patience), flush=True)
                patience = QUIET
        except TimeoutError:
            continue


def _read(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None
