"""Two messages as one: families tell a danger in the middle of an errand, and two needs in one breath.

A danger that is told beside something else must still come first; what learned each message alone finds it only
where it stands alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

# Share of the messages of danger, and of others, that are joined to another in an epoch: nearly alike,
# or what is joined would itself look like danger.
DANGER, OTHER = 0.35, 0.3
NEIGHBOURS = 1_500  # examples lie by language: one so near is most likely written in the same
LONGEST = 40  # words of a message that another is joined to
BETWEEN = (". ", ", ", " ", " and ", ". also ", "\n", " y ", "... ")


@dataclass(frozen=True)
class Joiner:
    """Joins messages; `targets` is (messages, labels), `danger` the columns of danger."""

    texts: Sequence[str]
    targets: np.ndarray
    danger: Sequence[int]

    def joined(self, i: int, chance: Random) -> tuple[str, np.ndarray]:
        """Return a message, perhaps with another before or behind it, and its targets."""
        text, row = self.texts[i], self.targets[i]
        if chance.random() >= (DANGER if self._is_danger(i) else OTHER) or len(text.split()) > LONGEST:
            return text, row
        other = chance.randint(max(0, i - NEIGHBOURS), min(i + NEIGHBOURS, len(self.texts) - 1))
        if self._is_danger(other) or len(self.texts[other].split()) > LONGEST:
            return text, row
        both = [text, self.texts[other]]
        chance.shuffle(both)
        return chance.choice(BETWEEN).join(both), np.maximum(row, self.targets[other])

    def dangers(self, chance: Random) -> list[tuple[str, int]]:
        """Return the dangers that were joined to something else, each with the column of its danger."""
        found = [(self.joined(i, chance), i) for i in range(len(self.texts)) if self._is_danger(i)]
        columns = list(self.danger)
        return [(text, columns[int(row[columns].argmax())]) for (text, row), i in found if text != self.texts[i]]

    def first(self, targets: np.ndarray) -> np.ndarray:
        """Return how likely each label is to be the first of each row: danger alone where there is any."""
        danger = np.zeros_like(targets)
        danger[:, list(self.danger)] = targets[:, list(self.danger)]
        led = np.where(danger.any(axis=1, keepdims=True), danger, targets)
        return np.asarray(led / led.sum(axis=1, keepdims=True))

    def _is_danger(self, i: int) -> bool:
        return bool(self.targets[i, list(self.danger)].any())
