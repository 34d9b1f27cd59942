"""Words for a family what the directory knows of a service: when it is open, where it is, what to bring."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache, reduce
from typing import Any, Literal

from services.casework.offer import Offer
from services.casework.when import WEEKDAYS
from services.directory.matching import language_code
from services.directory.question import Found, Then, Window
from services.library.documents import document
from services.library.messages import Messages
from services.library.root import CONTENT

_FILE = CONTENT / "messages" / "directory.yml"
type Words = dict[str, str]

_WHOLE_MILES = 10  # from here on a tenth of a mile says nothing
_SOON = 6  # days: up to here a day of the week says enough

_NUMBER = re.compile(r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")


def card(offer: Offer, now: datetime, language: str, channel: str) -> str:
    """All that is known of a door, a line for each thing; its map only on a page, where it can be tapped."""
    found = offer.found
    lines = [line(offer, language, " ".join(filter(None, (offer.summary, offer.next_step))))]
    lines += _facts(offer, found, now, language, channel) if found else [reach(offer, language)]
    return "\n".join(filter(None, lines))


def line(offer: Offer, language: str, words: str) -> str:
    """A door's name, how far it is, and words on it."""
    if not offer.town:
        return say("door", language, name=offer.name, words=words)
    if offer.miles is None:
        return say("door_in_town", language, name=offer.name, town=offer.town, words=words)
    return say(
        "door_near", language, name=offer.name, town=offer.town, far=far("far", offer.miles, language), words=words
    )


def far(key: str, miles: float, language: str) -> str:
    """How far a door is, as people say it: "3 mi", not "3.0 mi"; at the point we measure from, "in your town"."""
    rounded = round(miles, 1) if miles < _WHOLE_MILES else round(miles)
    if not rounded:
        return say(f"{key}_here", language)
    return say(f"{key}_one" if rounded == 1 else key, language, miles=f"{rounded:g}")


def reach(offer: Offer, language: str) -> str:
    """How to reach a door, when its other words do not say it already."""
    found, said = offer.found, f"{offer.summary} {offer.next_step}"
    phone = (found.phone if found else offer.phone) or ""
    if phone and _digits(phone) not in _digits(said) and not _NUMBER.search(said):  # two numbers in a line confuse
        return say("call", language, phone=phone)
    if found and found.sms and _digits(found.sms) not in _digits(said):
        return say("text_to", language, sms=found.sms)
    if found and not phone and found.url and not offer.next_step:
        return say("web", language, url=found.url)
    return ""


def opening(found: Found, now: datetime, language: str) -> str:
    """When a service is open, or opens next; nothing when it is not known."""
    then = found.then
    if then and not then.window.holds(now):
        return _opening_then(then, language)
    if then and then.state == "unknown" and not then.holiday and found.hours_state == "unknown":
        return say("hours_unknown", language)
    if found.hours_state == "open":
        until = found.closes_at
        return say("open_until", language, time=_clock(until, language)) if until else say("open_always", language)
    if "holiday" in found.why and found.hours_state == "unknown":
        return say("holiday", language)
    if found.next_open is None:
        return say("closed_now", language) if found.hours_state == "closed" else ""
    return _opens(found.next_open, now, language)


def _opening_then(then: Then, language: str) -> str:
    """What is known of a time to come; of several days, the first on which it opens."""
    if then.state == "unknown":
        return say("holiday_then" if then.holiday else "hours_unknown", language)
    if not then.spans:
        return say("closed_then", language, when=when_words(then.window, language))
    first = then.spans[0][0]
    spans = [span for span in then.spans if span[0].date() == first.date()]
    several_days = then.window.end - then.window.start > timedelta(days=1)
    when = day_words(first, language) if several_days else when_words(then.window, language)
    if any(closes - opens >= timedelta(days=1) for opens, closes in spans):
        return say("open_then_always", language, when=when)
    told = [
        say("span", language, opens=_clock(opens, language), closes=_clock(closes, language)) for opens, closes in spans
    ]
    joined = reduce(lambda first, second: say("span_and", language, first=first, second=second), told)
    return say("open_then", language, when=when, spans=joined)


def when_words(window: Window, language: str) -> str:
    """How a time that was asked about is named within a sentence: "now", "on Saturday"."""
    if window.code in WEEKDAYS:
        return day_words(window.start, language)
    return say(f"when_{window.code}", language)


def day_words(day: datetime, language: str) -> str:
    """A day of the week within a sentence: "on Saturday"."""
    return say("when_day", language, day=_days()[day.weekday()]["es" if language == "es" else "en"])


def _opens(moment: datetime, now: datetime, language: str) -> str:
    which, words = moment_words(moment, now, language)
    return say(f"opens_{which}", language, **words)


def moment_words(moment: datetime, now: datetime, language: str) -> tuple[Literal["today", "tomorrow", "on"], Words]:
    """How a moment to come is named, and the words for it: `time`, and `day` when it is neither today nor tomorrow."""
    days = (moment.date() - now.date()).days
    time = _clock(moment, language)
    if days < 2:
        return ("tomorrow" if days else "today"), {"time": time}
    day = _days()[moment.weekday()]["es" if language == "es" else "en"]
    if days > _SOON:
        day = say("day_and_date", language, day=day, month=moment.month, date=moment.day)
    return "on", {"day": day, "time": time}


def alert(found: Found, language: str) -> str:
    """What its feed says of it just now, whole and in its own words."""
    if not found.alert:
        return ""
    ended = found.alert if found.alert.endswith((".", "!", "?")) else f"{found.alert}."
    return say("alert", language, alert=ended)


def _facts(offer: Offer, found: Found, now: datetime, language: str, channel: str) -> Iterator[str]:
    yield alert(found, language)
    yield opening(found, now, language)
    if found.address:
        away = far("away", found.miles, language) if found.miles and found.reach == "statewide" else ""
        yield f"{say('place', language, address=found.address)}. {away}".strip()
    elif "hidden_place" in found.why:
        yield say("hidden_place", language)
    yield " ".join(filter(None, (_cost(found, language), _spoken(found, language))))
    yield _bring(found, language)
    yield " ".join(filter(None, (reach(offer, language), say("stale", language) if found.stale else "")))
    if channel == "web" and found.map_url:
        yield say("map", language, url=found.map_url)


def notes(found: Found, language: str) -> Iterator[str]:
    """What else is known of a service, a sentence for each thing; how to reach it is not among them."""
    hidden = say("hidden_place", language) if "hidden_place" in found.why and not found.address else ""
    farther = say("farther", language) if "widened" in found.why else ""
    stale = say("stale", language) if found.stale else ""
    told = (
        alert(found, language),
        hidden,
        _cost(found, language),
        _spoken(found, language),
        _bring(found, language),
        farther,
        stale,
    )
    yield from filter(None, told)


def _cost(found: Found, language: str) -> str:
    return say(found.cost, language) if found.cost != "unknown" else ""


def _bring(found: Found, language: str) -> str:
    return say("bring", language, documents=", ".join(found.documents)) if found.documents else ""


def _spoken(found: Found, language: str) -> str:
    codes = set(map(language_code, found.languages))
    if language != "es" or not codes:
        return ""
    return say("language" if "es" in codes else "other_language", language)


def _clock(moment: datetime, language: str) -> str:
    hour = moment.hour % 12 or 12
    half = say("morning" if moment.hour < 12 else "evening", language)
    minute = f":{moment.minute:02d}" if moment.minute else ""
    return say("clock_one" if hour == 1 else "clock", language, hour=hour, minute=minute, half=half)


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def say(key: str, language: str, **values: object) -> str:
    """A line of content/messages/directory.yml."""
    return _words().say(key, language, **values)


@cache
def _words() -> Messages:
    return Messages.load(_FILE)


@cache
def _days() -> list[Mapping[str, Any]]:
    return list(document(_FILE)["days"])
