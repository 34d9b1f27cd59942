"""Tells whoever listens in this process that a conversation has moved; holds nothing and loses nothing.

Listeners read the database after a nudge, so a missed nudge costs time, never a message.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Literal

EVERYTHING = "*"
type Side = Literal["family", "person"]


class Live:
    """Nudges by conversation id; listening to EVERYTHING hears them all (the console's queue)."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Event]] = defaultdict(set)

    def nudge(self, conversation: str) -> None:
        """Wake all who listen to this conversation or to everything."""
        for topic in (conversation, EVERYTHING):
            for event in self._listeners.get(topic, ()):
                event.set()

    @contextmanager
    def listen(self, conversation: str, event: asyncio.Event | None = None) -> Iterator[asyncio.Event]:
        """Yield an event (that of the caller, if given) that is set at each nudge; clear it before you read."""
        event = event or asyncio.Event()
        self._listeners[conversation].add(event)
        try:
            yield event
        finally:
            self._listeners[conversation].discard(event)
            if not self._listeners[conversation]:
                del self._listeners[conversation]


class Typing:
    """Passes on that somebody is writing right now to whoever listens in this process; kept nowhere."""

    def __init__(self) -> None:
        self._live = Live()

    def tell(self, conversation: str, side: Side) -> None:
        """That side of the conversation has just pressed a key; tell it every few seconds at most."""
        self._live.nudge(f"{side} {conversation}")

    def listen(
        self, conversation: str, side: Side, event: asyncio.Event | None = None
    ) -> AbstractContextManager[asyncio.Event]:
        """Yield an event (that of the caller, if given) that is set when that side of the conversation writes."""
        return self._live.listen(f"{side} {conversation}", event)
