"""From the conversation to the browser: each line once, in order, and who answers now."""

import asyncio
from contextlib import suppress
from typing import Any

from bot.channels.web.tokens import fingerprint
from bot.channels.web.wire import Wire
from bot.errors import Unavailable
from bot.messages import Line, Owner

# A nudge may be missed (another machine took the message): then the line comes this many seconds late, never not.
BACKSTOP_S = 60.0
RETRY_S = 5.0


class Showing:
    """Reads the transcript after each nudge; what is read here is sent on this socket and nowhere else."""

    def __init__(self, wire: Wire, last_seq: int) -> None:
        self._wire = wire
        self._house = wire.house
        self._seen = last_seq
        self._conversation: str | None = None
        self._owner: Owner = "bot"

    async def welcome(self) -> None:
        """Answer the hello: the lines missed, or a new token when the one given is not ours.

        Raises Unavailable when the transcript cannot be read now.
        """
        lines = await self._news() if self._wire.token else []
        if self._conversation is None and not self._house.tokens.made_here(self._wire.token):
            self._wire.token, self._seen = self._house.tokens.new(), 0
        shown = [self._as_frame(line) for line in lines]
        await self._wire.send({"type": "welcome", "token": self._wire.token, "owner": self._owner, "lines": shown})

    async def follow(self) -> None:
        """Send new lines and a new owner after each nudge, for ever."""
        while True:
            known = self._conversation
            nudges = self._house.live if known else self._house.started
            with nudges.listen(known or fingerprint(self._wire.token)) as moved:
                patience = await self._catch_up()
                if self._conversation == known:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(moved.wait(), patience)

    async def _catch_up(self) -> float:
        """Send what is new; return the seconds after which to look again without a nudge."""
        owner = self._owner
        try:
            lines = await self._news()
        except Unavailable:
            return RETRY_S
        # First who is there, then what was said: a family reads that a person came before the person's first words.
        if self._owner != owner:
            await self._wire.send({"type": "owner", "owner": self._owner})
        for line in lines:
            await self._wire.send({"type": "line"} | self._as_frame(line))
        return BACKSTOP_S

    async def _news(self) -> list[Line]:
        """Read the lines not yet sent on this socket, in order, and who owns the conversation now."""
        found = await self._house.transcript("web", self._wire.token, self._seen)
        if found is None:
            return []
        self._conversation, self._owner, lines = found
        fresh = sorted((line for line in lines if line.seq > self._seen), key=lambda line: line.seq)
        self._seen = max([self._seen, *(line.seq for line in fresh)])
        return [line for line in fresh if line.sender != "note"]

    def _as_frame(self, line: Line) -> dict[str, Any]:
        frame: dict[str, Any] = {
            "seq": line.seq,
            "sender": line.sender,
            "text": line.text,
            "choices": list(line.choices),
            "at": line.at.isoformat(timespec="seconds"),
        }
        if line.sender == "family" and line.provider_id:
            frame["id"] = line.provider_id.removeprefix(self._wire.prefix)
        return frame
