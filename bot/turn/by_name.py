"""Hears a message as the need that it names, whatever the network took it for; what it hears of danger stays as it was."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

TOLD: Final = 0.9  # of the need that is named


def heard_as(rows: np.ndarray, labels: Sequence[str], need: str, instead_of: Collection[str]) -> None:
    """Give a need the chances of the labels that its words are mistaken for; `rows` are changed in their place.

    Only where one of these, or the need, is the likeliest: "he broke her glasses" tells of what he does.
    """
    at = labels.index(need)
    moved = [place for place, label in enumerate(labels) if label in instead_of and place != at]
    if int(rows[0].argmax()) not in (at, *moved):
        return
    rows[0, at] += rows[0, moved].sum()
    rows[1, at] = max(float(rows[1, at]), TOLD)
    rows[:, moved] = 0.0
