"""From the conversation to the browser: each line once, in order, and who answers now."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from bot.channels.web.as_frames import line_frame, owner_of, read_by
from bot.channels.web.texts import LANGUAGES
from bot.channels.web.tokens import fingerprint
from bot.channels.web.wire import Wire
from bot.errors import Unavailable
from bot.messages import Line

# A nudge may be missed (another machine took the message): then the line comes this many seconds late, never not.
BACKSTOP_S = 60.0
RETRY_S = 5.0


@dataclass(slots=True)
class _Told:
    """What this browser has been told last of all that is no line."""

    owner: dict[str, Any] = field(default_factory=lambda: owner_of(None))
    read: dict[str, Any] = field(default_factory=lambda: read_by(None))
    desk: dict[str, Any] | None = None
    saved: frozenset[str] = frozenset()
    language: str | None = None


class Showing:
    """Reads the transcript after each nudge; what is read here is sent on this socket and nowhere else."""

    def __init__(self, wire: Wire, last_seq: int) -> None:
        self._wire = wire
        self._house = wire.house
        self._seen = last_seq
        self._now = _Told()

    async def welcome(self) -> None:
        """Answer the hello: the lines missed, or a new token when the one given is not ours.

        Raises Unavailable when the transcript cannot be read now.
        """
        lines = await self._news() if self._wire.token else []
        if self._wire.conversation is None and not self._house.tokens.made_here(self._wire.token):
            self._wire.token, self._seen = self._house.tokens.new(), 0
        await self._look_around()
        now = self._now
        shown = {"offers": self._house.ports.offers(), "saved": sorted(now.saved), "desk": now.desk}
        frame = {"type": "welcome", "token": self._wire.token, **now.owner, **shown}
        frame |= {"read": now.read["seq"], "read_by": now.read["by"], "language": now.language}
        await self._wire.send(frame | {"lines": [line_frame(self._wire, line) for line in lines]})

    async def follow(self) -> None:
        """Send what is new after each nudge, for ever."""
        while True:
            known = self._wire.conversation
            with self._nudges() as (moved, writing):
                patience = await self._catch_up()
                if self._wire.conversation == known:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(moved.wait(), patience)
                if writing.is_set():
                    await self._wire.send({"type": "typing"})

    @contextmanager
    def _nudges(self) -> Iterator[tuple[asyncio.Event, asyncio.Event]]:
        """An event for all that moves this family's page, and one more for a person who writes."""
        house, talk = self._house, self._wire.conversation
        with house.tabs.listen(fingerprint(self._wire.token)) as moved:
            if talk is None:
                yield moved, asyncio.Event()
                return
            typing = house.typing
            with (
                house.live.listen(talk, moved),
                typing.listen(talk, "person", moved),
                typing.listen(talk, "person") as writing,
            ):
                yield moved, writing

    async def _catch_up(self) -> float:
        """Send what is new; return the seconds after which to look again without a nudge."""
        before = replace(self._now)
        try:
            lines = await self._news()
            await self._look_around()
        except Unavailable:
            return RETRY_S
        await self._tell(before, lines)
        return BACKSTOP_S

    async def _tell(self, before: _Told, lines: list[Line]) -> None:
        """First who is there, then what was said: a family reads that a person came before the person's first words."""
        now, send = self._now, self._wire.send
        if now.language != before.language:
            await send({"type": "language", "language": now.language})
        if now.owner != before.owner:
            await send({"type": "owner"} | now.owner)
        if now.desk != before.desk and now.desk is not None:
            await send({"type": "desk"} | now.desk)
        for line in lines:
            await send({"type": "line"} | line_frame(self._wire, line))
        if now.read != before.read:
            await send({"type": "read"} | now.read)
        if now.saved != before.saved:
            await send({"type": "saved", "keys": sorted(now.saved)})

    async def _news(self) -> list[Line]:
        """Read the lines not yet sent on this socket, in order, and who owns the conversation now."""
        view = await self._house.transcript("web", self._wire.token, self._seen)
        if view is None:
            return []
        self._wire.conversation, self._now.owner, self._now.read = view.conversation, owner_of(view), read_by(view)
        self._hear(view.language)
        fresh = sorted((line for line in view.lines if line.seq > self._seen), key=lambda line: line.seq)
        self._seen = max([self._seen, *(line.seq for line in fresh)])
        return [line for line in fresh if line.sender != "note"]

    def _hear(self, language: str | None) -> None:
        """The widget follows the family: whoever writes Spanish on an English page reads its buttons in Spanish."""
        if language in LANGUAGES and language != self._now.language:
            self._now.language = self._wire.spoken = language

    async def _look_around(self) -> None:
        """Who is at the desk, when the family waits for a person; what the family has kept in its plan."""
        ports = self._house.ports
        self._now.desk = None
        if ports.staffing is not None and self._now.owner["owner"] == "queue":
            staffing = await ports.staffing(self._wire.reads)
            self._now.desk = {"here": staffing.here, "back": staffing.back}
        if ports.plan is not None and self._wire.conversation is not None:
            self._now.saved = await ports.plan.saved(self._wire.token)
