"""Phrases that a coordinator puts into a reply: both languages, with places that are filled from what is known."""

from services.phrases.filling import VARIABLES, fill, unfilled
from services.phrases.shelf import Phrase, all_phrases

__all__ = ["VARIABLES", "Phrase", "all_phrases", "fill", "unfilled"]
