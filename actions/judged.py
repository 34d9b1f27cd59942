"""Whether a program may fit is said once; what is asked of it afterwards gets its own answer, never the same words."""

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.listing import telling_of
from actions.questions import answer_question, nobody_knows
from actions.reported import note_reported
from services.answers import may_ask
from services.casework.asked import aspects_asked, told
from services.casework.not_meant import puts_a_question
from services.casework.offer import program_door
from services.casework.reported import JUDGED
from services.eligibility import Answer, Program

OF_ITSELF: Final = ("bring", "cost")  # what a program tells in words of its own (content/programs)


def asked_of_itself(program: Program, text: str) -> list[str]:
    """What a message asks of a program that its own words answer: what to bring, what it costs."""
    return [each for each in aspects_asked(text) if each in OF_ITSELF and getattr(program, each) is not None]


def tell_of_itself(
    dispatcher: CollectingDispatcher, tracker: Tracker, program: Program, aspects: list[str]
) -> list[dict[str, Any]]:
    """Answer by the program's own words; a question of ours that stands open stays so."""
    language = reading.language(tracker)
    door = program_door(program, language)
    dispatcher.utter_message(response="utter_about", doors="\n".join(told(door, each, language) for each in aspects))
    return reading.set_slots(program=program.id, shown=telling_of(tracker, [door]))


def was_judged(tracker: Tracker, program: Program, answer: Answer) -> bool:
    """Whether it was said already that this program may fit, or may not, or that we cannot tell."""
    return _sign(program, answer) in (tracker.get_slot("reported") or ())


def note_judged(tracker: Tracker, program: Program, answer: Answer) -> list[dict[str, Any]]:
    """Remember what was said of it."""
    return note_reported(tracker, [_sign(program, answer)])


def instead_of_the_same(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """What a message gets that would bring the same words once more: its answer, or "I don't know" with a person."""
    said = str(tracker.latest_message.get("text") or "")
    if (answered := answer_question(dispatcher, tracker)) is not None:
        return answered
    if puts_a_question(said, perhaps=True) or may_ask(said):
        return nobody_knows(dispatcher, tracker)
    dispatcher.utter_message(response="utter_still_fits")
    dispatcher.utter_message(response="utter_after_help")
    return []


def _sign(program: Program, answer: Answer) -> str:
    return f"{JUDGED}{program.id}:{answer.answer}:{','.join(sorted(answer.missing))}"
