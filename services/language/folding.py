"""Makes words alike: small letters, no accents, no apostrophes."""

import unicodedata


def fold(text: str) -> str:
    """ "No entendí" is "no entendi", "don't" is "dont"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).replace("'", "").replace("’", "")
