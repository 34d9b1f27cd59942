"""Places outside Connecticut, by ZIP code: a feed of another state can be searched too."""

import re
from functools import cache, lru_cache

from services.directory.places import Place, connecticut, fold
from services.library.documents import document
from services.library.root import CONTENT

_ZIP = re.compile(r"\d{5}")


@lru_cache(maxsize=1024)
def anywhere(words: str) -> Place | None:
    """The place in Connecticut that words name, else that of a ZIP code of another state; None when there is none."""
    return connecticut().find(words) or _of_zip(words.strip())


def names_another_state(words: str) -> bool:
    """Whether words tell of a place in another state: its name, "Springfield MA", or a ZIP code of it."""
    said = fold(words)
    if any(re.search(rf"\b{name}\b", said) for name in _others()):
        return True
    if re.search(rf"(?:,\s*|\s)(?:{'|'.join(_codes())})\.?$", words.strip()):
        return True
    found = anywhere(words.strip()) if _ZIP.fullmatch(words.strip()) else None
    return found is not None and found.state != "CT"


@cache
def _others() -> tuple[str, ...]:
    return tuple(fold(name) for code, name in _states().items() if code != "CT")


@cache
def _codes() -> tuple[str, ...]:
    return tuple(code for code in _states() if code != "CT")


def _states() -> dict[str, str]:
    return dict(document(CONTENT / "places" / "states.yml")["states"])


def _of_zip(code: str) -> Place | None:
    import zipcodes  # all the country's codes: a third of a second, and few ask for one

    if not _ZIP.fullmatch(code):
        return None
    found = zipcodes.matching(code)  # type: ignore[no-untyped-call]
    if not found or found[0]["state"] == "CT":  # ours that connecticut() does not know are not in use
        return None
    first = found[0]
    return Place(first["city"], float(first["lat"]), float(first["long"]), "", first["county"], code, first["state"])
