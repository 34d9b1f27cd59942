"""How likely a message tells a danger: the network is the better judge of it, and n-grams weigh less than elsewhere."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Alarm:
    """Logistic regression on the dev voices and tests/cases/messages (docs/decisions)."""

    bias: float = 0.07
    meaning: float = 0.62  # of the network's odds of a danger against all else
    letters: float = 0.36  # of the n-grams'


ALARM = Alarm()


def with_danger(chances: np.ndarray, meaning: np.ndarray, letters: np.ndarray, danger: np.ndarray) -> np.ndarray:
    """Return the labels' chances with all dangers together as likely as both scores say; which one it is stays.

    All are (labels,); `danger` says which labels are dangers.
    """
    if not danger.any():
        return chances
    odds = ALARM.bias + ALARM.meaning * _odds(meaning, danger) + ALARM.letters * _odds(letters, danger)
    likely = 1.0 / (1.0 + np.exp(-odds))
    least = np.finfo(chances.dtype).tiny  # a chance may be too small for a number: no danger must be lost by it
    chances = np.maximum(chances, least)
    among, rest = chances[danger].sum(), chances[~danger].sum()
    return np.asarray(chances * np.where(danger, likely / among, (1.0 - likely) / rest))


def _odds(scores: np.ndarray, danger: np.ndarray) -> float:
    """The log of how much likelier any danger is than anything else."""
    return float(np.logaddexp.reduce(scores[danger]) - np.logaddexp.reduce(scores[~danger]))
