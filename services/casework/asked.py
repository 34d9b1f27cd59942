"""Hears what a family asks about a place that was just named ("how much is it"), and answers by what is known of it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from services.casework.cards import reach, say
from services.casework.insured import without_insurance
from services.casework.offer import Offer, digits
from services.casework.phrases import folded, sentences, within
from services.casework.when import door_named
from services.directory.matching import language_code
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 140  # characters of a message that is such a question and nothing else
MOST_ASKED = 2
PRIVATE = "private"  # whether they tell anybody
COST = "cost"
LINE = "211"
SAME = "same"  # whether several have one number
LOOKED_FOR = (
    "bring",
    "appointment",
    "in_person",
)  # a summary that has the word may tell another thing
FIRST = "first"  # "which first?" names what is asked about, and is no question about it
_BEGINS = ("do", "does", "will", "would", "can", "could", "are", "ellos", "ellas")  # a question without its sign
_SITE = re.compile(r"(?<![@\w.-])[\w.-]+\.(?:org|com|gov|net)(?:/[\w./-]*)?")
_MORE = re.compile(r"[.,;:!]\s+\S")  # a sentence and another
ABOUT_THE_FIRST = (
    FIRST,
    "how",
    "number",
    "all_children",
    "people",
    "private",
    "spoken",
    "stand_in",
    "status",
    "visits",
    "wait",
    "what",
)  # of several named, the first is told, with its number


def aspects_asked(text: str) -> list[str]:
    """What of a place a message asks about, by the names in content/language/asking.yml; [] when it asks nothing."""
    said = folded(text)
    found = [aspect for aspect, patterns in _asks().items() if any(p.search(said) for p in patterns)]
    if PRIVATE in found and not set(_table()["of_us"]).isdisjoint(said.split()):
        found.remove(PRIVATE)  # whether we tell has an answer of its own
    return [SAME] if SAME in found else found[:1] if FIRST in found else found[:MOST_ASKED]


def only_asks(text: str) -> list[str]:
    """The same where a message holds little besides and names nothing else: no network needs to tell what it means."""
    aspects = aspects_asked(text)
    if not aspects or len(text) > LONGEST:
        return []
    others = beside(without(without_insurance(folded(text)), aspects))
    few = len(others) <= _table()["most_others"]
    return aspects if few and not vocabulary().asked(" ".join(others)).things else []


def asks_of_them(text: str) -> bool:
    """Whether a short question is about those who were named ("do they have parking"), and names nothing else."""
    said, them = folded(text), _table()["them"]
    if _MORE.search(text) or len(text) > LONGEST or any(f" {word} " in said for word in (*them["past"], *them["us"])):
        return False
    begins = any(re.search(each, said) for each in them["shapes"])
    rest = " ".join(word for word in said.split() if word not in them["small"])
    return begins and ("?" in text or said.split()[0] in _BEGINS) and not vocabulary().asked(rest).things


def without(said: str, aspects: Sequence[str]) -> str:
    """A folded text without the words by which it asks."""
    for pattern in (pattern for aspect in aspects for pattern in _asks().get(aspect, ())):
        said = pattern.sub(" ", said)
    return said


def beside(said: str) -> list[str]:
    """The words of a folded text that are no small ones, nor a door's place in the list."""
    return [word for word in door_named(said)[1].split() if word not in _fillers() and not word.isdigit()]


def speaks_to_us(text: str) -> bool:
    """Whether a question is put to who writes here ("do you charge"), and not about the places that were named."""
    return not set(_table()["of_us"]).isdisjoint(folded(text).split())


def door_asked_about(text: str) -> int | None:
    """The number of the door that a question names, None when it names none."""
    return door_named(folded(text))[0]


def told(door: Offer, aspect: str, language: str) -> str:
    """One door's answer: its name and what is known of it, or that we do not know and whom to ask."""
    known = KNOWN[aspect](door, language) or _in_its_words(door, aspect, language)
    words = known or " ".join(filter(None, (say(f"unknown_{aspect}", language), _call(door, language))))
    return say("door", language, name=door.name, words=words)


def _in_its_words(door: Offer, aspect: str, language: str) -> str:
    """What it says of itself, where that answers the question ("You need not be a citizen")."""
    words = () if aspect in LOOKED_FOR else _table()["said"].get(aspect, ())
    found = door.summary if any(word in door.summary.casefold() for word in words) else ""
    first = aspect == COST and any(f" {word} " in folded(found) for word in _table()["only_first"])
    return f"{found} {say('cost_after', language)}" if first else found


def _call(door: Offer, language: str) -> str:
    phone = (door.found.phone if door.found else door.phone) or ""
    by_itself = phone and digits(phone) != LINE  # of 2-1-1 its own words say what to ask for there
    return say("call", language, phone=phone) if by_itself else door.next_step


def _cost(door: Offer, language: str) -> str:
    found = door.found
    return say(found.cost, language) if found and found.cost != "unknown" else door.cost


def _insurance(door: Offer, language: str) -> str:
    """Who asks each family for what it can pay is a health center, which takes any insurance or none."""
    return say("any_insurance", language) if door.found and door.found.cost == "sliding" else ""


def _bring(door: Offer, language: str) -> str:
    found = door.found
    if found and found.documents:
        return say("bring", language, documents=", ".join(found.documents))
    return "" if found else door.bring or _that_say("bring", door.next_step)


def _spoken(door: Offer, language: str) -> str:
    """That Spanish is spoken, by its record or in its own words ("Ask for Spanish if you like")."""
    spoken = set(map(language_code, door.found.languages)) if door.found else set()
    told = _that_say("spoken", *sentences(door.summary), *sentences(door.next_step))
    return told or (say("language", language) if "es" in spoken else "")


def _place(door: Offer, language: str) -> str:
    found = door.found
    if found is None:
        return ""
    if found.address:
        away = say("away", language, miles=found.miles) if found.miles else ""
        return f"{say('place', language, address=found.address)}. {away}".strip()
    if "hidden_place" in found.why:
        return say("hidden_place", language)
    return f"{say('whole_state', language)} {door.next_step}" if found.reach == "statewide" else ""


def _steps(door: Offer, language: str) -> str:
    return " ".join(filter(None, (door.next_step, reach(door, language))))


def _what(door: Offer, _language: str) -> str:
    return " ".join(filter(None, (door.summary, door.next_step)))


def _visits(door: Offer, _language: str) -> str:
    """What it says of coming to a home; a line that says nothing of it is not guessed at."""
    return _that_say("visits", door.summary, door.next_step)


def _that_say(aspect: str, *texts: str) -> str:
    """Those of some texts that hold a word of what is asked."""
    words = _table()["said"][aspect]
    return " ".join(each for each in texts if any(word in each.casefold() for word in words))


def _nothing(_door: Offer, _language: str) -> str:
    return ""


def _in_person(door: Offer, language: str) -> str:
    """Whether they come, or have a place to go to; nothing where neither is known."""
    if visits := _that_say("in_person", door.summary, door.next_step):
        return visits
    address = door.found.address if door.found else None
    return say("has_place", language, address=address) if address else ""


def _online(door: Offer, language: str) -> str:
    """The page that its own words name."""
    found = _SITE.search(f"{door.next_step} {door.summary}")
    return say("online", language, site=found.group().rstrip(".")) if found else ""


def _appointment(door: Offer, _language: str) -> str:
    """What its own words say of an appointment, or of just coming."""
    return _that_say("appointment", *sentences(door.summary), *sentences(door.next_step))


KNOWN = {
    "all_children": _nothing,
    "appointment": _appointment,
    "bring": _bring,
    "cost": _cost,
    "first": _steps,
    "how": _steps,
    "in_person": _in_person,
    "insurance": _insurance,
    "number": _call,
    "online": _online,
    "people": _nothing,
    "place": _place,
    "private": _nothing,
    "referral": _nothing,
    "same": _call,
    "spoken": _spoken,
    "stand_in": _nothing,
    "status": _nothing,
    "visits": _visits,
    "wait": _nothing,
    "what": _what,
}


@cache
def _asks() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {aspect: tuple(map(within, patterns)) for aspect, patterns in _table()["asks"].items()}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "asking.yml")
