"""Hears in a family's own words that it wants no more texts, by the rules of content/texts/opt_out.yml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.patterns import parse, to_regex
from services.safety.phrases import Phrases, matches, phrases

# Signs at which a clause ends, beside the ends of sentences that folding knows. A dash counts between spaces only.
_BREAKS: Final = re.compile(r"[,:()¡¿|/]+|\s[-–—]+\s")
LONGEST: Final = 1_600  # characters: what one text holds
NEAR: Final = 4  # words before what is asked that may tell of somebody else
SEVERAL: Final = 40  # words in one breath, behind which nobody asks for anything
MOST: Final = 6  # leads before what is asked, or tails behind it


@dataclass(frozen=True, slots=True)
class Rules:
    """What a clause, or a whole message, may be; what may stand before it (`leads`) and behind it.

    `tails` and `ends` are regular expressions as text; `ends` also allows a reason without a full stop before it.
    """

    asks: Phrases
    alone: Phrases
    about: Phrases
    beside: Phrases
    told: Phrases
    deleting: Phrases
    other: Phrases
    more: Phrases
    anywhere: frozenset[str]
    leads_on: frozenset[str]
    leads: re.Pattern[str]
    first: re.Pattern[str]
    tails: str
    ends: str
    cuts: re.Pattern[str]


def asks_to_stop(text: str, content: Path = CONTENT) -> str | None:
    """Return the id of the rule by which `text` asks us to text no more ("no_more_en/1"); None when it does not."""
    known = rules(content)
    message = fold(_BREAKS.sub(". ", text[:LONGEST]))
    if found := _within(message.replace(". ", ""), known.alone, known, known.tails):
        return found
    clauses = [""] + [clause for clause in known.cuts.split(message) if clause]
    of_texts = any(matches(message, known.about))
    for before, clause in pairwise(clauses):
        found = _within(clause, known.asks, known, known.ends)
        if not found and of_texts:
            found = _within(clause, known.beside, known, known.tails)
        if found and not any(matches(before, known.told)):
            return found
    return None


def speaks_of_others(text: str, content: Path = CONTENT) -> bool:
    """Whether `text` speaks of others' texts, or asks for more or other ones: then it is seldom such a wish."""
    return any(matches(fold(text[:LONGEST]), rules(content).other))


def wants_more(text: str, content: Path = CONTENT) -> bool:
    """Whether `text` asks for more texts, for later ones, or takes a wish for silence back."""
    return any(matches(fold(text[:LONGEST]), rules(content).more))


def asks_to_delete(text: str, content: Path = CONTENT) -> bool:
    """Whether a wish to end texts also asks to erase what we hold: a person must see to that."""
    return any(matches(fold(text[:LONGEST]), rules(content).deleting))


def _within(clause: str, among: Phrases, known: Rules, tails: str) -> str | None:
    """The phrase that a clause is, apart from what may lead and follow it."""
    for phrase, start, _ in matches(clause, among):
        if _led_by(clause[:start], phrase.id, known) and _with_tails(phrase.written, tails).fullmatch(clause, start):
            return phrase.id
    return None


def _led_by(words: str, phrase: str, known: Rules) -> bool:
    """Whether what stands before a phrase only leads on to it, or, for some, is something else that was said first."""
    if known.leads.fullmatch(words):
        return True
    first = known.first.fullmatch(words) if phrase in known.anywhere and words.count(" ") < SEVERAL else None
    if not first:
        return False
    said, leads = first["said"].split(), words[first.end("said") :].split()
    on_to = {said[-1], *leads[:1]} & known.leads_on
    return not on_to and not any(matches(f"{' '.join(said[-NEAR:])} ", known.other))


@cache
def _with_tails(phrase: str, tails: str) -> re.Pattern[str]:
    return re.compile(f"(?:{phrase}){tails}")


@cache
def rules(content: Path) -> Rules:
    """Load the rules. Raises ValueError, quoting the pattern, where one cannot be read."""
    return read_rules(document(content / "texts" / "opt_out.yml"))


def read_rules(page: Mapping[str, Any]) -> Rules:
    """The rules that a page holds; raises ValueError."""
    words = page["words"]
    return Rules(
        asks=phrases(dict(_numbered(page["asks"])), words),
        alone=phrases(dict(_numbered(page["alone"])), words),
        about=_of_one("about", page["about"], words),
        beside=phrases(dict(_numbered(page["beside"])), words),
        told=_of_one("told", page["told"], words),
        deleting=_of_one("deleting", page["deleting"], words),
        other=_of_one("other", page["other"], words),
        more=_of_one("more", page["more"], words),
        anywhere=frozenset(page["anywhere"]),
        leads_on=frozenset(page["leads_on"]),
        leads=re.compile(_some(page["leads"], words)),
        first=re.compile(f"(?P<said>(?:[a-z0-9]+ )+?){_some(page['leads'], words)}"),
        tails=_some(page["tails"], words),
        ends=_some(page["tails"], words) + rf"(?:(?:{'|'.join(page['reasons'])}) .*)?",
        cuts=_cuts(page["behind"], page["before"]),
    )


def _of_one(name: str, patterns: Sequence[str], words: Mapping[str, str]) -> Phrases:
    return phrases(dict(_numbered([{"id": name, "patterns": patterns}])), words)


def _numbered(groups: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from ((f"{group['id']}/{number}", each) for number, each in enumerate(group["patterns"], start=1))


def _some(patterns: Sequence[str], words: Mapping[str, str]) -> str:
    """Up to MOST of the patterns: without a bound, a message of nothing but such words could be read endlessly."""
    each = "|".join(to_regex(parse(pattern, words)) for pattern in patterns)
    return f"(?:{each}){{0,{MOST}}}"


def _cuts(behind: Sequence[str], before: Sequence[str]) -> re.Pattern[str]:
    """Where a folded message is cut: at the ends of sentences, at some words, before some others."""
    return re.compile(rf"\. |\b(?:{'|'.join(behind)}) |(?=\b(?:{'|'.join(before)}) )")
