"""Slows down one address that keeps failing; kept in memory, because it only has to outlast the attack."""

import time
from collections import OrderedDict
from collections.abc import Callable

FREE_TRIES = 20  # several coordinators may share one office address
LONGEST = 900.0
FORGET = 3600.0
REMEMBERED = 10_000


class Throttle:
    """Counts failures by address; past the free ones each doubles the wait, up to 15 minutes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 when it may."""
        count, last = self._failures.get(address, (0, 0.0))
        pause = min(2.0 ** min(count - FREE_TRIES, 20), LONGEST) if count >= FREE_TRIES else 0.0
        return max(0.0, last + pause - self._clock())

    def failed(self, address: str) -> None:
        """Count a failure; an hour without one clears the slate."""
        count, last = self._failures.pop(address, (0, 0.0))
        fresh = 0 if self._clock() - last > FORGET else count
        self._failures[address] = (fresh + 1, self._clock())
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)
