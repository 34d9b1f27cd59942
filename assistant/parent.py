"""Ends this process when the gateway that started it is gone, however it went."""

import os
import threading
import time

LOOK_EVERY = 1.0


def live_no_longer_than(parent: int) -> None:
    """Watch from a thread: a gateway killed outright must not leave a Rasa behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()
