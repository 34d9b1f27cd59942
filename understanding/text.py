"""A family's text as words only; both processes must read the same."""

import re
import unicodedata

MAX_TEXT = 10_000


class TooLong(ValueError):
    """The text is longer than anyone texts."""


def plain(text: str) -> str:
    """Return `text` as words only: one spelling per character, nothing invisible, no leading slash.

    Rasa runs a message that begins with "/" as an intent with slots; a family's words must never do that.
    """
    if len(text) > MAX_TEXT:
        raise TooLong(f"text is longer than {MAX_TEXT} characters")
    spaced = re.sub("([¼½¾])", r" \1", text)  # else "3½" becomes "31/2"
    kinds = ((c, unicodedata.category(c)) for c in unicodedata.normalize("NFKC", spaced))
    visible = "".join(" " if kind in ("Cc", "Zl", "Zp") else c for c, kind in kinds if kind not in ("Cf", "Cs"))
    return visible.strip().lstrip("/ ").strip()
