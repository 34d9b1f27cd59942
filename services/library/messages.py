"""Sentences that are sent without Rasa, by key and language."""

from collections.abc import Mapping
from pathlib import Path

from services.library.documents import document


class Messages:
    """The sentences of one file of content/messages."""

    def __init__(self, sentences: Mapping[str, Mapping[str, str]]) -> None:
        self._sentences = sentences

    @classmethod
    def load(cls, path: Path) -> "Messages":
        """Read a file; entries that are no language pair (source, verified_on) are left out."""
        return cls({key: pair for key, pair in document(path).items() if isinstance(pair, dict) and "en" in pair})

    def say(self, key: str, language: str, **values: object) -> str:
        """The sentence of `key` in `language`; raises KeyError for a key that the file does not hold."""
        pair = self._sentences[key]
        return pair["es" if language == "es" else "en"].format(**values)
