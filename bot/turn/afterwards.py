"""What a talk hears after a danger was answered: the violence stays known, a denial is heard, good news is welcome."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.turn import hour, standing, whose
from casebook.queries.rows import now
from casebook.records import Outcome, Pending
from services import safety
from services.casework.needs import all_needs
from services.safety.hour import Told

VIOLENCE: Final = "crisis_violence"
LANDLORD: Final = "landlord"  # a denial: who was taken for a partner is the landlord
OF_ANOTHER: Final = "of_another"  # among the answers of a danger: it was said of somebody else
IN_DOUBT: Final = f"{safety.hour.MARK}doubt"  # among the answers of a danger: what is said while a doubt waits
NEAR: Final = timedelta(hours=2)
# Labels that ask for nothing: a danger that is near is answered once more, not with what else there is.
ASKS_NOTHING: Final = frozenset(
    ("inform", "affirm", "nlu_fallback", "out_of_scope", "deny", "dont_know_or_skip", "complaint", "greet", "goodbye")
)


def violence_known(pending: Pending) -> bool:
    """Whether the talk was answered about violence by someone close, also where that is over."""
    danger = pending.conversation.danger
    if danger.crisis == VIOLENCE and not safety.afterwards.is_of_nobody_close(danger.answers):
        return True
    return safety.afterwards.knows_violence(danger.answers)


def at_home(pending: Pending) -> bool:
    """Whether that violence is the family's own: not said of somebody else, and not taken back since."""
    answers = pending.conversation.danger.answers
    return OF_ANOTHER not in answers and safety.afterwards.knows_violence(answers, own=True)


def of_whom(pending: Pending, answers: Mapping[str, int], topic: str) -> dict[str, int]:
    """The answers of a danger, marked where it is said of somebody else, until it is told of the family itself."""
    if denial(pending) == safety.afterwards.OTHER:
        return {**answers, OF_ANOTHER: 1}
    own = safety.afterwards.knows_violence({topic: 1}, own=True)
    return {name: times for name, times in answers.items() if not (own and name == OF_ANOTHER)}


def turns_to_oneself(last: str | None, told: str | None) -> bool:
    """Whether a message tells of blows that fall on who writes, where the last answer was about somebody else."""
    before, now_told = ({name: 1} if name else {} for name in (last, told))
    knows = safety.afterwards.knows_violence
    return knows(before) and not knows(before, own=True) and knows(now_told, own=True)


def hear_of_another(pending: Pending, outcome: Outcome) -> None:
    """Mark what was told of violence before as somebody else's, where the family says so when all is quiet."""
    if not _stands(pending) and denial(pending) == safety.afterwards.OTHER:
        outcome.crisis_answers = {**pending.conversation.danger.answers, OF_ANOTHER: 1}


def ends(pending: Pending) -> bool:
    """Whether a message takes a danger back altogether."""
    return (name := denial(pending)) is not None and safety.afterwards.ends(name)


def returned(pending: Pending) -> bool:
    """Whether violence was told, against whomever, and who hurts is there, or comes."""
    danger = pending.conversation.danger
    told = danger.crisis == VIOLENCE or any(safety.of_danger(topic) == VIOLENCE for topic in danger.answers)
    return pending.choice is None and told and safety.afterwards.returned(pending.text)


def recent(pending: Pending) -> bool:
    """Whether a danger was answered in the last hours, over or not."""
    at = pending.conversation.crisis_at
    return at is not None and now() - at < NEAR


def near(pending: Pending, labels: Sequence[str]) -> bool:
    """Whether a danger stands and a message asks for nothing we know: no menu then. Not where it answers a question.

    So it is with a doubt that waits for an answer, and gets another one.
    """
    danger, state = pending.conversation.danger, pending.conversation.state or {}
    asks_nothing = set(labels) <= ASKS_NOTHING or _tells_of_the_fever(pending)
    plain = pending.choice is None and not state.get("loop") and asks_nothing
    waits = bool(labels) and danger.doubt is not None and IN_DOUBT not in danger.answers
    return plain and (waits or (danger.crisis is not None and recent(pending)))


def _tells_of_the_fever(pending: Pending) -> bool:
    """Whether it answers what was asked of a fever, and needs nothing: "playing and drinking" sounds of drink."""
    return fever_waits(pending) and not safety.hour.needs(pending.text)


def fever_waits(pending: Pending) -> bool:
    """Whether how old a child with a fever is, and how it does, was asked and waits for an answer."""
    doubt = pending.conversation.danger.doubt
    return bool(doubt and safety.fever_asked(doubt, pending.began))


def in_doubt(pending: Pending, language: str) -> Told | None:
    """What is said while a doubt waits for its answer: to what is told, else whom to reach; None where it was said."""
    doubt, said = pending.conversation.danger.doubt, pending.conversation.danger.answers
    if doubt is None or IN_DOUBT in said:
        return None
    about = safety.fever_asked(doubt, pending.began) or whose.topic(doubt, pending.began, pending.earlier)
    hint = safety.hour.hint(pending.text, [about], said, language)
    return hint or Told(IN_DOUBT, safety.afterwards.near(doubt, language, about))


def question(pending: Pending) -> str | None:
    """What is asked after violence: a safe place, the court, papers; None for anything else, or where none is known."""
    if pending.choice is not None or not violence_known(pending):
        return None
    return safety.afterwards.asked(pending.text)


def instead(pending: Pending, crisis: str, language: str) -> str | None:
    """The answer to such a question, where the alarm that it rings is of violence: it is in place of general words."""
    asked = question(pending) if crisis == VIOLENCE else None
    return safety.afterwards.reply(asked, language) if asked else None


def denial(pending: Pending) -> str | None:
    """Which danger a message says is not so, where one stands or was asked about."""
    return found[0] if (found := _denied(pending)) else None


def denied_label(pending: Pending) -> str | None:
    """The label of the danger that a message says is not so: of two that were told, the one that it speaks of."""
    return found[2] if (found := _denied(pending)) else None


def without_denial(pending: Pending) -> str:
    """The words that are read for danger: all but a plain denial of the one that stands, and a landlord's locks."""
    name, rest, _ = _denied(pending) or (None, pending.text, "")
    return safety.told.beside_calm(VIOLENCE, rest) if name == LANDLORD else rest


def own(pending: Pending, told: str | None, language: str) -> str | None:
    """Our own words to what follows a danger; None where the message asks for ordinary help, or nobody is to answer.

    A doubt beside such a question ("if I leave") is shown to a person; the family hears the answer it asked for.
    """
    talk = pending.conversation
    if talk.opted_out or talk.owner == "person":
        return None
    if told == "better":
        last, crisis = next(iter(hour.topics(talk.danger.answers)), None), str(talk.danger.crisis or talk.danger.doubt)
        helped = safety.afterwards.helped(crisis, language, last) if safety.helpers_came(pending.text) else None
        return helped or safety.better(crisis, language, last, times_better(pending))
    name = question(pending) or denial(pending)
    return safety.afterwards.reply(name, language) if name and name != safety.afterwards.OTHER else None


def times_better(pending: Pending) -> int:
    """How often good news of a danger were answered before; told anew, it counts from nothing."""
    return pending.conversation.danger.answers.get(standing.BETTER, 0)


def line_first(pending: Pending, outcome: Outcome, language: str) -> None:
    """Where violence is known, its line comes before the doors for a need that is told for the first time."""
    needs = [name for name, _ in (outcome.reading or {}).get("labels", ()) if name in all_needs()]
    known = ((pending.conversation.state or {}).get("slots") or {}).get("needs") or ()
    fresh = [need for need in needs if need not in known]
    if outcome.over or not fresh or not outcome.says or not at_home(pending):
        return
    said = outcome.says[0]
    if line := safety.afterwards.first(fresh[0], language):
        outcome.says[0] = replace(said, text=f"{line}\n{said.text}")


def _denied(pending: Pending) -> tuple[str, str, str] | None:
    """Which denial, the words without it, and the label of the danger that it speaks of."""
    talk = pending.conversation
    if pending.choice is not None or talk.opted_out or talk.owner == "person":
        return None
    if not (_stands(pending) or violence_known(pending)) or whose.plays_down(pending):
        return None
    if safety.said_no.wish_behind(pending.text) or safety.another.fears_own_hand(pending.text):
        return None  # "no, me quiero morir"; "nobody hits us, its me"
    if hour.of_thoughts(pending):
        return None  # "nobody hurt him, i want to know if these thoughts are normal" takes nothing back
    last = talk.danger.crisis or talk.danger.doubt or VIOLENCE
    for label in (last, *standing.others(talk, last)):
        if (found := safety.afterwards.denied(pending.text, label)) is not None:
            return *found, label
    return None


def _stands(pending: Pending) -> bool:
    danger = pending.conversation.danger
    return danger.crisis is not None or danger.doubt is not None
