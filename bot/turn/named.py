"""What words of a family mean of the doors that were named in its talk: a question, a report, a wish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from casebook.records import Pending
from services.casework.asked import FIRST, SAME, asks_of_them, door_asked_about, only_asks
from services.casework.asked_of import DETAILS, UNKNOWN, AskedOf, asked_of, asks_for_the_other, hours_of, names_another
from services.casework.commands import command
from services.casework.consent_asked import asked_in_consent
from services.casework.gives import giver
from services.casework.insured import insurance_told
from services.casework.naming import Named, Services, in_mind, named
from services.casework.phrases import folded
from services.casework.place_reports import report_said
from services.casework.referring import asks_to_refer
from services.casework.report_of import report_of
from services.casework.silent_lines import BUSY, line_alone
from services.casework.walk_in import walk_in_asked
from services.casework.when import VISITS, WALK, asks_for_visits, hours_asked
from services.casework.which import by_own_name

ASK: Final = "ask_about"
REPORT: Final = "report_place"
UNCLEAR: Final = "unclear"  # a door is spoken of, and none that was named is known by that
CONSENT: Final = "sharing_form"
OPEN: Final = (None, "details_form")  # where other forms do not hear for themselves

OF_ALL: Final = frozenset((SAME, FIRST))  # asked of all that were named ("the same number for both")

type Meaning = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk stands. `doors` are those that were named in it, looked up when they are first asked for."""

    text: str
    language: str
    slots: dict[str, Any]
    loop: str | None
    doors: Callable[[], Sequence[Named]]

    @classmethod
    def of(cls, pending: Pending, services: Services) -> Self:
        """The talk that a message stands in."""
        state = pending.conversation.state or {}
        slots = state.get("slots") or {}
        keys = in_mind([*(slots.get("shown") or ()), *(slots.get("listed") or ())])
        language = slots.get("language") or pending.conversation.language
        loop = (state.get("loop") or {}).get("name")
        return cls(pending.text, language, slots, loop, lambda: named(keys, services))

    def standing(self) -> Sequence[Named]:
        """The doors but those that refused or failed, unless the message calls one by its own name."""
        wrong, doors = set(self.slots.get("reported") or ()), self.doors()
        called = {each.key for each in by_own_name(folded(self.text), doors, self.language)}
        return [door for door in doors if door.key not in wrong or door.key in called]

    @property
    def listed(self) -> list[str]:
        """The doors of the last list, in its order."""
        return list(self.slots.get("listed") or ())

    @property
    def needs(self) -> list[str]:
        """What the talk is about, told first first."""
        return list(self.slots.get("needs") or ())

    @property
    def begun(self) -> bool:
        """Whether any door was named."""
        return bool(self.slots.get("shown") or self.slots.get("listed"))


def spoken_of(talk: Talk) -> Meaning | None:
    """What is said of a door in the way in which one speaks of what was named ("la de los abogados, ¿cobra?")."""
    if not talk.begun or talk.loop not in (*OPEN, CONSENT):
        return None
    if talk.loop in OPEN and talk.slots.get("needs") and line_alone(talk.text) is not None:
        return meaning("ask_known", answer_id=BUSY)
    if talk.loop in OPEN and (report := report_of(talk.text, talk.listed, talk.doors, talk.language)) is not None:
        return meaning(REPORT, fault=report.fault, target=" ".join(report.doors))
    asked = _asked_of(talk)
    if asked and asked.shaped and not (asked.aspects == [UNKNOWN] and asks_to_refer(talk.text)):
        return _question(asked)
    return _the_other(talk) if talk.listed and asks_for_the_other(talk.text) else None


def _asked_of(talk: Talk) -> AskedOf | None:
    """The question about a door that is named; when it is open is no riddle ("are they open at night, that one")."""
    asked = asked_of(talk.text, talk.listed, talk.standing, talk.language)
    of_hours = asked is not None and asked.aspects == [UNKNOWN]
    return None if of_hours and hours_of(talk.text, talk.listed, talk.doors, talk.language) else asked


def _the_other(talk: Talk) -> Meaning:
    """That of two in the list which was not told of last; where there is no such one, the list again.

    Of a door that was listed alone the other one is that which was named before it.
    """
    shown = talk.slots.get("shown") or [None]
    wrong = talk.slots.get("reported") or ()
    last, before = shown[-1], [key for key in shown if key not in talk.listed and key not in wrong]
    if len(talk.listed) == 1 and before:
        return meaning("repeat", target=before[-1])
    others = [key for key in talk.listed if key != last]
    alone = len(talk.listed) > 1 and len(others) == 1 and talk.slots["shown"][-len(talk.listed) :] != talk.listed
    return meaning("repeat", target=others[0]) if alone else meaning("repeat")


def to_walk_in(talk: Talk) -> Meaning | None:
    """That a place is asked for to which one can simply go ("algun sitio que yo pueda ir hoy")."""
    if talk.loop not in OPEN or not talk.begun or not talk.needs:
        return None
    when = walk_in_asked(talk.text)
    return meaning("ask_hours", when=when, which=WALK) if when else None


def given_by(talk: Talk) -> Meaning | None:
    """The door that gives what is asked of "them" ("do they got cribs"), be it named before the last list."""
    if talk.loop not in OPEN or not talk.begun:
        return None
    key = giver(talk.text, talk.standing(), talk.language)
    return meaning("repeat", target=key) if key else None


def about_places(talk: Talk) -> Meaning | None:
    """A question of hours; after places were named others, a report, a day alone. Other forms hear for themselves."""
    if talk.loop not in (*OPEN, CONSENT):
        return None
    is_open, listed = talk.loop in OPEN, bool(talk.listed)
    if is_open and listed and (report := report_said(talk.text)) is not None:
        return meaning(REPORT, fault=report.fault, door=report.door)
    if talk.loop == CONSENT and (aspects := asked_in_consent(talk.text)):
        return meaning(ASK, aspect=" ".join(aspects))
    if talk.begun and (asked := _asked_of(talk)) is not None:
        return _question(asked)
    if talk.begun and (hours_there := hours_of(talk.text, talk.listed, talk.doors, talk.language)) is not None:
        which = VISITS if asks_for_visits(talk.text) else "listed"
        return meaning("ask_hours", when=hours_there[0], which=which, target=" ".join(hours_there[1]))
    if is_open and (hours := hours_asked(talk.text, bare=listed)) is not None:
        return meaning("ask_hours", when=hours.when, which=hours.which, door=hours.door)
    if (listed or talk.loop == CONSENT) and (aspects := only_asks(talk.text)):
        of_all = not OF_ALL.isdisjoint(aspects)
        unclear = UNCLEAR if is_open and not of_all and len(talk.listed) > 1 and names_another(talk.text) else None
        has = insurance_told(talk.text)  # "does it cost anything, we have husky": asked of the place, and told of them
        return meaning(ASK, aspect=" ".join(aspects), door=door_asked_about(talk.text), which=unclear, insurance=has)
    theirs = is_open and listed and asks_of_them(talk.text) and command(talk.text) is None
    return meaning(ASK, aspect=UNKNOWN) if theirs else None


def _question(asked: AskedOf) -> Meaning:
    if asked.aspects == [DETAILS] and len(asked.doors) == 1:
        return meaning("repeat", target=asked.doors[0])
    aspects = ["what" if aspect == DETAILS else aspect for aspect in asked.aspects]
    return meaning(ASK, aspect=" ".join(aspects), target=" ".join(asked.doors))


def meaning(intent: str, **entities: Any) -> Meaning:
    """A choice for Rasa, without what is not known."""
    return {"intent": intent, "entities": {name: value for name, value in entities.items() if value is not None}}
