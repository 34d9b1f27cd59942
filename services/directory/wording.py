"""Chooses the words to show of a service, and compares its words with a family's."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from resources_db.records import Service
from services.directory.places import fold

SHORT = 120  # characters: what a family reads of one result
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s+[\"'¿¡A-ZÁÉÍÓÚÑ])|$)\s*", re.DOTALL)
_ABBREVIATED = re.compile(r"(?:\b(?:St|Mr|Mrs|Ms|Dr|No|Ave|Rd|Inc|Jr|Sr|Mt|U\.S|a\.m|p\.m)|\b[A-Z])\.$")
_ALIKE = 88  # of 100: "formla" is formula
_SMALL_WORDS = frozenset(
    (
        *(
            "the",
            "and",
            "for",
            "with",
            "have",
            "need",
            "help",
            "get",
            "some",
            "any",
            "are",
            "was",
            "you",
            "your",
            "our",
        ),
        *("can", "where", "there", "this", "that", "from", "who", "how", "what", "our"),
        *("una", "uno", "unos", "unas", "los", "las", "del", "que", "con", "por", "para", "mis", "necesito", "ayuda"),
        *("quiero", "tengo", "donde", "hay", "como", "soy", "muy"),
    )
)


def summary(service: Service, language: str | None) -> str:
    """The line written for families, else the description's first sentences: never cut inside a sentence."""
    written = in_language(service.summary or {}, language)
    return written or first_sentences(service.description or "")


def in_language(words: object, language: str | None) -> str | None:
    """The words in a language, in English when they were not written in it."""
    said = words if isinstance(words, dict) else {}
    return said.get((language or "en")[:2].lower()) or said.get("en")


def first_sentences(description: str) -> str:
    """As many whole sentences as are short enough to read, at least one."""
    sentences = _sentences(description)
    shown = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*shown, sentence])) > SHORT:
            break
        shown.append(sentence)
    return " ".join(shown)


def _sentences(description: str) -> list[str]:
    whole: list[str] = []
    for piece in (match.strip() for match in _SENTENCE.findall(description)):
        if whole and _ABBREVIATED.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {piece}"
        elif piece:
            whole.append(piece)
    return whole


def shared_words(service: Service, text: str) -> int:
    """How much of a family's words a service's own hold, misspelled or not: 2 most, 1 some, 0 none."""
    asked, said = _words(text), _said(service)
    hits = sum(word in said or _nearly(word, said) for word in asked)
    return 0 if not hits else 2 if hits * 2 >= len(asked) else 1


@lru_cache(maxsize=8192)
def _said(service: Service) -> frozenset[str]:
    lines = [*(service.summary or {}).values(), *service.needs, service.eligibility, service.additional_information]
    return _words(" ".join(filter(None, [service.name, service.organization, service.description, *lines])))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) > 2 and word not in _SMALL_WORDS)


def _nearly(word: str, said: frozenset[str]) -> bool:
    """Whether a longer word is a misspelling of one that was said; the first letter is taken to be right."""
    near = (each for each in said if each[0] == word[0] and abs(len(each) - len(word)) <= 2)
    return len(word) > 4 and any(fuzz.ratio(word, each) >= _ALIKE for each in near)
