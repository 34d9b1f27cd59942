"""Reads a message for danger and keywords before anything else does: no model, no network, no memory."""

from dataclasses import dataclass
from pathlib import Path

from services.library.root import CONTENT
from services.safety import crisis, keywords
from services.safety.fold import fold


@dataclass(frozen=True, slots=True)
class Reading:
    """What the safety layer saw. `matched` is the id of a pattern, never the person's words."""

    crisis: str | None = None
    matched: str | None = None
    keyword: keywords.Keyword | None = None
    answered_by_carrier: bool = False


def read(text: str, stopped: bool = False, content: Path = CONTENT) -> Reading:
    """Read one message; `stopped` says that this number has stopped our texts, so that a plain "yes" starts them again.

    Danger is looked for in every message, also in one that is a keyword and in one from a stopped number.
    """
    folded = fold(text)
    label, matched = crisis.find(folded, content) or (None, None)
    keyword, by_carrier = keywords.find(text, folded, stopped, content) or (None, False)
    return Reading(label, matched, keyword, by_carrier)
