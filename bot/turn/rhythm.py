"""When a conversation's texts came and its answers went: whether somebody is still writing, or a machine is.

Kept in this process only; after a restart the next text is answered at once, and a loop is cut a little later.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

NEAR = 4.0  # seconds after a text within which the next one belongs to the same breath
# What comes back faster than this was not typed after reading ours: there is nobody to wait for.
MACHINE_FAST = 0.5
FORGET = 600.0
# The same words got the same answer: so often within a minute, or so often at all, and no person is at the other end.
FEW, WITHIN, MANY = 4, 60.0, 20
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Beat:
    """One conversation: moments of the process's clock, and the last exchange with how often it came."""

    came: float = 0.0
    before: float = -FORGET
    sent: float = -FORGET
    words: bytes = b""
    answer: bytes = b""
    times: int = 0
    since: float = -FORGET
    at: float = -FORGET


class Rhythm:
    """Told of each text and each answer; `clock` answers seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._beats: dict[str, Beat] = {}

    def came(self, conversation: str) -> None:
        """A text of a family came in."""
        beat = self._beat(conversation)
        beat.before, beat.came = beat.came or -FORGET, self._clock()

    def sent(self, conversation: str) -> None:
        """A text of ours was taken by the provider."""
        self._beat(conversation).sent = self._clock()

    def in_burst(self, conversation: str) -> bool:
        """Whether the last text followed the one before so fast that more may come."""
        beat = self._beats.get(conversation)
        return beat is not None and beat.came - beat.before <= NEAR and abs(beat.came - beat.sent) > MACHINE_FAST

    def loops(self, conversation: str, words: str, answer: str) -> int:
        """Note an exchange; how often the same one came since it is a loop, 0 while it is none.

        Numbers do not count as words: a machine's ticket numbers change, and a family's ZIP codes are no loop.
        """
        said = _print(" ".join(_LETTERS.findall(words.casefold())))
        answered = _print(" ".join(_LETTERS.findall(answer.casefold())))
        beat, now = self._beat(conversation), self._clock()
        if said and (said, answered) == (beat.words, beat.answer) and now - beat.at < FORGET:
            beat.times += 1
        else:
            beat.times, beat.since = 1, now
        beat.words, beat.answer, beat.at = said, answered, now
        return max(0, beat.times - (FEW if now - beat.since < WITHIN else MANY))

    def _beat(self, conversation: str) -> Beat:
        if conversation not in self._beats and len(self._beats) > 5_000:
            old = self._clock() - FORGET
            self._beats = {key: beat for key, beat in self._beats.items() if max(beat.came, beat.at) > old}
        return self._beats.setdefault(conversation, Beat())


def _print(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest() if text else b""
