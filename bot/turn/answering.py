"""What Rasa's answer leaves in the outcome of a turn, what is said where it fails, and who we are at first contact."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache

import structlog

from bot.turn import afterwards, hour, phone, watched
from bot.turn.again import put_again
from bot.turn.asking import reading_of
from bot.turn.assistant import Answer
from bot.turn.remember import told
from casebook.queries.missed import DOWN, GIVEN_UP
from casebook.records import Outcome, Pending, Say
from services.casework import Desk
from services.casework.desk import PRIORITY
from services.library.messages import Messages
from services.library.root import CONTENT

log = structlog.get_logger()

ASSISTANT_DOWN = DOWN
_OF_A_TROUBLE = frozenset(("outcome", "queue_reason", "queue_priority", "alerts"))
AGES = frozenset(("child", "child_age_months"))  # facts that ask for nothing while a danger stands


def take_answer(
    pending: Pending, outcome: Outcome, answer: Answer, desk: Desk, messages: Messages, language: str
) -> None:
    """Say what Rasa and its actions answered, and keep what the family told."""
    outcome.state = answer.state
    outcome.leave_queue = ASSISTANT_DOWN
    outcome.reading = reading_of(answer, desk)
    outcome.changes += [*told(pending.conversation.state, answer.state), *desk.changes]
    labels = [name for name, _ in outcome.reading["labels"]]
    if not _helps_on(answer) and not outcome.over and afterwards.near(pending, labels):
        _say_near(pending, outcome, desk.language or language)
    else:
        said = [Say(each.text, each.choices, each.extras) for each in answer.replies if each.text.strip()]
        outcome.says += put_again(pending, answer, said, desk.language or language)
        if not outcome.says:
            outcome.says.append(Say(messages.say("no_answer", desk.language or language)))
    if not watched.is_watched(pending):
        afterwards.line_first(pending, outcome, desk.language or language)
    _take_wishes(pending, outcome, desk, language)


def trouble(pending: Pending, outcome: Outcome, messages: Messages, language: str, reason: str) -> None:
    """Say that we cannot answer now and call a person; the operators hear of it once.

    What was missed before and cannot be read now either is left to that person: the family was told so already.
    """
    log.error("assistant_failed", reason=reason)
    outcome.outcome = GIVEN_UP if pending.missed else ASSISTANT_DOWN
    outcome.queue(ASSISTANT_DOWN, PRIORITY["not_understood"])
    if pending.missed:
        return
    again = pending.conversation.queue_reason == ASSISTANT_DOWN
    outcome.says.append(Say(messages.say("still_trouble" if again else "trouble", language)))
    if not again and ASSISTANT_DOWN not in outcome.alerts:  # another part of the message met it as well
        outcome.alerts.append(ASSISTANT_DOWN)


def leave_whole(outcome: Outcome, before: Outcome, told: Sequence[Say]) -> None:
    """Where a later part of a message could not be read: of the parts before it nothing is kept but who was called.

    All of it is read again, from the state `before`; `told` says that there is trouble.
    """
    for each in fields(before):
        if each.name not in _OF_A_TROUBLE:
            setattr(outcome, each.name, getattr(before, each.name))
    outcome.says = [*before.says, *told]


def back_again(pending: Pending, outcome: Outcome, messages: Messages, language: str) -> None:
    """Before the first answer after a trouble: that this is it, so that nobody goes on waiting for us."""
    if pending.conversation.queue_reason != ASSISTANT_DOWN or outcome.leave_queue != ASSISTANT_DOWN:
        return
    if outcome.says and outcome.outcome == "answered":
        outcome.says.insert(0, Say(messages.say("back_again", outcome.language or language)))


def said_once(says: Sequence[Say]) -> list[Say]:
    """The answers to the parts of a message, none of them twice: the last stays, under which the choices stand."""
    later = [{each.text for each in says[at + 1 :]} for at in range(len(says))]
    return [say for say, after in zip(says, later, strict=True) if say.text not in after]


def without_not_known(says: Sequence[Say]) -> list[Say]:
    """What is said to a part that asks nothing, without "I don't know that": another part was answered."""
    return [say for say in says if say.text not in _not_known()]


@cache
def _not_known() -> frozenset[str]:
    words = Messages.load(CONTENT / "messages" / "named.yml")
    return frozenset(words.say(key, each) for key in ("not_known", "not_known_coming") for each in ("en", "es"))


def introduce(pending: Pending, outcome: Outcome, messages: Messages, language: str) -> None:
    """On first contact: what this is, that it is no person, how to reach one. STOP and HELP come without it.

    Where the first message is a danger, or may be one, it stands in short behind the words to that. It comes neither
    right behind "we are safe" nor between our own words to a danger that began before it could be said.
    """
    talk = pending.conversation
    if talk.greeted or not outcome.says or outcome.outcome in ("stop", "help"):
        return
    danger = bool(outcome.crisis) or outcome.outcome == "worried"
    if not danger and (outcome.over or afterwards.recent(pending)):
        return
    outcome.greeted = True
    key = "first_in_danger" if danger else "first_contact"
    outcome.shown = messages.say(f"{key}_{talk.channel}", outcome.language or language)
    if danger:  # the choices stay at the end, where they are looked for
        last = outcome.says[-1]
        outcome.says[-1:] = [replace(last, choices=()), Say(outcome.shown, last.choices)]
    else:
        outcome.says.insert(0, Say(outcome.shown))


def _say_near(pending: Pending, outcome: Outcome, language: str) -> None:
    """What to do next in a danger that stands; once all was said, no words twice: a person reads on."""
    if (plain := watched.near(pending, language)) is not None:
        outcome.says.append(Say(plain))
        return
    told = hour.step(pending, language) or afterwards.in_doubt(pending, language)
    if told is not None:
        outcome.says.append(Say(told.text))
        hour.keep(pending, outcome, told)
        outcome.doubt_answered = False  # whether they are safe was not said
    else:
        outcome.outcome = "silent"
        outcome.queue("worried", PRIORITY["worried"])


def _helps_on(answer: Answer) -> bool:
    """Whether a message tells a fact about a need that is known; an age alone, in a danger, asks for nothing else."""
    needs = ((answer.state or {}).get("slots") or {}).get("needs")
    return bool(needs) and not set(answer.understood.get("entities") or ()) <= AGES


def _take_wishes(pending: Pending, outcome: Outcome, desk: Desk, language: str) -> None:
    """A language, an end of our texts, a person, all erased: what the actions say that the family wants."""
    if desk.language:
        outcome.language, outcome.language_chosen = desk.language, True
    if desk.stop and pending.conversation.channel == "sms":
        phone.ask_whether_to_stop(outcome, desk.language or language)
    outcome.forget = desk.forget
    if desk.hand_off and not desk.forget:
        outcome.queue(desk.hand_off, PRIORITY[desk.hand_off])
        outcome.audit.append(("hand_off", desk.hand_off))
