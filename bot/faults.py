"""Named moments at which a test may kill the process, to prove that nothing is lost; off unless a test asks.

ONEDOOR_CRASH_AT holds a moment's name; the process then dies by SIGKILL when it first comes there.
"""

import os
import signal
from typing import Literal

type Moment = Literal["after_inbox", "after_turn", "after_commit", "before_send", "after_accept"]


def moment(name: Moment) -> None:
    """Die here when a test has asked for it."""
    if os.environ.get("ONEDOOR_CRASH_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
