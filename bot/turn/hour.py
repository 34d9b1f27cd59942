"""What a family in danger hears about the next hour: each text once, by what was told last and what is known."""

from collections.abc import Iterator, Mapping
from typing import Final

from casebook.records import Outcome, Pending
from services import safety
from services.safety.hour import Told

LAST: Final = f"{safety.hour.MARK}still"
STILL: Final = 3  # answers to one danger, of which the last says what we are


def topics(answers: Mapping[str, int]) -> list[str]:
    """The answers that a danger had, the last one first, without what was said of the hour between them."""
    return [name for name in reversed(list(answers)) if safety.of_danger(name) is not None]


def hinted(pending: Pending, language: str) -> Told | None:
    """What to do about something that a message tells after a danger ("he comes back at six"); else None."""
    talk = pending.conversation
    if pending.choice is not None or talk.danger.doubt is not None:
        return None
    return safety.hour.hint(pending.text, _of(pending), talk.danger.answers, language, over=talk.danger.crisis is None)


def asked(pending: Pending, language: str) -> Told | None:
    """The next step for who asks, while a danger stands, what to do now or till help comes."""
    stands = pending.choice is None and pending.conversation.danger.crisis is not None
    return step(pending, language) if stands and safety.hour.asks_what_to_do(pending.text) else None


def now(pending: Pending, language: str) -> Told | None:
    """What a message is answered with that tells something of the hour, or asks for nothing but what to do in it."""
    return hinted(pending, language) or asked(pending, language) or _told_again(pending, language)


def step(pending: Pending, language: str) -> Told | None:
    """The next thing to do in the danger that stands, then who is awake, then what we are; None where all was said."""
    danger = pending.conversation.danger
    if (found := safety.hour.step(_of(pending), danger.answers, language)) is not None or danger.crisis is None:
        return found
    left = (Told(f"{safety.hour.MARK}{name}", text) for name, text in _last(danger.crisis, danger.answers, language))
    return next((each for each in left if each.name not in danger.answers), None)


def keep(pending: Pending, outcome: Outcome, told: Told) -> None:
    """Remember that it was said."""
    outcome.crisis_answers = {**(outcome.crisis_answers or pending.conversation.danger.answers), told.name: 1}


def nothing_left(pending: Pending, language: str) -> bool:
    """Whether a message asks what to do now and all that we know was said: no menu then, and no words twice."""
    stands = pending.choice is None and pending.conversation.danger.crisis is not None
    return stands and safety.hour.asks_what_to_do(pending.text) and step(pending, language) is None


def _told_again(pending: Pending, language: str) -> Told | None:
    """The next step for what was answered before: it asks for no more now than it did then."""
    danger = pending.conversation.danger
    if danger.crisis is None or pending.choice is not None:
        return None
    known = safety.hour.hint(pending.text, _of(pending), (), language) is not None
    return safety.hour.step(_of(pending), danger.answers, language) if known else None


def _last(crisis: str, answers: Mapping[str, int], language: str) -> Iterator[tuple[str, str]]:
    """What is left when there is no step any more; what we are, only where no alarm has said it."""
    last = next(iter(topics(answers)), crisis)
    yield "near", safety.afterwards.near(crisis, language, last)
    still = safety.answer(last, language, 2)
    if still and all(answers[topic] < STILL for topic in topics(answers)):
        yield "still", still


def _of(pending: Pending) -> list[str]:
    danger = pending.conversation.danger
    return topics(danger.answers) or ([danger.crisis] if danger.crisis else [])
