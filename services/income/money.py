"""What comes in before taxes, in dollars a year, out of an answer such as "600 a week" or "$15 an hour 30 hours"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from services.income.people import numbers_but_people, spoken
from services.income.reading import Part, Phrase, parts, phrase_book, split, words

CLAUSES = re.compile(r"[.;!?\n]+|,(?!\d{3}\b)|\b(?:and|but|y|pero)\b", re.IGNORECASE)
WEEKS = 52
BESIDE = 2  # words that may stand between an amount and how often it comes: "914 SSI a month"
SAME = 0.05  # a share by which the same pay, told by the hour and by the month, may differ
WIDEST = 3  # a range is no wider than this: "500 to 2000" is two things


@dataclass(slots=True)
class _Told:
    """What a message holds: dollars a year that are settled, rates and counts by unit, and numbers without either."""

    settled: float = 0
    pairs: int = 0
    rates: list[tuple[str, float]] = field(default_factory=list)
    counts: dict[str, float] = field(default_factory=dict)
    bare: list[float] = field(default_factory=list)


def a_year_in_answer(text: str) -> float | None:
    """Dollars a year; None when that is not clear. A number alone is a month's, as the question asks."""
    found = _ranges_joined(parts(text, _phrases()))
    told = _told(found)
    amount = _sum(told)
    if amount is None and not any(isinstance(each, float) for each in found):
        amount = 0 if Phrase("nothing") in found else None
    return amount if amount is not None and amount <= words()["bare"]["most"] else None


def tells_earning(text: str) -> bool:
    """Whether a message with a sum in it says who earns or gets it: "I make 900"; no "we get food for 2 people"."""
    spoken = f" {' '.join(map(str, split(text)))} "
    earning = (f" {' '.join(map(str, split(phrase)))} " for phrase in words()["earning"])
    return bool(numbers_but_people(text)) and any(phrase in spoken for phrase in earning)


@cache
def _phrases() -> dict[tuple[float | str, ...], Phrase]:
    page = words()
    return phrase_book(
        often=[(each["times"], each["words"]) for each in page["often"]],
        rate=[(each["unit"], each["words"]) for each in page["rates"]],
        count=[(each["unit"], each["words"]) for each in page["counts"]],
        full_time=[(page["full_time"]["hours"], page["full_time"]["words"])],
        nothing=[(None, page["nothing"])],
    )


def _ranges_joined(found: Sequence[Part]) -> list[Part]:
    """ "1800 to 2200" as its middle; with "between" before it, "and" joins as well."""
    kept: list[Part] = []
    for part in found:
        low, joint = (kept[-2], kept[-1]) if len(kept) > 1 else (None, None)
        if isinstance(part, float) and isinstance(low, float) and _is_range(low, part, joint, kept[:-2]):
            kept[-2:] = [(low + part) / 2]
        else:
            kept.append(part)
    return kept


def _is_range(low: float, high: float, joint: Part | None, before: Sequence[Part]) -> bool:
    led = bool(before) and before[-1] in words()["between"]
    joins = joint in words()["up_to"] or (led and joint in words()["joining"])
    return joins and words()["bare"]["least"] <= low < high < WIDEST * low


def _told(found: Sequence[Part]) -> _Told:
    told, before = _Told(), None
    for place, part in enumerate(found):
        if isinstance(part, Phrase) and part.kind == "full_time":
            told.counts["hour"] = part.value
        elif isinstance(part, Phrase) and part.kind == "often" and not _has_amount(found, place):
            before = part  # "every week I get 600"
        elif isinstance(part, float):
            _take(told, part, _meaning(found, place) or before)
            before = None
    return told


def _take(told: _Told, amount: float, meaning: Phrase | None) -> None:
    if meaning is None:
        told.bare.append(amount)
    elif meaning.kind == "often":
        told.settled, told.pairs = told.settled + amount * meaning.value, told.pairs + 1
    elif meaning.kind == "rate":
        told.rates.append((meaning.value, amount))
    else:
        told.counts[meaning.value] = amount


def _meaning(found: Sequence[Part], place: int) -> Phrase | None:
    """The phrase that says what a number is: right behind it, or after a word or two."""
    for part in found[place + 1 : place + 2 + BESIDE]:
        if isinstance(part, float):
            return None
        if isinstance(part, Phrase) and part.kind in ("often", "rate", "count"):
            return part
    return None


def _has_amount(found: Sequence[Part], place: int) -> bool:
    """Whether a number before this phrase takes it as its own."""
    earlier = range(max(0, place - 1 - BESIDE), place)
    return any(isinstance(found[each], float) and _meaning(found, each) is found[place] for each in earlier)


def _sum(told: _Told) -> float | None:
    rates = told.rates
    bare = [each for each in told.bare if each >= words()["bare"]["least"]] if told.pairs or rates else told.bare
    if not told.pairs and not rates and told.counts and len(bare) == 1:
        rates, bare = [(next(iter(told.counts)), bare[0])], []  # "30 hours at 15"
    if any(unit not in told.counts for unit, _ in rates):
        return None
    if not bare and _is_one_pay(told):
        return told.settled
    if not told.pairs and not rates:
        return _of_bare(bare[0]) if len(bare) == 1 else None
    return None if bare else told.settled + sum(rate * told.counts[unit] * WEEKS for unit, rate in rates)


def _is_one_pay(told: _Told) -> bool:
    """Whether "19 an hour full time, about 3300 a month" tells one pay twice."""
    if told.pairs != 1 or len(told.rates) != 1:
        return False
    unit, amount = told.rates[0]
    return abs(amount * told.counts[unit] * WEEKS - told.settled) <= SAME * told.settled


def _of_bare(amount: float) -> float | None:
    limits = words()["bare"]
    if amount >= limits["year_from"] or amount == 0:
        return amount
    return amount * 12 if limits["least"] <= amount < limits["unclear_from"] else None


def a_year_told(text: str) -> float | None:
    """Dollars a year that a message tells by the way ("gano 900 a la semana"); None where that is open."""
    said = [each for each in CLAUSES.split(text) if tells_earning(each) and not _is_anothers(each)]
    clear = (each for each in said if _is_a_year(each) or any(map(_is_often, parts(each, _phrases()))))
    told = (amount for each in clear if (amount := a_year_in_answer(each)) is not None)
    return next((amount for amount in told if amount >= words()["least_told"]), None)


def _is_anothers(clause: str) -> bool:
    return any(f" {phrase} " in f" {' '.join(map(str, split(clause)))} " for phrase in words()["not_theirs"])


def _is_a_year(clause: str) -> bool:
    """Whether a number that can only be a year's is the pay of who writes, told as of now: "I make 58k"."""
    told, beside = _a_year()
    said = spoken(clause)
    paid = (float(found["pay"]) for found in told.finditer(said) if not beside.search(said))
    return any(pay >= words()["bare"]["year_from"] for pay in paid)


@cache
def _a_year() -> tuple[re.Pattern[str], re.Pattern[str]]:
    page = words()["a_year"]
    return re.compile(page["told"]), re.compile(page["not_beside"])


def _is_often(part: Part) -> bool:
    return isinstance(part, Phrase) and part.kind in ("often", "rate")
