"""Places outside Connecticut, by ZIP code: a feed of another state can be searched too."""

import re
from functools import lru_cache

from services.directory.places import Place, connecticut

_ZIP = re.compile(r"\d{5}")


@lru_cache(maxsize=1024)
def anywhere(words: str) -> Place | None:
    """The place in Connecticut that words name, else that of a ZIP code of another state; None when there is none."""
    return connecticut().find(words) or _of_zip(words.strip())


def _of_zip(code: str) -> Place | None:
    import zipcodes  # all the country's codes: a third of a second, and few ask for one

    if not _ZIP.fullmatch(code):
        return None
    found = zipcodes.matching(code)  # type: ignore[no-untyped-call]
    if not found or found[0]["state"] == "CT":  # ours that connecticut() does not know are not in use
        return None
    first = found[0]
    return Place(first["city"], float(first["lat"]), float(first["long"]), "", first["county"], code, first["state"])
