"""Tells about one program: what it gives, whether it may fit, and the one fact that would tell more."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import money, reading, where
from actions.about_doors import asks_about_doors
from actions.asking import ask, is_open, no_question
from actions.before_consent import waits_for_consent
from actions.judged import asked_of_itself, instead_of_the_same, note_judged, tell_of_itself, was_judged
from actions.limits import tell_limit
from actions.questions import answer_freely
from services.casework import current
from services.casework.has_already import had_already
from services.casework.help import facts
from services.casework.insured import insurance_told
from services.casework.programs_asked import OTHER, program_asked, program_meant
from services.eligibility import Answer, Program, all_programs, check
from services.library.text import Text

HUSKY = "husky"
FITS = ("likely", "cannot_tell", "not_likely")
# What we ask for the facts that eligibility misses; what costs a family most to tell comes last.
ASKED_FOR = {
    "child_age_months": ("child_age_months",),
    "insurance": ("insurance",),
    "town": ("place",),
    "income_percent_fpl": money.QUESTIONS,
}


class ActionProgramInfo(Action):
    """What a program gives and whether it may fit; without a named program, the family is asked which."""

    def name(self) -> str:
        return "action_program_info"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        said = str(tracker.latest_message.get("text") or "")
        if tracker.get_slot("listed") and "?" not in said and had_already(said):
            dispatcher.utter_message(response="utter_still_fits")  # "she has stamps already" asks for none
            dispatcher.utter_message(response="utter_after_help")
            return []
        asked = str(next(tracker.get_latest_entity_values("aspect"), None) or program_asked(said) or "")
        meant = program_meant(said) if asked else None
        # "the limit for section 8" is not that of the program we spoke of
        if meant == OTHER or (not asked and _is_about_doors(tracker)):
            return answer_freely(dispatcher, tracker)
        program = _program(tracker, meant, of_itself=bool(asked))
        if program is None:  # what is asked about doors leaves our question open
            about_doors = asks_about_doors(tracker)
            return answer_freely(dispatcher, tracker) if about_doors else ask(dispatcher, tracker, "program")
        if not asked and (aspects := asked_of_itself(program, said)):
            return tell_of_itself(dispatcher, tracker, program, aspects)
        return _tell_and_judge(dispatcher, tracker, program, asked)


def _tell_and_judge(
    dispatcher: CollectingDispatcher, tracker: Tracker, program: Program, asked: str
) -> list[dict[str, Any]]:
    """Its limit, or what it gives where that was not told yet, and whether it may fit."""
    told_limit = _wants_limit(tracker, asked) and tell_limit(dispatcher, tracker, program)
    if not told_limit and program.id not in (tracker.get_slot("checking"), _offered(tracker)):
        _tell(dispatcher, tracker, program)
    seen = [*(tracker.get_slot("shown") or []), f"program:{program.id}"]
    told: dict[str, Any] = {"checking": program.id, "program": program.id, "needs": [program.needs[0]], "shown": seen}
    if _asks_about_husky(tracker):
        told["insurance"] = None  # who asks about HUSKY has not said that they have it
    judged = _judge(dispatcher, tracker, program, anew=bool(asked))
    return reading.set_slots(**told, **where.place_slot(tracker)) + judged


def _wants_limit(tracker: Tracker, asked: str) -> bool:
    """Whether its limit is told: where that is asked, or whether it fits a home whose size and money we know."""
    family = reading.family(tracker)
    return asked == "limit" or (asked == "fits" and family.people is not None and family.income is not None)


def _is_about_doors(tracker: Tracker) -> bool:
    """Whether a question is about the doors named last; what we asked ourselves while checking a program is not."""
    asks = reading.labels(tracker)[0] == "program_info" and not tracker.get_slot("checking")
    return asks and not _asks_about_husky(tracker) and asks_about_doors(tracker)


def _program(tracker: Tracker, meant: str | None, *, of_itself: bool) -> Program | None:
    """The program that was named now, or that the talk was about, or that was offered last.

    Where its limit is asked, or whether it fits (`of_itself`), the one that was asked about before is meant.
    """
    named = next(tracker.get_latest_entity_values("program"), None) or meant
    named = named or (HUSKY if _asks_about_husky(tracker) else None)
    last = [_offered(tracker), tracker.get_slot("program")]
    wanted = [named, tracker.get_slot("checking"), *(reversed(last) if of_itself else last)]
    ids = {program.id: program for program in all_programs()}
    return next((ids[name] for name in wanted if name in ids), None)


def _asks_about_husky(tracker: Tracker) -> bool:
    """HUSKY is an insurance and a program; here it is asked about as a program."""
    asks = reading.labels(tracker)[0] in ("program_info", "eligibility_question")
    if tracker.get_slot("listed") and insurance_told(str(tracker.latest_message.get("text") or "")):
        return False  # "we have husky, does it pay for that"
    return asks and next(tracker.get_latest_entity_values("insurance"), "").startswith(HUSKY)


def _offered(tracker: Tracker) -> str | None:
    """The program that was named to the family last; of the last answer, where it named doors."""
    named = tracker.get_slot("listed") or tracker.get_slot("shown") or []
    keys = [key for key in named if key.startswith("program:")]
    return keys[-1].removeprefix("program:") if keys else None


def _tell(dispatcher: CollectingDispatcher, tracker: Tracker, program: Program) -> None:
    words = {part: _say(tracker, getattr(program, part)) for part in ("name", "summary", "next_step")}
    dispatcher.utter_message(response="utter_program", **words)


def _judge(dispatcher: CollectingDispatcher, tracker: Tracker, program: Program, *, anew: bool) -> list[dict[str, Any]]:
    """Whether it may fit; while that is open, the one fact to ask that would tell more.

    What was said of it before is said again only where that is asked `anew`.
    """
    answer = _answer(tracker, program)
    # Who asks whether they can get HUSKY is not asked whether they have it.
    question = _question(tracker, [fact for fact in answer.missing if (program.id, fact) != (HUSKY, "insurance")])
    reasons = " ".join(_say(tracker, reason) for reason in answer.reasons[:2])
    next_step = _say(tracker, program.next_step)
    noted: list[dict[str, Any]] = []
    said = not anew and was_judged(tracker, program, answer)
    if question is None and said:
        return instead_of_the_same(dispatcher, tracker)
    if question == money.HOUSEHOLD:  # the door comes before what is so private that many would rather not tell it
        dispatcher.utter_message(response="utter_program_door", next_step=next_step)
    elif question != money.INCOME and not said:
        noted = note_judged(tracker, program, answer)
        dispatcher.utter_message(response=f"utter_program_{answer.answer}", reasons=reasons)
    if question and not waits_for_consent(tracker) and (asked := ask(dispatcher, tracker, question)):
        return [*noted, *asked]
    dispatcher.utter_message(response="utter_after_program", next_step=next_step)
    return noted if is_open(tracker) or waits_for_consent(tracker) else [*noted, *no_question()]


def _answer(tracker: Tracker, program: Program) -> Answer:
    """Whether it may fit; of several children whose ages were told, for the one whom it fits best."""
    today, family = current.get().now.date(), reading.family(tracker)
    known = facts(program.needs[0], family, today)
    ages = family.ages if "child_age_months" not in known else ()
    found = [check(known | {"child_age_months": age}, today, [program])[0] for age in ages]
    found = found or check(known, today, [program])
    return min(found, key=lambda each: FITS.index(each.answer))


def _question(tracker: Tracker, missing: Sequence[str]) -> str | None:
    """What to ask next for the facts that are missing; a half that is of no use without the other is not asked."""
    known, closed = reading.values(tracker), reading.closed(tracker, anew=False)
    for fact in (fact for fact in ASKED_FOR if fact in missing):
        still = [question for question in ASKED_FOR[fact] if question not in known]
        if still and closed.isdisjoint(still):
            return still[0]
    return None


def _say(tracker: Tracker, words: Text) -> str:
    return words.es if reading.language(tracker) == "es" else words.en
