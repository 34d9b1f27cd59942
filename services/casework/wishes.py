"""One plain thing that a family wishes for, heard by its name: content/language/wishes.yml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.grown_ups import who_needs_care
from services.casework.phrases import folded, within
from services.directory.slugs import service_id
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

MOST_KEPT = 300  # characters of the words in which it was told


@dataclass(frozen=True, slots=True)
class Wish:
    """A thing by its name: `doors` are ids of services; `others` says that what the search finds follows them.

    `needs` are those under which it is answered, the first of which it is heard as in place of any label of
    `instead_of`; `thing` is what 2-1-1 is to be asked about. What is `heard_only` has the doors of its need.
    """

    id: str
    needs: tuple[str, ...]
    instead_of: frozenset[str]
    doors: tuple[str, ...]
    thing: Mapping[str, str]
    others: bool
    when: re.Pattern[str]
    unless: re.Pattern[str] | None
    of_a_grown_up: bool = False
    who: re.Pattern[str] | None = None
    heard_only: bool = False
    answers: tuple[tuple[re.Pattern[str], str], ...] = ()


def wish_told(text: str | None) -> Wish | None:
    """The wish that a message names; None for none."""
    said = folded(text or "")
    return next((each for each in _wishes() if _is_named(each, said)), None)


def wish_for(need: str, words: str | None) -> Wish | None:
    """The wish that words for a need name; None where they name one for another need, or none."""
    wish = wish_told(words)
    return wish if wish is not None and need in wish.needs and not wish.heard_only else None


def of_the_grown_up(before: str | None, said: str) -> str:
    """The words for help with a grown-up of whom was told, whatever was spoken of since."""
    told = wish_told(said)
    if told is not None and told.of_a_grown_up:
        return said[:MOST_KEPT]
    earlier = wish_told(before)
    kept = before if earlier is not None and earlier.of_a_grown_up else str(_page()["grown_up"])
    return f"{kept}. {said}"[:MOST_KEPT]


def asked_of_the_wish(words: str | None, said: str) -> str | None:
    """The id of the known answer to what is asked about a wish, told now or before."""
    asked, wishes = folded(said), (wish_told(said), wish_told(words))
    found = (id for wish in wishes if wish for pattern, id in wish.answers if pattern.search(asked))
    return next(found, None)


def names_more(wish: Wish, words: str | None) -> bool:
    """Whether the words name another thing of the same need too ("glasses, and a dentist for me")."""
    # Who is worn out by the care of a father seeks no rest from a child.
    return not wish.of_a_grown_up and not _others_named(words).isdisjoint(wish.needs)


def without_unwanted(text: str | None) -> str:
    """Folded words without what they say is not wanted ("vision, not dentist", "no quiero abogado")."""
    return within(_page()["not_wanted"]).sub("", folded(text or ""))


def _others_named(words: str | None) -> set[str]:
    """The needs of the things that words name and want, but for those that a wish is or brings with it."""
    wanted = without_unwanted(words)
    things = vocabulary().things
    named = {key for key, _ in vocabulary().asked(wanted).things} - set(_page()["beside"])
    return {need for key in named for need in (things[key].need, *things[key].also)}


def still_wished(before: str | None, said: str, needs: Sequence[str]) -> str | None:
    """The words of a wish with what is said now, where that names nothing else; None where the wish is over.

    "I don't need to apply, we HAVE husky" is said of the glasses that were asked for.
    """
    wish = wish_told(before)
    if wish is None or wish_told(said) is not None or not set(needs) <= {*wish.needs, *wish.instead_of}:
        return None
    named = {key for key, _ in vocabulary().asked(said).things} - set(_page()["beside"])
    return f"{before}. {said}"[:MOST_KEPT] if not named else None


def said_of_the_line() -> Mapping[str, str]:
    """What is said of 2-1-1 behind a door that gives it."""
    return dict(_page()["summary"])


def _is_named(wish: Wish, said: str) -> bool:
    if wish.of_a_grown_up and not _is_theirs(wish, who_needs_care(said)):
        return False
    return wish.when.search(said) is not None and not (wish.unless and wish.unless.search(said))


def _is_theirs(wish: Wish, who: str | None) -> bool:
    """Whether there is a grown-up who needs care, and one whom the wish is for."""
    return who is not None and (wish.who is None or wish.who.fullmatch(who) is not None)


@cache
def _wishes() -> tuple[Wish, ...]:
    always = frozenset(_page()["for_all"])
    return tuple(
        Wish(
            id=each["id"],
            needs=(each["need"], *each.get("also", ())),
            instead_of=frozenset(each["instead_of"]) | always,
            doors=tuple(map(service_id, each["doors"])),
            thing=each["thing"],
            others=bool(each.get("others", False)),
            when=within(each["when"]),
            unless=within(each["unless"]) if "unless" in each else None,
            of_a_grown_up=each.get("of") == "grown_up",
            who=re.compile(each["who"]) if "who" in each else None,
            heard_only=bool(each.get("heard_only", False)),
            answers=tuple((within(answer["asked"]), answer["id"]) for answer in each.get("answers", ())),
        )
        for each in _page()["wishes"]
    )


def _page() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "wishes.yml")
