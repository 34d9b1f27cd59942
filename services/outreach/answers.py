"""What a family's answer to a follow-up means: a word or phrase of the content, a number, a plain yes or no."""

import re

from services.directory.places import fold
from services.outreach.kinds import outreach

_SCORE = re.compile(r"\b([1-5])\b")
_YES, _NO = "affirm", "deny"


def outcome(kind: str, said: str, intent: str | None) -> str | None:
    """The code of the outcome, "1" to "5" for a rating, None when the words say nothing about it."""
    words = fold(said)
    if kind == "satisfaction":
        found = _SCORE.search(words)
        return found.group(1) if found else None
    for phrase, code in outreach().words:
        if re.search(rf"\b{re.escape(phrase)}\b", words):
            return code
    asked = outreach().kinds[kind]
    return {_YES: asked.yes, _NO: asked.no}.get(intent or "")
