"""A message as spaCy tokens: letters folded, the kind of each as its tag, and its place in the message kept."""

import re
from functools import cache
from itertools import pairwise
from typing import Any

import spacy
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from spacy.tokens import Doc, Span

from assistant.facts.lexicon import among, kinds, words
from understanding.spelling import fold

# What is read as one token, the longest first; the name of a group is the token's kind.
TOKEN = re.compile(
    r"(?P<date>(?<![\d/-])(?:\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\d/-]))"
    r"|(?P<month_year>(?<![\d/-])(?:0?[1-9]|1[0-2])[/-]20\d\d(?![\d/-]))"
    r"|(?P<money>\$\s?\d[\d.,]*)"
    r"|(?P<time>(?<!\d)\d{1,2}:\d{2}(?!\d))"
    r"|(?P<half>(?:\b(?:and|an|n|y|i|con)[\s-]+|&\s*)(?:an?[\s-]+)?(?:half|haf|media|medio)\b|(?:\b(?:and|n|y)\s+(?:an?\s+)?|&\s*)?(?:½|(?<![\d/])1\s?[/⁄]\s?2(?![\d/])))"
    r"|(?P<quarter>\b(?:and|n|y)[\s-]+(?:(?:an?|un)[\s-]+)?(?:(?:quarter|cuarto)\b|1[/⁄]4(?![\d/]))|¼"
    r"|(?<=\d[ -])1[/⁄]4(?![\d/]))"
    r"|(?P<quarters>\b(?:and|n|y)[\s-]+(?:(?:three|tres|3)[\s-]+(?:quarters|cuartos)\b|3[/⁄]4(?![\d/]))|¾"
    r"|(?<=\d[ -])3[/⁄]4(?![\d/]))"
    r"|(?P<day_month>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th|ro|er|do|to|ta|da|ra)(?![^\W\d_]))"
    r"|(?P<year_old>(?<![^\W\d_])y[/.]?\s?o\b\.?|\byr/old\b)"
    r"|(?P<month_old>(?<![^\W\d_])m[/.]\s?o\b\.?)"
    r"|(?P<abbreviated>(?<![^\W\d_])(?:yrs?|mos?|mths?|wks?)\.(?=[\s-]*(?:old\b|and\b|[&,]|\d+\s*(?:mo|mth|wk))))"
    r"|(?P<month_short>\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|dic)\.(?=\s*\d))"
    r"|(?P<born>\bd\.\s?o\.\s?b\b\.?|\bdate\s+of\s+birth\b|\bbirth[\s-]?dates?\b|\b[bn]\.\s?(?=\d{1,2}[/.-]\d{1,2}[/.-]\d)"
    r"|\bf(?:ec(?:ha)?)?[./]?\s?(?:de\s)?(?:nac\b\.?|n\b\.?(?=\s*:?\s*\d))|\b(?:fdn|nac\b\.?)(?=\s*:?\s*\d))"
    r"|(?P<birthday>\bb-days?\b|\bbirth[\s-]day\b(?=\s*(?::|is\b|\d)))"
    r"|(?P<thousands>(?<!\d)[1-9]\d{0,2}(?:[.,]\d{3})+(?!\d))"
    r"|(?P<digits>\d+(?:[.,]\d+)?)"
    r"|[^\W\d_½¼¾]+(?:['’`´][^\W\d_]+)*(?:(?:(?<=in)|(?<=\bpa)|(?<=\bto))['’`´])?|[^\w\s]",
    re.IGNORECASE,
)
SPELLED_ALIKE = 84.0
ONE_SLIP = 1  # a letter too many, too few or wrong, or two swapped
SHORTEST_GUESS = 4  # letters of a word that may be a misspelt number
ENDS = frozenset(".!?;\n")
UNIT_ENDS = ENDS | frozenset(",:)-")  # behind a unit of one letter
YEAR_LETTERS = frozenset({"y", "a"})
SPELT = {
    "half": "½",
    "quarter": "¼",
    "quarters": "¾",
    "year_old": "yo",
    "month_old": "mo",
    "birthday": "birthday",
    "born": "dob",
}


@cache
def vocabulary() -> Any:
    """Return the vocabulary of a blank pipeline: both languages share it, nothing is downloaded."""
    return spacy.blank("xx").vocab


def read(text: str) -> Doc:
    """Return `text` as tokens: "18-month-old" -> 18 - month - old, "He's 3½" -> hes 3 ½."""
    found = list(TOKEN.finditer(text))
    texts = _with_little_ones([_spell(match) for match in found])
    tags = [_kind(match, text) for match, text in zip(found, texts, strict=True)]
    for i in range(len(texts) - 1):
        if tags[i] == "word" and (heard := _number_before(texts, i, tags[i + 1])):
            texts[i], tags[i] = heard, kinds()[heard]
    for i, (first, second) in enumerate(pairwise(found), 1):
        if tags[i - 1] != "number":
            continue
        if _is_spanish_year(found, i, texts) or _is_unit_apart(second, i, texts, tags):
            tags[i] = "unit"
        elif tags[i] == "word":
            tags[i] = _unit_after(first, second, texts[i])
    doc = Doc(vocabulary(), words=texts, tags=tags)
    doc.user_data["places"] = [match.span() for match in found]
    doc.user_data["written"] = [match.group() for match in found]
    return doc


def place(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return where the tokens from `start` up to `end` stand in the message."""
    places = doc.user_data["places"]
    return places[start][0], places[end - 1][1]


def is_joined(doc: Doc, i: int) -> bool:
    """Return True when no space stands on either side of the token at `i`."""
    places = doc.user_data["places"]
    return 0 < i < len(places) - 1 and places[i - 1][1] == places[i][0] and places[i][1] == places[i + 1][0]


def phrases(texts: list[str]) -> list[Doc]:
    """Return phrases to look for, folded as messages are."""
    return [read(text) for text in texts]


def text_at(doc: Doc, i: int) -> str:
    """Return the word at `i`, and a full stop before and after the message."""
    return str(doc[i].text) if 0 <= i < len(doc) else "."


def tag_at(doc: Doc, i: int) -> str:
    """Return the kind of the token at `i`, "" outside the message."""
    return str(doc[i].tag_) if 0 <= i < len(doc) else ""


def clause_before(doc: Doc, start: int, reach: int) -> list[str]:
    """Return up to `reach` words before token `start`, back to the end of the sentence before."""
    before: list[str] = []
    for token in reversed(doc[max(0, start - reach) : start]):
        if token.text in ENDS:
            break
        before.append(token.text)
    return before[::-1]


def clause_after(doc: Doc, end: int, reach: int) -> list[str]:
    """Return up to `reach` words from token `end` on, up to the end of the sentence."""
    after: list[str] = []
    for token in doc[end : end + reach]:
        if token.text in ENDS:
            break
        after.append(token.text)
    return after


def last(words: list[str], back: int = 1) -> str:
    """Return the last word, or the one `back` before the end; "" when there is none."""
    return words[-back] if len(words) >= back else ""


def longest(spans: list[Span]) -> list[Span]:
    """Return spans that do not overlap, the longest first chosen, in the order of the message."""
    return spacy.util.filter_spans(spans)


def _spell(match: "re.Match[str]") -> str:
    word = match.group()
    if match.lastgroup in SPELT:
        return SPELT[match.lastgroup]
    if match.lastgroup in ("abbreviated", "month_short"):
        return match.group()[:-1].lower()
    plain = re.sub(r"['’`´]", "", fold(word)) or word
    return str(words()["misspelt_names"].get(plain, plain))


def _with_little_ones(texts: list[str]) -> list[str]:
    """Return the words with "my lo" (little one) read as "my baby"; "lo" is a Spanish word everywhere else."""
    before = ["", *texts]
    owned = among("my") - {"newborn"}
    return [
        "baby" if text in among("little_one") and owner in owned else text
        for owner, text in zip(before, texts, strict=False)
    ]


def _kind(match: "re.Match[str]", text: str) -> str:
    if match.lastgroup == "digits":
        return "number"
    if match.lastgroup in ("year_old", "month_old", "abbreviated"):
        return "unit"
    if match.lastgroup in ("quarter", "quarters"):
        return "half"
    if match.lastgroup in ("birthday", "born", "month_short"):
        return "word"
    return match.lastgroup or kinds().get(text, "word")


def _number_before(texts: list[str], i: int, kind: str) -> str | None:
    """Return the number that a word before a unit almost spells ("tow years", "eigth months"), None when it is none."""
    text, following = texts[i], texts[i + 1]
    if kind != "unit" or following in among("small_units"):
        return None
    if text in words()["numbers_in_ages"] and texts[i + 2 : i + 3] and texts[i + 2] in among("old"):
        led = i > 0 and texts[i - 1] in among("is_verbs", "my")
        return str(words()["numbers_in_ages"][text]) if led else None  # not "toys for years old"
    if text in words()["numbers_by_ear"]:
        return str(words()["numbers_by_ear"][text])
    if len(text) < SHORTEST_GUESS or text in among("not_numbers") or following in among("self"):
        return None
    best = process.extractOne(text, _long_numbers(), scorer=OSA.distance, score_cutoff=ONE_SLIP)
    return best[0] if best else None


def _is_spanish_year(found: "list[re.Match[str]]", i: int, texts: list[str]) -> bool:
    """Whether an "a" behind a number is a year: months, as short, come next ("3a 4m", "3 a 4 m")."""
    if texts[i] != "a":
        return False
    glued = found[i - 1].end() == found[i].start()
    then = [text for text in texts[i + 1 : i + 4] if text not in ("y", "con")]
    short = ("m", "mes", "meses") if glued else ("m",)  # "3 a 4 meses" is from three to four
    return len(then) > 1 and then[0].isdigit() and then[1] in short


def _is_unit_apart(letter: "re.Match[str]", i: int, texts: list[str], tags: list[str]) -> bool:
    """Whether a small letter behind a number, not glued to it, is its unit: "17 m,", "3 a.", "2 y 4 m"."""
    if letter.group() not in words()["glued_units"] or len(texts[i - 1]) > 2:  # "3 M" is a male, "200 m" a way
        return False
    if texts[i] == "m" and "number" in tags[max(0, i - 4) : i - 1] and YEAR_LETTERS & {*texts[max(0, i - 3) : i - 1]}:
        return True
    begins = i == 1 and texts[2:3] in (["y"], ["and"], ["no"])
    if texts[i] == "m" and (begins or (i > 1 and texts[i - 2] in among("is_verbs", "before_a_unit"))):  # "is 18 m and"
        return True
    if i > 1 and (texts[i - 2] in among("things") or texts[i - 2] == "-"):  # "apt 3 a,", "7p-7a."
        return False
    is_hour = texts[i + 1 : i + 3] == [".", "m"]  # "5 a.m."
    return i + 1 == len(texts) or (texts[i + 1] in UNIT_ENDS and not is_hour)


def _unit_after(number: "re.Match[str]", word: "re.Match[str]", text: str) -> str:
    """Return "unit" for a letter glued to its number ("24m") or a unit almost spelt right ("3 monhts")."""
    if text in words()["glued_units"]:
        return "unit" if number.end() == word.start() else "word"
    if len(text) < 5 or text in among("not_units"):
        return "word"
    return "unit" if closest_unit(text) else "word"


@cache
def _long_numbers() -> list[str]:
    return [number for number in among("numbers", "tens") - {"zero"} if len(number) >= SHORTEST_GUESS]


@cache
def _long_units() -> list[str]:
    return [unit for unit in words()["units"] if len(unit) >= 5]


def closest_unit(text: str) -> str | None:
    """Return the unit that `text` almost spells, None when it spells none."""
    best = process.extractOne(text, _long_units(), scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
    if best:
        return str(best[0])
    mixed = sorted(text)  # "motnhs"
    return next((unit for unit in _long_units() if sorted(unit) == mixed), None)
