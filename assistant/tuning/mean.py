"""The running mean of the layers on their way: steadier than where the last step left them."""

from collections.abc import Callable, Mapping

import numpy as np

BEGINS = 0.4  # of the lesson: what was before is too far from the end
EVERY, SHARE = 10, 0.05  # steps between two looks, and what the newest counts


class RunningMean:
    """`arrays` is empty until something was taken."""

    def __init__(self) -> None:
        self.arrays: dict[str, np.ndarray] = {}

    def see(self, step: int, progress: float, now: Callable[[], Mapping[str, np.ndarray]]) -> None:
        """Take the layers as they are `now`, where it is time to."""
        if progress > BEGINS and step % EVERY == 0:
            self.take(now())

    def take(self, now: Mapping[str, np.ndarray]) -> None:
        """Take the layers as they are now."""
        for name, array in now.items():
            kept = self.arrays.setdefault(name, array.astype(np.float32))
            kept += SHARE * (array - kept)
