"""Where the bars of a picture go; the page draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320  # of the drawing, in its own units
_STEP: Final = 34  # from one bar to the next
_TEXT: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name above it."""

    name: str
    value: str
    text_y: int
    bar_y: int
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of bars, `height` units high."""

    bars: tuple[Bar, ...]
    height: int


def bars(lines: Iterable[tuple[str, float, str]], most: float | None = None) -> Chart:
    """(name, value, value in words) as bars; the longest, or one of `most`, is as wide as the picture."""
    listed = list(lines)
    scale = WIDTH / (most or max((value for _, value, _ in listed), default=1) or 1)
    return Chart(
        bars=tuple(
            Bar(name, words, i * _STEP + _TEXT, i * _STEP + _TEXT + 5, round(value * scale, 1))
            for i, (name, value, words) in enumerate(listed)
        ),
        height=len(listed) * _STEP,
    )
