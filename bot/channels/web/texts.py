"""The sentences of the widget and its pages, as content/messages/widget.yml holds them."""

from collections.abc import Mapping
from typing import Any, get_args

from bot.channels.web.frames import Code
from bot.errors import BadSetting
from bot.messages import Language

Texts = Mapping[str, Any]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SECTIONS = ("widget", "errors", "page")


def in_language(texts: Texts, section: str, language: Language) -> dict[str, Any]:
    """Return one section as plain key → sentence (or list of sentences) of one language.

    Raises BadSetting when the section or a translation is missing: better no start than a silent widget.
    """
    try:
        return {key: _one(entry, language) for key, entry in texts[section].items()}
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadSetting(f"The widget's texts: section '{section}' lacks {fault} in '{language}'.") from fault


def sentence_for(texts: Texts, code: Code, language: Language) -> str:
    """Return what the family reads when a message could not be taken."""
    return str(texts["errors"][code][language])


def check_texts(texts: Texts) -> None:
    """Refuse to start on a missing section, translation or error sentence (raises BadSetting)."""
    for language in LANGUAGES:
        for section in SECTIONS:
            in_language(texts, section, language)
        missing = set(get_args(Code)) - in_language(texts, "errors", language).keys()
        if missing:
            raise BadSetting(f"The widget's texts: no sentence in '{language}' for {', '.join(sorted(missing))}.")


def _one(entry: Any, language: Language) -> Any:
    if isinstance(entry, list):
        return [item[language] for item in entry]
    return entry[language]
