"""A sentence in both languages of the families, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in English and in Spanish."""

    en: str
    es: str

    def in_language(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        return self.es if language == "es" else self.en


def text(pair: Mapping[str, str]) -> Text:
    """A Text out of a YAML pair `{en: …, es: …}`."""
    return Text(pair["en"], pair["es"])
