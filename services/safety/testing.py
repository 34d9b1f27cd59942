"""Chances of danger that mean something whatever the thresholds are today."""

from typing import Final

from services.library.documents import document
from services.library.root import CONTENT

_PAGE: Final = document(CONTENT / "safety" / "thresholds.yml")
_FLOORS: Final = [floor for floors in _PAGE["doubt"].values() for floor in floors.values()]
_ALARMS: Final = [floor for floors in _PAGE["alarm"].values() for floor in floors.values()]

DOUBTFUL: Final = round((max(_FLOORS) + min(_ALARMS)) / 2, 2)  # asked about, and no alarm
UNLIKELY: Final = round(min(_FLOORS) / 2, 2)  # not even asked about
