"""School grades that a text asks of its reader: Flesch-Kincaid for English, Crawford for Spanish; no downloads."""

import re

import textstat

_DIALED = re.compile(r"\S*\d[\d-]{3,}\S*|\S+\.(?:com|org|gov)\S*")  # phone numbers and addresses are not read as words
_WORD = re.compile(r"[a-z']+")
_VOWELS = re.compile(r"[aeiouy]+")


def english_grade(text: str) -> float:
    """The Flesch-Kincaid grade, with syllables counted as groups of vowels (a silent final e does not count)."""
    plain = _DIALED.sub("now", text).lower()
    words = _WORD.findall(plain)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", plain)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def spanish_grade(text: str) -> float:
    """Crawford's years of schooling."""
    textstat.set_lang("es")
    return float(textstat.crawford(_DIALED.sub("ya", text)))


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le")))
