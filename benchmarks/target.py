"""What the benchmark drives: a side that takes a family's text and says when its answer came."""

from dataclasses import dataclass, field
from typing import Protocol

import psutil


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn as the family felt it, in seconds since the text was begun to be posted.

    `first` and `last` are the first and the last text of the answer; `true` is False for an apology or for silence.
    """

    first: float
    last: float
    true: bool


@dataclass(slots=True)
class Prepared:
    """What it took to get a side going, in seconds."""

    training: float | None
    start: float = field(default=0.0)


class Target(Protocol):
    """One side of the comparison, up and answering."""

    name: str
    prepared: Prepared

    async def text(self, phone: str, body: str) -> Heard:
        """Send a family's text and wait for the whole answer."""

    def parts(self) -> dict[str, list[psutil.Process]]:
        """Its processes, by what they are."""
