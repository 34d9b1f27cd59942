"""Who looks at which conversation, and who writes in it, right now. Kept in this process only and soon forgotten."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from time import monotonic

from bot.live import EVERYTHING, Live

LOOKS = 45.0  # seconds; an open page that is seen says so every 20
WRITES = 8.0  # seconds; who writes says so every 3


@dataclass(frozen=True, slots=True)
class Here:
    """A colleague in a conversation."""

    staff: str
    name: str
    writing: bool


@dataclass(slots=True)
class _Seen:
    name: str
    looks_until: float
    writes_until: float = 0.0


@dataclass(slots=True)
class Presence:
    """`clock` counts seconds. Several pages of one person count as one."""

    clock: Callable[[], float] = monotonic
    _seen: dict[str, dict[str, _Seen]] = field(default_factory=lambda: defaultdict(dict))
    _live: Live = field(default_factory=Live)

    def looks(self, conversation: str, staff: str, name: str) -> None:
        """Someone has it before the eyes; say it again within LOOKS seconds."""
        self._note(conversation, staff, name, LOOKS, 0.0)

    def writes(self, conversation: str, staff: str, name: str) -> None:
        """Someone has just pressed a key in it; say it again within WRITES seconds."""
        self._note(conversation, staff, name, LOOKS, WRITES)

    def leaves(self, conversation: str, staff: str) -> None:
        """Someone has closed the page or turned to another one."""
        if self._seen.get(conversation, {}).pop(staff, None):
            self._live.nudge(conversation)

    def listen(self, conversation: str = "") -> AbstractContextManager[asyncio.Event]:
        """Yield an event that is set when somebody comes, goes or begins to write: there, or anywhere."""
        return self._live.listen(conversation or EVERYTHING)

    def there(self, conversation: str, but: str = "") -> list[Here]:
        """Who is in a conversation, by name, without the one who asks."""
        self._forget(conversation)
        found = self._seen.get(conversation, {})
        present = [Here(staff, one.name, one.writes_until > self.clock()) for staff, one in found.items()]
        return sorted((each for each in present if each.staff != but), key=lambda each: (each.name, each.staff))

    def everywhere(self, but: str = "") -> dict[str, list[Here]]:
        """The same for every conversation in which somebody is."""
        found = {conversation: self.there(conversation, but) for conversation in list(self._seen)}
        return {conversation: here for conversation, here in found.items() if here}

    def _note(self, conversation: str, staff: str, name: str, looks: float, writes: float) -> None:
        now, before = self.clock(), self.there(conversation)
        seen = self._seen[conversation].setdefault(staff, _Seen(name, 0.0))
        seen.looks_until = now + looks
        seen.writes_until = max(seen.writes_until, now + writes if writes else 0.0)
        if self.there(conversation) != before:
            self._live.nudge(conversation)
        self._look_again(conversation, (writes or looks) + 0.05)

    def _look_again(self, conversation: str, after: float) -> None:
        """Tell listeners once a sign has run out; a nudge for nothing costs them one look."""
        try:
            asyncio.get_running_loop().call_later(after, self._live.nudge, conversation)
        except RuntimeError:  # no loop, nobody listens
            return

    def _forget(self, conversation: str) -> None:
        now, found = self.clock(), self._seen.get(conversation, {})
        for staff in [staff for staff, one in found.items() if one.looks_until <= now]:
            del found[staff]
        if not found:
            self._seen.pop(conversation, None)
