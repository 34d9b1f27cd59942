"""The labels that a message may bear, in the order of domain.yml."""

from functools import cache

from services.library.documents import document
from services.library.root import ROOT

NEVER_LEARNED = "nlu_fallback"  # that nothing was sure enough is no meaning


@cache
def known_labels() -> tuple[str, ...]:
    """Every label that staff may give."""
    return tuple(str(name) for name in document(ROOT / "domain.yml")["intents"] if name != NEVER_LEARNED)
