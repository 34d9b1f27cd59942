"""Groups of services that sound alike: the index finds by them what bears no word of what a family asks.

The middles of the groups are learned with the search's encoder (assistant/tuning/groups.py); each group is a label of
the index (resources_db/index/tables.py) beside needs and things.
"""

from functools import cache
from hashlib import blake2b
from typing import Final

import numpy as np

from understanding.sentences import SEARCH

GROUPS: Final = SEARCH / "groups.npy"
OF_A_SERVICE: Final = 2  # the nearest, so that a service at a border is in both


def group_asked(sound: np.ndarray) -> str:
    """The label of the group that a unit vector is nearest to."""
    return _label(int((_middles() @ sound).argmax()))


def groups_of(sound: np.ndarray) -> tuple[str, ...]:
    """The labels of the groups that a service stands in, by the unit vector of what it says."""
    return tuple(_label(int(number)) for number in np.argsort(-(_middles() @ sound))[:OF_A_SERVICE])


def _label(number: int) -> str:
    return f"sounds:{number}"


@cache
def version() -> str:
    """Changes whenever the groups do: the index is then made anew."""
    return blake2b(GROUPS.read_bytes(), digest_size=6).hexdigest()


@cache
def _middles() -> np.ndarray:
    return np.asarray(np.load(GROUPS), dtype=np.float32)
