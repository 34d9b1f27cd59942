"""A question whose answer is known and the same for everybody, and whether help for a need follows it."""

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from bot.turn.named import ASK, CONSENT, OPEN, Meaning, Talk, meaning
from casebook.records import Pending
from services.answers import (
    asked_of_a_place,
    fits,
    helps_in_danger,
    is_for_ages,
    known_answer,
    known_of_it,
    need_told,
    stands_alone,
)
from services.casework.after_applying import after_applying, program_of
from services.casework.asked import KNOWN, PRIVATE, only_asks, speaks_to_us
from services.casework.asked_of import UNKNOWN
from services.casework.children import how_many, tells_age
from services.casework.commands import command
from services.casework.consent_asked import TIME, asked_in_consent
from services.casework.grades import grade_told
from services.casework.hearsay import asked_inside
from services.casework.homes import town_told
from services.casework.insured import insurance_told
from services.casework.not_meant import puts_a_question
from services.casework.phrases import folded, parts
from services.casework.plainly_asked import plainly_asked
from services.casework.programs_asked import asked_of_program
from services.casework.put_as_question import is_of_it
from services.casework.referring import program_named
from services.casework.surely_told import needs_named
from services.casework.when import NOW, time_asked
from services.casework.wishes import asked_of_the_wish, wish_told, without_unwanted
from services.directory.things import vocabulary

KNOWN_ANSWER: Final = "ask_known"
FACT: Final = 5  # words
_SENTENCES: Final = re.compile(r"(?<=[.!?\n])\s+")
OF_US: Final = "onedoor_free"
INSURANCE: Final = "insurance"
HOURS: Final = "hours"  # as content/asking/places.yml names it


def known(talk: Talk, said: str, danger: Collection[str]) -> Meaning | None:
    """The answer that a message asks for, in its words or as it is `said` with names for who was told of before.

    While a `danger` stands (its kinds), only what helps in it.
    """
    if talk.loop not in (*OPEN, CONSENT) or command(talk.text):
        return None  # "plan" is our own word
    if talk.loop == CONSENT and TIME in asked_in_consent(talk.text):
        return None  # a time that is told beside a question is kept where both are answered
    if danger:
        return _helping(talk, said, danger)
    if _tells_the_wish_again(talk):
        return None
    found = answer_to(talk.text, talk) or known_answer(said, talk.needs) or _beside_facts(talk)
    found = (_of_the_question(talk) or found) if found else None
    if found == OF_US and talk.listed and only_asks(talk.text) and not speaks_to_us(talk.text):
        return None  # what the places cost that were named
    is_for = found is not None and is_for_ages(found, _ages(talk, talk.text))
    return _told_beside(found, talk) if found and is_for else None


def plainly_known(talk: Talk, danger: Collection[str]) -> Meaning | None:
    """The answer that expressions hear: also where it is put to those who were named ("hay q hablar ingles ahi")."""
    if danger or talk.loop not in (*OPEN, CONSENT) or command(talk.text) or _tells_the_wish_again(talk):
        return None
    found = _plainly(talk.text, talk)
    return _told_beside(found, talk) if found else None


def _beside_facts(talk: Talk) -> str | None:
    """The answer to the one part that is no mere fact: "me quitaron los cupones, tengo 3 nenes, Waterbury"."""
    said = parts(talk.text)
    other = [each for each in said if not _is_mere_fact(each)]
    return answer_to(other[0], talk) if len(said) > 1 and len(other) == 1 else None


def _is_mere_fact(part: str) -> bool:
    """Whether a part tells a town, how many children there are, or an age, and nothing else."""
    brief = len(part.split()) <= FACT
    return (brief and (town_told(part) is not None or tells_age(part))) or how_many(part) is not None


def _tells_the_wish_again(talk: Talk) -> bool:
    """Whether it says more of the thing that is wished for already, and asks nothing."""
    wish = wish_told(talk.text)
    again = wish is not None and wish == wish_told(talk.slots.get("words"))
    return again and not ("?" in talk.text or puts_a_question(talk.text))


def known_of_program(talk: Talk) -> Meaning | None:
    """The answer to what is asked of a program by its name: that is no question of what a door costs or brings."""
    if talk.loop not in (*OPEN, CONSENT) or not talk.begun:
        return None
    named = (*(talk.slots.get("shown") or ()), *talk.listed)
    found = asked_of_program(talk.text, talk.slots.get("writes_as"), named)
    return _told_beside(found, talk) if found else None


def _told_beside(answer: str, talk: Talk) -> Meaning:
    """The answer, and what is told beside: an insurance is not asked again, "the limit" is then of that program.

    Where we just asked for the insurance, its telling would end that question with a list in place of the answer.
    """
    # Where a program was asked for, one that is named beside a question of its own is no answer to that.
    asked = "program" in (talk.slots.get("requested_slot"), talk.slots.get("question"))
    program = None if asked else program_named(folded(talk.text).strip())
    insurance = None if talk.slots.get("question") == INSURANCE else insurance_told(talk.text)
    return meaning(KNOWN_ANSWER, answer_id=answer, insurance=insurance, program=program)


def _of_the_question(talk: Talk) -> str | None:
    """The answer to the one sentence that is marked as a question; what is told beside it may sound of another."""
    sentences = [each.strip() for each in _SENTENCES.split(talk.text) if each.strip()]
    asked = [each for each in sentences if each.endswith("?")]
    return answer_to(asked[0], talk) if len(sentences) > 1 and len(asked) == 1 else None


def _helping(talk: Talk, said: str, danger: Collection[str]) -> Meaning | None:
    """The answer that helps in a danger to what a message asks, or a part of it: fright tells and asks at once."""
    asked = (known_answer(text, talk.needs, danger) for text in (talk.text, said, *parts(talk.text)))
    found = next((id for id in (_plainly(talk.text, talk), *asked) if id and helps_in_danger(id, danger)), None)
    return meaning(KNOWN_ANSWER, answer_id=found) if found else None


def answer_to(text: str, talk: Talk) -> str | None:
    """The id of the answer to what some words ask, or tell of an application; None where none is known."""
    if (of_wish := asked_of_the_wish(talk.slots.get("words"), text)) is not None:
        return of_wish
    if (plainly := _plainly(text, talk)) is not None:
        return plainly
    named = (*(talk.slots.get("shown") or ()), *talk.listed)
    applied = after_applying(text, talk.slots.get("program"), named)
    of_program = applied or asked_of_program(text, talk.slots.get("writes_as"), named)
    found = of_program or known_answer(text, talk.needs) or _of_the_thing(text, talk) or _inside(text, talk)
    return found if found is None or is_for_ages(found, _ages(talk, text)) else None


def _plainly(text: str, talk: Talk) -> str | None:
    """The answer that expressions hear, in this talk; None where it is for no child that was told of."""
    slots = talk.slots
    found = plainly_asked(text, talk.needs, slots.get("reported") or (), slots.get("words"), talk.listed)
    return found if found is None or is_for_ages(found, _ages(talk, text)) else None


def is_plain(text: str, talk: Talk) -> bool:
    """Whether expressions hear a question in some words, in this talk."""
    return _plainly(text, talk) is not None


def _inside(text: str, talk: Talk) -> str | None:
    """The answer to a question that is put inside a fact ("my sister said I need papers is that true")."""
    return next(filter(None, (known_answer(each, talk.needs) for each in asked_inside(text))), None)


def _of_the_thing(text: str, talk: Talk) -> str | None:
    """The answer to what hangs on a thing that the family asked for ("can i water it down"); None for none."""
    asked_for = str(talk.slots.get("words") or "") if talk.needs and is_of_it(text) else ""
    things = vocabulary().asked(asked_for).things if asked_for else ()
    answers = (known_of_it(text, key.replace("_", " "), talk.needs) for key, _ in things)
    return next(filter(None, answers), None)


def _ages(talk: Talk, text: str) -> list[float]:
    """The months of every child told of, and what the grade stands for that is told now."""
    kept = [float(child["months"]) for child in talk.slots.get("children") or ()]
    one, grade = talk.slots.get("child_age_months"), grade_told(text)
    return [*kept, *([] if one is None else [float(one)]), *([] if grade is None or kept else [grade])]


def of_a_place(said: str) -> Meaning | None:
    """What a part of a message that surely asks something asks about a place that was named; None for nothing."""
    asked = asked_of_a_place(said)
    if asked == HOURS:
        return meaning("ask_hours", when=time_asked(said) or NOW, which="listed")
    if asked in KNOWN and asked != PRIVATE:
        return meaning(ASK, aspect=asked)
    return meaning(ASK, aspect=UNKNOWN) if asked else None


def tells_beside(
    pending: Pending, picked: dict[str, Any] | None, talk: Talk, need_of: Callable[[str], str | None]
) -> bool:
    """Whether a message that got a known answer tells a need as well that the talk was not about yet."""
    danger = pending.conversation.danger
    if danger.crisis or danger.doubt or pending.choice is not None:
        return False
    if picked is None or not _is_answered_with_help(picked):
        return False
    answer = str(picked["entities"]["answer_id"])
    if _plainly(pending.text, talk) == answer:
        return _names_another_need(pending, answer, talk, need_of)
    need = need_of(pending.text)
    wish = wish_told(pending.text)
    if asked_of_the_wish(talk.slots.get("words"), pending.text) is not None and not (wish and wish.heard_only):
        return False  # "can I be paid to care for her" seeks no day care
    if need is None or need in talk.needs or _is_told_with(answer, need):
        return False
    # Of a question only what it names: "can both ride, i got nobody to leave the little one with" seeks no day care.
    return not puts_a_question(pending.text) or need in needs_named(pending.text, pending.conversation.language)


def _names_another_need(pending: Pending, answer: str, talk: Talk, need_of: Callable[[str], str | None]) -> bool:
    """Whether beside what is plainly told a part surely tells another need by its name ("and i am behind on rent").

    What is only heard where the talk stands goes on with it.
    """
    if plainly_asked(pending.text) != answer:
        return False
    named = needs_named(without_unwanted(pending.text), pending.conversation.language)
    named = {need for need in named if not fits(answer, (need,))}
    heard = {need_of(each) for each in (pending.text, *parts(pending.text))} & named
    return any(need not in talk.needs and not _is_told_with(answer, need) for need in heard if need)


def _is_told_with(answer: str, need: str) -> bool:
    """Whether a need is that of an application that was answered, or one that a plain answer is for."""
    told = need_told(answer, "en") if program_of(answer) else None
    return told is not None and told[0] == need


def _is_answered_with_help(picked: dict[str, Any]) -> bool:
    """Whether help for a need may follow what was picked: not after an answer that pushes to no place."""
    id = picked["entities"].get("answer_id") if picked["intent"] == KNOWN_ANSWER else None
    return id is not None and not stands_alone(str(id))
