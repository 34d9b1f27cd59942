"""Tells whoever listens in this process that a conversation has moved; holds nothing and loses nothing.

Listeners read the database after a nudge, so a missed nudge costs time, never a message.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

EVERYTHING = "*"


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
    def listen(self, conversation: str) -> Iterator[asyncio.Event]:
        """Yield an event that is set at each nudge; the listener clears it before it reads."""
        event = asyncio.Event()
        self._listeners[conversation].add(event)
        try:
            yield event
        finally:
            self._listeners[conversation].discard(event)
            if not self._listeners[conversation]:
                del self._listeners[conversation]
