"""Messages' labels as rows of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Targets:
    """`rows` is (messages, labels), 1 where a message bears a label; `main` is each message's main one, by number."""

    names: tuple[str, ...]
    rows: np.ndarray
    main: tuple[int, ...]

    @property
    def danger(self) -> list[int]:
        """The columns of danger, which come first in whatever else a message says."""
        return [i for i, name in enumerate(self.names) if name.startswith("crisis_")]

    def rarity(self) -> np.ndarray:
        """Return a weight per label: a message of a rare one counts up to twice, one of a common one half."""
        counts = np.maximum(1.0, self.rows.sum(axis=0))
        return np.clip(np.sqrt(counts.mean() / counts), 0.5, 2.0).astype(np.float32)


def targets(labels: Sequence[Sequence[str]]) -> Targets:
    """Return the targets of messages whose labels are given, each one's main label first.

    Every label must be the main one of some message.
    """
    names = tuple(sorted({found[0] for found in labels}))
    number = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(labels), len(names)), np.float32)
    for row, found in zip(rows, labels, strict=True):
        row[[number[label] for label in found]] = 1.0
    return Targets(names, rows, tuple(number[found[0]] for found in labels))
