"""Leaves out a thank-you, a greeting, or a "no" that only begins a correction, before the thing that is meant."""

import re
from functools import cache
from typing import Any, Final

from services.casework.phrases import folded
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

_SIGN: Final = re.compile(r"[.,!;\n]+")


def without_courtesy(text: str, *, free: bool) -> str:
    """What follows a courtesy and a sign, where more than a few words do; else the whole text.

    `free` says that nothing was asked which a "no" may answer.
    """
    sign = _SIGN.search(text)
    if sign is None:
        return text
    said, rest = folded(text[: sign.start()]).strip(), text[sign.end() :].strip()
    table = _table()
    idle = said in table["always"] or (free and said in table["free"])
    return rest if idle and len(rest.split()) >= table["least"] else text


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


@cache
def _table() -> dict[str, Any]:
    return dict(document(CONTENT / "language" / "courtesy.yml"))
