"""What was told of who it is about (a pregnancy, a newborn, an illness), read together with what is told later."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from services.library.root import CONTENT
from services.safety import told_page
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, without

LATELY: Final = 3  # messages back in which a sign still belongs to what is told now
CACHED: Final = 512  # messages


@dataclass(frozen=True, slots=True)
class Sign:
    """A danger that a message tells of, for such a person; a `doubt` is asked about first. `id` names the rule."""

    id: str
    crisis: str
    doubt: bool


def who(text: str, earlier: Sequence[str] = (), content: Path = CONTENT) -> frozenset[str]:
    """Return all that is known of who it is about; what is true for the moment only from the last messages."""
    lasting, fleeting = told_page.kinds(content)
    known = frozenset().union(*(_told(each, content) for each in earlier)) & lasting
    late = frozenset().union(*(_told(each, content) for each in (*earlier[-LATELY:], text)))
    return known | (late & (lasting | fleeting))


def together(text: str, earlier: Sequence[str] = (), content: Path = CONTENT) -> Sign | None:
    """Return what a message tells of, read with who it is about; None where it tells of no danger for them.

    A sign of the last messages counts where this one tells for the first time of whom it was said.
    """
    before = who("", earlier, content)
    found = list(_signs(fold(text), who(text, earlier, content), content, before))
    if new := _told(text, content) - before:
        late = [fold(each) for each in earlier[-LATELY:]]
        found += [sign for each in late for sign in _signs(each, new, content)]
    return next((sign for sign in found if not sign.doubt), found[0] if found else None)


def calm(crisis: str, text: str, earlier: Sequence[str] = (), content: Path = CONTENT) -> str | None:
    """Return the known answer to what only sounds of such a danger (a landlord and the locks, no partner), or None."""
    found = _calm(crisis, text, earlier, content)
    return found.answer if found else None


def is_surely_calm(crisis: str, text: str, earlier: Sequence[str], content: Path = CONTENT) -> bool:
    """Whether it can be said by nobody else than who was told of before ("if I don't pay he puts me out")."""
    found = _calm(crisis, text, earlier, content)
    return found is not None and _any(fold(text), found.surely)


def asks_of_calm(text: str, content: Path = CONTENT) -> bool:
    """Whether a message asks what may be done by law, of what only sounds of a danger ("can he change the locks")."""
    return any(_any(fold(text), each.asks) for each in told_page.calm(content))


def sounds_calm(crisis: str, text: str, content: Path = CONTENT) -> bool:
    """Whether a message holds words that only sound of such a danger where the right people are told of (locks)."""
    return any(_any(fold(text), each.when) for each in told_page.calm(content) if crisis in each.of)


def beside_calm(crisis: str, text: str, content: Path = CONTENT) -> str:
    """Return the folded words that stand beside what only sounds of such a danger ("he comes in at night")."""
    rest = list(fold(text))
    for each in told_page.calm(content):
        for _, start, end in matches(fold(text), each.when if crisis in each.of else {}):
            rest[start:end] = " " * (end - start)
    return " ".join("".join(rest).split())


def topic(crisis: str, text: str, earlier: Sequence[str] = (), content: Path = CONTENT) -> str | None:
    """Return the answer to a danger by who it is about; None where nothing that was told changes it."""
    folded, sign = fold(text), together(text, earlier, content)
    before, known = who("", earlier, content), who(text, earlier, content)
    for each in told_page.topics(content):
        about = before if each.later else known
        by_sign = sign is not None and sign.id in each.by
        by_words = (not each.who or not each.who.isdisjoint(about)) and _any(folded, each.when)
        if crisis in each.of and (by_sign or by_words) and not _any(folded, each.unless):
            return each.topic
    return None


def named(text: str, earlier: Sequence[str] = (), content: Path = CONTENT) -> str:
    """Return a message in which "they" has its name, where such a one was told of before; else the message itself."""
    known = who("", earlier, content)
    for each in told_page.page(content)["stands_for"]:
        if each["who"] in known:
            text = re.sub(rf"\b(?:{'|'.join(each['words'])})\b", each["name"], text, flags=re.IGNORECASE)
    return text


def _calm(crisis: str, text: str, earlier: Sequence[str], content: Path) -> told_page.Calm | None:
    folded, known = fold(text), who(text, earlier, content)
    for each in told_page.calm(content):
        of_them = not each.who.isdisjoint(known) and each.but.isdisjoint(known)
        late = (without(fold(said), each.aside) for said in (text, *earlier[-LATELY:]))
        harmed = any(_any(said, each.unless) for said in late)
        if crisis in each.of and of_them and _any(folded, each.when) and not harmed:
            return each
    return None


def _signs(folded: str, known: frozenset[str], content: Path, before: frozenset[str] = frozenset()) -> Iterator[Sign]:
    for rule in told_page.rules(content):
        if rule.who.isdisjoint(before if rule.later else known) or _any(folded, rule.unless):
            continue
        if _any(folded, rule.alarm):
            yield Sign(rule.id, rule.crisis, doubt=False)
        elif _any(folded, rule.doubt):
            yield Sign(rule.id, rule.crisis, doubt=True)


def _any(folded: str, among: Phrases) -> bool:
    return next(matches(folded, among), None) is not None


@lru_cache(maxsize=CACHED)
def _told(text: str, content: Path) -> frozenset[str]:
    """What one message tells of somebody."""
    folded = fold(text)
    said, unless = told_page.said(content)
    found, taken_back = ({each.id.partition("/")[0] for each, _, _ in matches(folded, some)} for some in (said, unless))
    return frozenset(found - taken_back)
