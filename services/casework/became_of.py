"""Hears what became of a door in a longer message ("i called that 559 number, they are not taking my zip")."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from services.casework.asked_of import is_shaped
from services.casework.care_words import matches, patterns, says, words
from services.casework.known_by import BY_WORD, called
from services.casework.naming import Named
from services.casework.no_refusal import is_hearsay, is_none, told_of
from services.casework.phrases import folded
from services.casework.place_reports import fault_of
from services.casework.pointing import kinds, left_over, points
from services.casework.put_as_question import begins_to_ask
from services.casework.referring import program_named
from services.casework.when import door_named
from services.casework.which import Likely, by_own_name, which, which_of
from services.directory.words import is_small

LONGEST: Final = 240  # characters
GIVES: Final = 0.8  # so surely of a thing, and a door is there for it
NO_ANSWER: Final = "no_answer"
WAIT_LIST: Final = "wait_list"
NO: Final = "not_for_us"
FOR_OTHERS: Final = "for_others"  # told so, a place refused as well
FAULTS: Final = ("phone_dead", NO_ANSWER, "full", WAIT_LIST, NO)
TOLD: Final = (*FAULTS, FOR_OTHERS)  # as the page of words has them
BY_ITSELF: Final = ("full", WAIT_LIST)  # told of a door by its name, nobody need be asked there
BY_LINE: Final = ("no_answer", "closed", "moved", "phone_dead")  # of services/casework/place_reports.py
SHORT: Final = 16  # words of a report that names no door
FIGURES: Final = 3  # of a number by which a door is told from the others
_PARTS: Final = re.compile(r"[.!?;\n]+|,|\b(?:so|but|pero|asi que|entonces)\b", re.IGNORECASE)


_JOINED: Final = re.compile(r"\b211(?=[a-z])", re.IGNORECASE)  # "211childcare"


@dataclass(frozen=True, slots=True)
class Became:
    """What became of it; the doors that may be meant, none where it is said of "them"; and what is wished besides.

    `things` are what a place gives that we did not name ("head start has a waiting list").
    """

    fault: str
    doors: tuple[str, ...]
    wished: str
    things: tuple[str, ...] = ()


def became_of(text: str, listed: Sequence[str], doors: Callable[[], Sequence[Named]], language: str) -> Became | None:
    """What a message tells of a door that was called or visited; None where it tells nothing of the kind."""
    pieces = [folded(_JOINED.sub("211 ", part)) for part in _PARTS.split(text) if part.strip()]
    pieces = [told for piece in pieces if not is_hearsay(piece) and (told := told_of(piece)).strip()]
    if len(text) > LONGEST or not pieces or is_none(text):
        return None
    said = folded(" ".join(pieces))
    at, fault = _fault_told(pieces, said)
    if fault is None or says(pieces[at], "supposed"):
        return None
    told, wished = " ".join(pieces[: at + 1]), " ".join(pieces[at + 1 :]).strip()
    wished = wished or next((piece for piece in reversed(pieces[:at]) if says(piece, "wants")), "").strip()
    here = _meant(pieces[at], listed, doors(), language)  # "the 211 one is full", whatever else is told before it
    meant = here or _meant(told, listed, doors(), language)
    if says(pieces[at] if here else folded(told), "others"):
        return None
    if fault == NO_ANSWER and _of_211().search(said):
        meant = meant[:1]  # it is one line for all of them
    if not _is_report(said, fault, meant, alone=_stands_alone(pieces[at], fault, here)):
        return None
    if meant:
        return Became(fault, tuple(each.key for each in meant), wished)
    return _of_none_named(fault, told, said, wished, language)


def _fault_told(pieces: Sequence[str], said: str) -> tuple[int, str | None]:
    """What is wrong, and in which piece that is told; in the first where only the whole tells it."""
    told = [(at, fault) for at, piece in enumerate(pieces) if (fault := fault_in(piece))]
    if told and told[0][1] == NO and WAIT_LIST in (fault for _, fault in told):  # "they told me no, there is a list"
        return told[0][0], WAIT_LIST
    found = next(iter(told), None)
    return found or (0, next((each for each in FAULTS if says(said, "refused", each)), None))


def _stands_alone(piece: str, fault: str, here: Sequence[Likely]) -> bool:
    """Whether it is told of a door by its name in a piece that asks nothing."""
    return fault in BY_ITSELF and any(each.surely for each in here) and not begins_to_ask(piece.strip(), surely=True)


def _is_report(said: str, fault: str, meant: Sequence[Likely], *, alone: bool) -> bool:
    """Whether somebody was asked there, a number is dead, or a door is named with what it said."""
    told = set(said.split())
    of_a_number = fault == "phone_dead" and bool(told & words("number"))
    by_name = bool(meant) and (alone or bool(told & words("said")))
    return says(said, "contact") or of_a_number or by_name


def _of_none_named(fault: str, told: str, said: str, wished: str, language: str) -> Became | None:
    """A report of a place that we did not name, by what it gives, or of "them"; of 211 it would have been a door."""
    if _of_211().search(told):
        return None
    if len(told.split()) <= SHORT and (others := kinds(_before_fault(told), language)):
        return Became(fault, (), wished, tuple(others))
    if (program := program_named(told.strip())) is not None:  # whether or not it was ever listed
        return Became(fault, (f"program:{program}",), wished)
    return Became(fault, (), wished) if _of_them(told, said, language) else None


def wish_beside(text: str, door: Named | None, language: str) -> tuple[str, str] | None:
    """The report of a door that refused, and what is wished behind it that such a door does not give.

    None where nothing else is named: "send me to the legal aid one instead" is a wish for the next of its kind.
    """
    spans = [part.strip() for part in _PARTS.split(text) if part.strip()]
    at = next((at for at, part in enumerate(spans) if fault_in(told_of(folded(part)))), None)
    if at is None or at + 1 == len(spans) or is_hearsay(folded(spans[at])):
        return None
    told, wish = ". ".join(spans[: at + 1]), ". ".join(spans[at + 1 :])
    wished, gives = set(kinds(folded(wish), language)), set(door.things) if door else set()
    asks = "?" in wish or begins_to_ask(wish, surely=True)  # "can i water it down til then" wishes for nothing
    return (told, wish) if wished and wished.isdisjoint(gives) and not asks else None


def fault_in(said: str) -> str | None:
    """What is wrong, by the words of a part of a message."""
    if says(said, "refused", "phone_dead"):
        return "phone_dead"
    found = next((fault for fault in TOLD if says(said, "refused", fault)), None)
    found = NO if found == FOR_OTHERS else found
    known = fault_of(said)
    return found or (known if known in (*BY_LINE, "not_for_us") else None)


def _meant(said: str, listed: Sequence[str], doors: Sequence[Named], language: str) -> list[Likely]:
    """By a number in figures, by its place in the list, by its name or what it gives."""
    if _of_211().search(said):
        called = [door for door in doors if "211" in door.numbers and door.key in listed]
        by_name = [door for door in doors if door.names["en"].startswith("211 ")]
        meant = _giving(said, [*by_name, *called], language) or by_name[-1:] or called
        return [Likely(door.key, surely=True) for door in meant][:2]
    if by_figures := _dialled(said, doors):
        return by_figures
    number, rest = door_named(said)
    numbered = listed[number - 1] if number and number <= len(listed) else None
    for part in (_before_fault(rest), f" {' '.join(_without_fault(rest).split())} "):
        likely = which_of(part, numbered, doors, language)
        if likely and (is_shaped(part) or points(part) or _is_called(part, likely, doors, language)):
            return likely
    if numbered:
        return [Likely(numbered, surely=True)]
    own = by_own_name(said, doors, language)  # "i called TFA and they said no" tells little else of it
    return own if len(own) == 1 else _by_first_word(said, doors)


def _giving(said: str, doors: Sequence[Named], language: str) -> list[Named]:
    """Those of some doors that give what a report names: "211 says there is no rent money" is of the one for rent."""
    named = kinds(said, language)
    return [door for door in doors if any(door.things.get(thing, 0.0) >= GIVES for thing in named)]


def _by_first_word(said: str, doors: Sequence[Named]) -> list[Likely]:
    """The one door whose name begins with the word that says no ("statewide me dijo no", "statewide no me cogio")."""
    first, *then = _before_fault(said).split() or [""]
    if is_small(first) or not all(is_small(word) for word in then):
        return []
    found = [door for door in doors if any(phrase.split()[:1] == [first] for phrase in door.phrases)]
    return [Likely(found[0].key, surely=True)] if len(found) == 1 else []


def _is_called(said: str, likely: Sequence[Likely], doors: Sequence[Named], language: str) -> bool:
    """Whether one of them is called by a word of its name: who was called is named so."""
    named = [door for door in doors if door.key in {each.key for each in likely}]
    return any(each.surely for each in likely) or any(called(said, door, doors, language) >= BY_WORD for door in named)


def _dialled(said: str, doors: Sequence[Named]) -> list[Likely]:
    """The doors whose number holds the figures that stand beside "number", "called"; one alone, else the newest two."""
    if not set(said.split()) & words("by_number"):
        return []
    told = [each for each in said.split() if each.isdigit() and len(each) >= FIGURES]
    found = [door.key for door in doors if told and any(_holds(door, each) for each in told)]
    return [Likely(key, surely=True) for key in found[-2:]]


def _holds(door: Named, figures: str) -> bool:
    """Whether a number of a door has these figures where one of its groups begins."""
    groups = (part for number in door.numbers for part in (number, number[3:], number[6:]))
    return any(part.startswith(figures) for part in groups)


def _before_fault(said: str) -> str:
    """What stands before it: what was refused ("no payment plan") tells no door."""
    found = [match.start() for fault in TOLD for match in matches(said, "refused", fault)]
    return f"{said[: min(found)]} " if found else said


def _without_fault(said: str) -> str:
    for pattern in (pattern for fault in TOLD[1:] for pattern in patterns("refused", fault)):
        said = pattern.sub(" ", said)  # what a dead number is of may stand within those words
    return said


def _of_them(told: str, said: str, language: str) -> bool:
    """Whether it is said of "them", and of nothing else that it names."""
    rest = _without_fault(told)
    for match in list(matches(rest, "contact")):
        rest = rest.replace(match.group(), " ")
    if kinds(rest, language):  # of something that none of those named is
        return False
    others = [word for word in left_over(rest) if word not in words("pronouns") and len(word) > FIGURES]
    pointed = bool(set(said.split()) & words("pronouns")) or says(said, "contact")
    return pointed and len(others) <= FIGURES and len(told.split()) <= SHORT


def corrects(text: str) -> bool:
    """Whether it is told once more which door it was that refused: then another was noted for it."""
    return says(folded(text), "corrects")


def went(text: str) -> bool:
    """Whether somebody was at the place: then none is meant that one can only call."""
    return bool(set(folded(text).split()) & words("went"))


@cache
def _of_211() -> re.Pattern[str]:
    return re.compile(r" (?:211|2 1 1)(?= )")


def named_in(said: str, doors: Sequence[Named], language: str) -> str | None:
    """The one door that some words plainly name ("the legal aid one instead"); None where none, or two may be meant."""
    likely = which(f" {said.strip()} ", doors, language) if said.strip() else []
    plainly = len(likely) == 1 and (likely[0].surely or is_shaped(f" {said.strip()} "))
    return likely[0].key if plainly else None
