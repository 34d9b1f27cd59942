"""Named moments at which a test may kill the process, to prove that nothing is lost; off unless a test asks.

ONEDOOR_CRASH_AT holds a moment's name; the process then dies by SIGKILL when it first comes there, or, given
`name:5`, when it comes there for the fifth time.
"""

import itertools
import os
import signal
from typing import Literal

type Moment = Literal[
    "after_inbox", "after_turn", "after_commit", "before_send", "after_accept", "outreach", "giving_back", "returns",
    "planned",
]  # fmt: skip


_passed = itertools.count(1)


def moment(name: Moment) -> None:
    """Die here when a test has asked for it."""
    wanted, _, time = os.environ.get("ONEDOOR_CRASH_AT", "").partition(":")
    if wanted == name and next(_passed) == int(time or 1):
        os.kill(os.getpid(), signal.SIGKILL)
