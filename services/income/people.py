"""How many people live in a home, out of an answer such as "we are 4" or "me and my two kids"."""

import re
from collections.abc import Sequence
from functools import cache

from services.income.reading import Part, Phrase, parts, phrase_book, split, words

PARTS = ("children", "adults")
_COUNTED_FIRST = re.compile(r"\W*(?P<people>\d{1,2})\s*[.,:;-]+\s*")


def people_in_answer(text: str) -> int | None:
    """The people at home, who writes among them; None when that is not clear."""
    if (first := _spelled_out(text)) is not None:
        return first
    found = parts(text, _phrases())
    numbers = [part for part in found if isinstance(part, float)]
    people = _in_all(found) or _summed(found) or (numbers[0] if len(numbers) == 1 else None)
    if people is None and not numbers:
        people = _named(found)
    return int(people) if people is not None and people % 1 == 0 and 1 <= people <= words()["most_people"] else None


def _spelled_out(text: str) -> int | None:
    """The number that an answer begins with, where behind a sign it says who they are ("4. me my husband our kid")."""
    found = _COUNTED_FIRST.match(text)
    who = split(text[found.end() :])[:1] if found else []
    people = int(found["people"]) if found and who and who[0] in words()["spelled_out"] else 0
    return people if 1 < people <= words()["most_people"] else None


def people_told(text: str) -> int | None:
    """The people at home that a message tells by the way ("its 4 of us", "somos 5"); None where it tells none."""
    said = spoken(text)
    found = next(filter(None, (pattern.search(said) for pattern in _told())), None)
    return int(found["people"]) if found and 1 < int(found["people"]) <= words()["most_people"] else None


def without_people(text: str) -> str:
    """A message without the words that tell how many are at home, so that what it tells of money stands alone."""
    said = spoken(text)
    for pattern in _told():
        said = pattern.sub(" ", said)
    return said


def usual_homes() -> tuple[int, ...]:
    """For how many people at home a limit is told, where that is not known."""
    return tuple(words()["usual"])


def numbers_but_people(text: str) -> list[float]:
    """The numbers of a message that count nobody: "food for 2 people" has none, "900 for 2 kids" has one."""
    found = parts(without_people(text), _phrases())
    return [part for at, part in enumerate(found) if isinstance(part, float) and not _counts_people(found, at, part)]


def _counts_people(found: Sequence[Part], place: int, number: float) -> bool:
    followed = place + 1 < len(found) and _is(found[place + 1], "everyone_after")
    return number <= words()["most_people"] and (followed or _part_after(found, place) is not None)


def spoken(text: str) -> str:
    """A message in plain words and figures, between spaces."""
    return f" {' '.join(_plain(each) for each in split(text))} "


def _plain(part: float | str) -> str:
    return part if isinstance(part, str) else f"{part:g}"


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<= )(?:{each})(?= )") for each in words()["at_home"])


@cache
def _phrases() -> dict[tuple[float | str, ...], Phrase]:
    kinds = ("everyone_before", "everyone_after", "children", "child", "adults", "with_us", "alone")
    return phrase_book(**{kind: [(None, words()[kind])] for kind in kinds})


def _in_all(found: Sequence[Part]) -> float | None:
    """ "We are 4", "4 of us": but "we are 2 adults" counts a part."""
    for place, part in enumerate(found):
        led = place > 0 and _is(found[place - 1], "everyone_before")
        followed = place + 1 < len(found) and _is(found[place + 1], "everyone_after")
        if isinstance(part, float) and (followed or (led and not _part_after(found, place))):
            return part
    return None


def _summed(found: Sequence[Part]) -> float | None:
    """ "Me, my husband and 3 kids": the parts told by number, and those told one by one."""
    numbers = [(part, _part_after(found, place)) for place, part in enumerate(found) if isinstance(part, float)]
    counted = {kind for _, kind in numbers if kind}
    if not counted:
        return None
    total = sum(number for number, kind in numbers if kind)
    return total if "adults" in counted else 1 + total + _one_by_one(found, counted=True)


def _part_after(found: Sequence[Part], place: int) -> str | None:
    """The kind of people that a number counts, right behind it or after one word ("2 little kids")."""
    for part in found[place + 1 : place + 3]:
        if isinstance(part, float):
            return None
        if isinstance(part, Phrase):
            return "children" if part.kind == "child" else part.kind if part.kind in PARTS else None
    return None


def _named(found: Sequence[Part]) -> float | None:
    """ "Just me and my son"; children without a number leave it open."""
    if any(_is(part, "children") for part in found):
        return None
    others = _one_by_one(found, counted=False)
    return 1 + others if others or any(_is(part, "alone") for part in found) else None


def _one_by_one(found: Sequence[Part], *, counted: bool) -> int:
    """Those named without a number: a husband always, a child unless a number before it counts it."""
    children = 0 if counted else sum(_is(part, "child") for part in found)
    return children + sum(_is(part, "with_us") for part in found)


def _is(part: Part, kind: str) -> bool:
    return isinstance(part, Phrase) and part.kind == kind
