"""When the next message comes and whose it is: as calls reach a telephone exchange, at random around a rate."""

import random
from collections.abc import Iterator, Sequence


def gaps(rate: float, seconds: float, chance: random.Random) -> Iterator[float]:
    """Seconds from the start at which messages come, `rate` of them a second, until `seconds` are over."""
    at = chance.expovariate(rate)
    while at < seconds:
        yield at
        at += chance.expovariate(rate)


class Turns[F]:
    """Who writes next: all in turn, in an order shuffled once; who still waits for an answer is passed over."""

    def __init__(self, families: Sequence[F], chance: random.Random) -> None:
        self._order = list(families)
        chance.shuffle(self._order)
        self._next = 0

    def next(self, waiting: set[F]) -> F | None:
        """The next family that does not wait, None when all do."""
        for _ in self._order:
            family = self._order[self._next]
            self._next = (self._next + 1) % len(self._order)
            if family not in waiting:
                return family
        return None
