"""Keeps a licensed vocabulary at home: 211's taxonomy may be used inside, but it is not ours to give."""

import re

_NAMED = re.compile(r"\b(airs|211|hsis|2-1-1|211la)\b|infoline", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,2}(-\d{3,4}(\.\d{4}(-\d{3}(\.\d{2})?)?)?)?")


def is_licensed(vocabulary: str | None, code: str | None) -> bool:
    """Whether a term is of the 211 taxonomy: by the vocabulary's name, or by the form of its code."""
    by_code = bool(code and _CODE.fullmatch(code) and "-" in code)
    return bool(vocabulary and _NAMED.search(vocabulary)) or by_code
