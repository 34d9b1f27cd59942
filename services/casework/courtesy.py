"""Leaves out a thank-you, a greeting, or a "no" that only begins a correction, before the thing that is meant."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded
from services.casework.put_as_question import begins_to_ask
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

SHORTEST: Final = 2  # words of a question that nothing parts from a nod ("gracias y cuando abren")
MOST_NO: Final = 4  # words that only begin a correction
_SIGN: Final = re.compile(r"[.,!;:\n]+")


def without_courtesy(text: str, *, free: bool) -> str:
    """What follows a courtesy, or the word that we did not answer, where more than a few words do; else the whole text.

    `free` says that nothing was asked which a "no" may answer.
    """
    sign = _SIGN.search(text)
    if sign is not None and _is_idle(folded(text[: sign.start()]).strip(), free=free):
        rest = text[sign.end() :].strip()
        return without_courtesy(rest, free=free) if len(rest.split()) >= _table()["least"] else text
    return _asked_behind(text) or _without_opening(_without_a_no(text) if free else text)


def asks_again(text: str) -> bool:
    """Whether a part of a message asks once more what was not answered ("no me dijo si…", "i asked do they pay")."""
    clauses = (folded(each).strip() for each in _SIGN.split(text))
    return any(len(said.split()) >= _table()["least"] and _begins_again(said) for said in clauses)


def without_greeting(text: str) -> str:
    """The thing that stands alone behind a greeting ("hello diapers"), or what joins it to what was said before.

    Else it is heard as no more than a greeting, or as a question about the places that were named.
    """
    table, words = _table(), text.split()
    for begun in range(len(words) - 1, 0, -1):
        rest, before = " ".join(words[begun:]), folded(" ".join(words[:begun])).strip()
        if before in table["joins"] and len(words) - begun <= table["few"]:
            return rest.rstrip("?! ") if vocabulary().named(rest) else text
        if before in table["greetings"] and len(words) - begun <= table["few"]:
            return rest if "?" not in rest and vocabulary().named(rest) else text
    return text


def without_opening(text: str) -> str | None:
    """The matter behind what only opens a message, as it stands; None where nothing opens it, or nothing follows."""
    words = [] if _opens(folded(text).strip()) else text.split()
    behind = (at for at in range(len(words) - 1, 0, -1) if _opens(folded(" ".join(words[:at])).strip()))
    return next((" ".join(words[at:]) for at in behind), None)


def _opens(before: str) -> bool:
    return _openings().fullmatch(f"{before} ") is not None


def _is_idle(said: str, *, free: bool) -> bool:
    """Whether a folded clause is a courtesy or says that our answer was none."""
    table = _table()
    if said in table["always"] or (free and said in table["free"]):
        return True
    return any(each.fullmatch(said) for name in ("nods", "not_that") for each in _patterns(name))


def _without_opening(text: str) -> str:
    """A question without what opens it and no sign parts from it ("no like what do i write", "gracias y que llevo")."""
    if (thing := _asked_for_again(text)) is not None:
        return thing
    words = text.split()
    for behind in range(len(words) - 1, 0, -1):
        rest, before = " ".join(words[behind:]), folded(" ".join(words[:behind])).strip()
        asks = len(words) - behind >= SHORTEST and begins_to_ask(rest, surely=True)
        if asks and (_asks_once_more(before) or any(each.fullmatch(before) for each in _joined())):
            return rest
    return text


def _asked_behind(text: str) -> str | None:
    """The thing that is asked for once more behind what it is not ("the stamps i have, i asked about the light")."""
    behind = (_asked_for_again(text[sign.end() :].strip()) for sign in _SIGN.finditer(text))
    return next((each for each in behind if each is not None), None)


def _asked_for_again(text: str) -> str | None:
    """The thing behind the words that it was asked for ("wait no i asked about food"); None where none is named."""
    words = text.split()
    cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1))
    again = (rest for before, rest in cuts if _asks_once_more(folded(before).strip()) and vocabulary().named(rest))
    return next(again, None)


def _without_a_no(text: str) -> str:
    """What somebody needs, or sets right, behind a "no" that answers no question ("nah i just need diapers")."""
    words, no = text.split(), _no()
    for behind in range(min(len(words) - 1, MOST_NO), 0, -1):
        rest, before = " ".join(words[behind:]), folded(" ".join(words[:behind])).strip()
        if no[0].fullmatch(before) and no[1].match(folded(rest).strip() + " "):
            return rest
    return text


def _begins_again(said: str) -> bool:
    found = (each.match(f"{said} ") for each in _patterns("asks_again"))
    return any(match is not None and len(said) > match.end() and said[match.end()] == " " for match in found)


def _asks_once_more(said: str) -> bool:
    return any(each.fullmatch(said) for each in _patterns("asks_again"))


@cache
def _no() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table()["mere_no"]
    return re.compile(table["begins"]), re.compile(rf"(?:{table['goes_on']})(?= )")


@cache
def _joined() -> Sequence[re.Pattern[str]]:
    joined = _table()["joined"]
    return tuple(re.compile(rf"(?:{nod}) {joined}") for nod in _table()["nods"])


@cache
def _openings() -> re.Pattern[str]:
    each = "|".join(f"(?:{one})" for one in _table()["openings"])
    return re.compile(rf"(?:(?:{each})\s+)+")


@cache
def _patterns(name: str) -> Sequence[re.Pattern[str]]:
    return tuple(map(re.compile, _table()[name]))


@cache
def _table() -> dict[str, Any]:
    return dict(document(CONTENT / "language" / "courtesy.yml"))
