"""What is learned from: messages as they were read, and what staff say they mean."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that a family typed, as the assistant read it (best label first; none: the family was asked back).

    `handed_over` is why its turn called a person; `marked_as` is what staff say it means, main label first.
    """

    message: str
    conversation: str
    seq: int
    at: datetime
    text: str
    language: str
    read_as: tuple[tuple[str, float], ...] = ()
    handed_over: str | None = None
    marked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A marking that nobody has approved or left out yet; `text` is the family's own, `marked_by` a name."""

    message: str
    text: str
    labels: tuple[str, ...]
    language: str
    marked_by: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class Example:
    """Words that may be learned from, and what they mean, main label first."""

    text: str
    labels: tuple[str, ...]
    language: str
