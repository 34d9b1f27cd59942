"""How fast one socket may talk: a small bucket of tokens that fills up again with time."""

import time
from collections.abc import Callable

BURST = 10
PER_SECOND = 1.0


class Pace:
    """A token bucket; `clock` returns seconds and only ever goes forward."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left = float(BURST)
        self._seen = clock()

    def wait(self) -> float:
        """Take one token: 0.0 when there was one, else the seconds until the next."""
        now = self._clock()
        self._left = min(BURST, self._left + (now - self._seen) * PER_SECOND)
        self._seen = now
        if self._left < 1:
            return (1 - self._left) / PER_SECOND
        self._left -= 1
        return 0.0
