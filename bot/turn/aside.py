"""Programs that a message puts aside, or that the family has: what stands beside is answered, the having is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.turn.home import EMPTY
from bot.turn.named import OPEN, Meaning, Talk, meaning
from bot.turn.pieces import is_put
from bot.turn.questions import KNOWN_ANSWER, answer_to
from casebook.records import Conversation, Outcome, Pending
from services.casework.has_already import HAD, doors_had
from services.casework.insured import HUSKY, insurance_beside, is_of_insurance
from services.casework.phrases import folded, parts
from services.casework.programs_aside import Beside, programs_aside
from services.casework.programs_asked import asked_once_more
from services.casework.refused_thing import thing_refused
from services.casework.reported import kept_with
from services.directory.words import is_small

INSURANCE: Final = "insurance"
MOST_EARLIER: Final = 3  # messages in which a question may stand that is asked once more
TELLING: Final = 4  # letters
GENERAL: Final = ("", KNOWN_ANSWER, "program_info", "eligibility_question", "more_options")
type Chosen = Callable[[Pending], dict[str, Any] | None]


def beside(pending: Pending, talk: Talk, chosen: Chosen) -> Pending:
    """The message without programs that it puts aside or has; a question only named once more, as it was put."""
    if pending.choice is not None or talk.loop not in OPEN:
        return pending  # the answer to a question of a form is heard whole
    found = programs_aside(pending.text)
    pending = replace(pending, conversation=_knowing(pending, found)) if found else pending
    picked = chosen(pending) or meaning("")
    if picked["intent"] not in GENERAL:
        return pending
    this = replace(pending, text=found.rest) if found and found.rest else pending
    this = _without_insurance(this) if talk.begun and _may_be_of_insurance(picked) else this
    asked = asked_once_more(this.text)
    before = _asked_before(asked, pending, talk) if asked else None
    return replace(this, text=before) if before else this


def _may_be_of_insurance(picked: Meaning) -> bool:
    """Whether what is heard may come from the insurance alone; another known answer may hang on it."""
    return picked["intent"] != KNOWN_ANSWER or is_of_insurance(str(picked["entities"].get("answer_id")))


def _without_insurance(pending: Pending) -> Pending:
    """The message without "she has husky" beside what it asks or needs, which is kept: it asks for no HUSKY."""
    state = pending.conversation.state or EMPTY
    asked = (state.get("loop") or {}).get("requested_slot")
    rest = insurance_beside(pending.text) if asked != INSURANCE else None
    if rest is None:
        return pending
    slots = dict(state.get("slots") or {})
    known = {**slots, INSURANCE: slots.get(INSURANCE) or HUSKY}
    conversation = replace(pending.conversation, state={**state, "slots": known})
    return replace(pending, text=rest, conversation=conversation)


def _knowing(pending: Pending, found: Beside) -> Conversation:
    """The talk, with what it has known: what stands beside is not answered with that."""
    state = pending.conversation.state
    if state is None or not found.had:
        return pending.conversation
    return replace(pending.conversation, state=_with(state, [f"{HAD}{id}" for id in found.had]))


def _with(state: Mapping[str, Any], fresh: Sequence[str]) -> dict[str, Any]:
    slots = dict(state.get("slots") or {})
    return {**state, "slots": {**slots, "reported": kept_with(slots.get("reported") or (), fresh)}}


def only_had(talk: Talk) -> Meaning | None:
    """That a program comes to the house already, and no more: other help is named where it was one of the last."""
    found = programs_aside(talk.text)
    if found is None or not found.had or found.rest:
        return None
    named = doors_had(f"{HAD}{id}" for id in found.had)
    return meaning("more_options" if talk.loop or named & set(talk.listed) else "deny")


def note_told(pending: Pending, outcome: Outcome) -> None:
    """Keep which programs the family has, and which line does not do what: neither is named for it again."""
    if pending.choice is not None or outcome.forget:
        return
    found, refused = programs_aside(pending.text), thing_refused(pending.text)
    fresh = [*(f"{HAD}{id}" for id in (found.had if found else ())), *([refused.noted] if refused else ())]
    if not fresh:
        return
    outcome.state = _with(outcome.state or pending.conversation.state or EMPTY, fresh)


def _asked_before(asked: str, pending: Pending, talk: Talk) -> str | None:
    """The newest question of the family's that spoke of what it names once more ("i asked about the unemployment")."""
    telling = _telling(asked, talk.language)
    for text in reversed(pending.earlier[-MOST_EARLIER:]):
        for part in parts(text):
            if telling & _telling(part, talk.language) and (is_put(part) or answer_to(part, talk) is not None):
                return part
    return None


def _telling(said: str, language: str) -> set[str]:
    return {word for word in folded(said).split() if len(word) >= TELLING and not is_small(word, language)}
