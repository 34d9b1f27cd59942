"""The two ends of a talk for tests: a phone at the provider's stand-in, and a browser on the real socket."""

import asyncio
import itertools
from dataclasses import dataclass
from typing import Protocol

import aiohttp

from bot.run import Running
from casebook.queries import transcripts
from casebook.records import Conversation, Line

PATIENCE = 10.0
NUMBERS = itertools.count(100)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back for one message: the texts in order, and the choices offered with them."""

    texts: list[str]
    choices: list[str]


class Family(Protocol):
    """One family at its end of the line; each answers what came back."""

    async def say(self, words: str, media: int = 0) -> Heard: ...

    async def press(self, title: str) -> Heard: ...

    async def held(self) -> Conversation: ...


class Phone:
    """Texts through the signed webhook; what comes back is what the provider got to send."""

    def __init__(self, house: Running) -> None:
        assert house.provider is not None
        self._house, self._provider = house, house.provider
        self._number, self._seen = f"+1860555{next(NUMBERS):04d}", 0

    async def say(self, words: str, media: int = 0) -> Heard:
        assert await self._provider.text_from(self._number, words, media) == 200
        lines = await answered(self._house, "sms", self._number, self._seen)
        before, self._seen = self._seen, lines[-1].seq
        said = [line for line in lines if line.sender != "family" and line.seq > before]
        return Heard(await self._delivered(len(said)), [title for line in said for title in line.choices])

    async def press(self, title: str) -> Heard:
        return await self.say(title)  # a phone has no buttons: the words or the number are sent back

    async def held(self) -> Conversation:
        return await record(self._house, "sms", self._number)

    async def more(self) -> list[str]:
        """What was committed for this phone since it last heard something, once the provider has it."""
        casebook = self._house.house.casebook
        known = await casebook.read(lambda c: transcripts.by_address(c, casebook.keys, "sms", self._number, self._seen))
        lines = known[2] if known else []
        self._seen = max([self._seen, *(line.seq for line in lines)])
        return await self._delivered(sum(line.sender != "family" for line in lines))

    async def _delivered(self, count: int) -> list[str]:
        """The last `count` texts, once the provider has them all."""
        with self._provider.listen(self._number) as news:
            async with asyncio.timeout(PATIENCE):
                while len(self._out()) < count + getattr(self, "_got", 0):
                    news.clear()
                    await news.wait()
        self._got = getattr(self, "_got", 0) + count
        return self._out()[self._got - count : self._got]

    def _out(self) -> list[str]:
        return [each.body for each in self._provider.messages(self._number) if each.direction == "out"]


class Browser:
    """A widget's socket in a page of one language."""

    def __init__(self, house: Running, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        self._house, self._socket, self._token = house, socket, token
        self._seen, self._sent, self._offered = 0, 0, (0, list[str]())

    @classmethod
    async def open(cls, house: Running, session: aiohttp.ClientSession, language: str) -> "Browser":
        """Say hello as a new family."""
        socket = await session.ws_connect(f"{house.address}/web/socket")
        await socket.send_json({"type": "hello", "token": None, "last_seq": 0, "language": language})
        welcome = await socket.receive_json(timeout=PATIENCE)
        return cls(house, socket, str(welcome["token"]))

    async def say(self, words: str, media: int = 0) -> Heard:
        return await self._send({"type": "message", "text": words})

    async def press(self, title: str) -> Heard:
        seq, titles = self._offered
        return await self._send({"type": "choice", "seq": seq, "index": titles.index(title)})

    async def held(self) -> Conversation:
        return await record(self._house, "web", self._token)

    async def code(self) -> str:
        """The text that a phone sends so that this page and it are one talk."""
        self._sent += 1
        await self._socket.send_json({"type": "code", "id": f"m{self._sent}"})
        while True:
            frame = await self._socket.receive_json(timeout=PATIENCE)
            if frame["type"] == "done":
                return str(frame["text"])

    async def _send(self, frame: dict[str, object]) -> Heard:
        self._sent += 1
        await self._socket.send_json(frame | {"id": f"m{self._sent}"})
        return await self.hear()

    async def hear(self) -> Heard:
        """What comes next, also without a word of the family's."""
        lines = await answered(self._house, "web", self._token, self._seen)
        self._seen = lines[-1].seq
        frames = [await self._line() for _ in lines]
        said = [frame for frame in frames if frame["sender"] != "family"]
        for each in said:
            if each.get("choices"):
                self._offered = each["seq"], list(each["choices"])
        return Heard([each["text"] for each in said], [title for each in said for title in each.get("choices") or ()])

    async def _line(self) -> dict[str, object]:
        while True:
            frame = await self._socket.receive_json(timeout=PATIENCE)
            if frame["type"] == "line":
                return dict(frame)


async def answered(house: Running, channel: str, address: str, after: int) -> list[Line]:
    """The lines after `after`, once an answer is among them: a turn's lines are committed together."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await house.house.casebook.read(
                lambda c: transcripts.by_address(c, house.house.casebook.keys, channel, address, after)
            )
            if found and any(line.sender != "family" for line in found[2]):
                return found[2]
            await asyncio.sleep(0.02)


async def record(house: Running, channel: str, address: str) -> Conversation:
    """What the casebook holds of a conversation."""
    casebook = house.house.casebook
    known = await casebook.read(lambda c: transcripts.by_address(c, casebook.keys, channel, address, 0))
    assert known is not None
    found = await casebook.read(lambda c: transcripts.get(c, casebook.keys, known[0]))
    assert found is not None
    return found
