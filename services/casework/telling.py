"""Words doors and ages for a family: as much about each door as there is room for, and never half a sentence."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, partial

from services.casework.cards import alert, card, line, opening, reach, say
from services.casework.offer import Offer
from services.library.messages import Messages
from services.library.root import CONTENT

YEARS_FROM = 24  # months; a younger child's age is told in months
_FEW_MONTHS = {0: "age_newborn", 1: "age_month"}
# Characters for all doors of one answer, and for one of them: with an introduction and a question, two short texts.
ROOM = {"sms": 350, "web": 1400}
ONE = {"sms": 200, "web": 700}


def tell(
    offers: Sequence[Offer],
    now: datetime,
    language: str,
    channel: str,
    needs: int = 1,
    first: int | None = None,
) -> str:
    """Each door: how to reach it, and, while there is room, when it is open and what it gives. On a page, cards.

    The channel's room is shared by the `needs` of a message. Doors are numbered from `first`, when it is given.
    """
    room = ROOM[channel] // needs
    versions = [list(_versions(offer, now, language, channel)) for offer in offers]
    chosen = [each[0] for each in versions]
    for index, each in enumerate(versions):
        left = room - sum(map(len, chosen)) + len(chosen[index])
        fitting = [version for version in each if len(version) <= min(ONE[channel], left)]
        chosen[index] = max(fitting, key=partial(_worth, offers[index]), default=each[0])
    told = chosen if first is None else [_numbered(n, door, language) for n, door in enumerate(chosen, first)]
    return ("\n\n" if channel == "web" else "\n").join(told)


def details(offer: Offer, now: datetime, language: str, channel: str) -> str:
    """All that is known of one door."""
    return card(offer, now, language, channel)


def age(months: float, language: str) -> str:
    """A child's age as a family says it: "newborn", "20 months", "4 años"."""
    if months < YEARS_FROM:
        whole = round(months)
        return _words().say(_FEW_MONTHS.get(whole, "age_months"), language, number=whole)
    return _words().say("age_years", language, number=int(months // 12))


def ages(months: Sequence[float], language: str) -> str:
    """Several ages, the oldest first: "9 years, 7 months"."""
    return ", ".join(age(each, language) for each in sorted(set(months), reverse=True))


def choice_of_age(months: float, language: str) -> str:
    """A child as a choice, by its age: "Age: 4 years"."""
    return _words().say("age_choice", language, age=age(months, language))


def means(people: float | None, income: float | None, language: str) -> list[str]:
    """Who lives at home and what comes in (dollars a year), as far as it was told."""
    home = [] if people is None else [_words().say("people_at_home", language, number=int(people))]
    money = [] if income is None else [_words().say("income_a_year", language, dollars=f"{income:,.0f}")]
    return [*home, *money]


def _versions(offer: Offer, now: datetime, language: str, channel: str) -> Iterator[str]:
    """Ever more words on one door; the first says at least how to reach it, and its hours where those were asked."""
    call = reach(offer, language)
    hours = opening(offer.found, now, language) if offer.found and not offer.last_resort else ""
    far = say("farther", language) if offer.found and "widened" in offer.found.why else ""
    short = offer.next_step or call or offer.summary
    asked = offer.found is not None and offer.found.then is not None
    first, last = (hours, "") if asked else ("", hours)
    for notice in _notices(offer, language):
        for parts in (
            (notice, first, short, far),
            (notice, first, short, last, far),
            (notice, first, offer.summary, offer.next_step, call, far),
            (notice, first, offer.summary, offer.next_step, last, call, far),
        ):
            yield line(offer, language, " ".join(filter(None, parts)))
    if channel == "web":
        yield card(offer, now, language, channel)


def _notices(offer: Offer, language: str) -> tuple[str, ...]:
    """That a place has something to say just now, and what it says."""
    told = alert(offer.found, language) if offer.found else ""
    return (say("notice", language), told) if told else ("",)


def _worth(offer: Offer, version: str) -> tuple[bool, int]:
    """Of what there is room for, the place's own notice comes first, then as much as can be told."""
    notice = offer.found.alert if offer.found else None
    return notice is not None and notice in version, len(version)


def _numbered(number: int, door: str, language: str) -> str:
    return say("numbered", language, number=number, door=door)


@cache
def _words() -> Messages:
    return Messages.load(CONTENT / "messages" / "conversation.yml")
