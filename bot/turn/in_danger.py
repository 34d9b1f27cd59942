"""What is said while a danger or a doubt stands, and right after it: our own words first, then what was needed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.turn import afterwards, danger, hour, whose
from bot.turn.asking import Chances
from bot.turn.choices import chosen
from bot.turn.hearing import Hearing
from bot.turn.named import ASK
from bot.turn.questions import KNOWN_ANSWER
from bot.turn.ringing import MEDICAL
from casebook.records import Outcome, Pending, Say
from services import safety
from services.casework.desk import PRIORITY

FEW: Final = 3  # words that say that one is safe, and nothing else
# Lets Rasa answer a message, read by these chances.
type Ask = Callable[[Pending, Outcome, str, Chances], Awaitable[None]]


class InDanger:
    """The turns of a talk in which danger was heard, as far as they are not an alarm themselves."""

    def __init__(self, hears: Hearing, ask: Ask) -> None:
        self._hears = hears
        self._ask = ask

    async def said(
        self, pending: Pending, outcome: Outcome, reading: safety.Reading, told: str | None, language: str
    ) -> bool:
        """Whether it needs words of ours for danger: a number for the line, what follows an alarm, a doubt."""
        if danger.number_told(pending, outcome, language):
            return True
        afterwards.hear_of_another(pending, outcome)
        if (own := afterwards.own(pending, told, language)) is not None:
            await self._say_own(own, pending, outcome, language)
            if reading.doubt and told is None:
                outcome.queue("worried", PRIORITY["worried"])
            return True
        if self._of_the_hour(pending, outcome, language):
            return True
        doubt = reading.doubt
        return doubt is not None and danger.doubt(pending, outcome, doubt, str(reading.reason), language)

    def _of_the_hour(self, pending: Pending, outcome: Outcome, language: str) -> bool:
        """Whether it was answered with what to do now; a person is told that the danger goes on."""
        talk = pending.conversation
        # A need told at length is helped; but "no ride, and my 5 year old is here" is of the danger to a body.
        for_a_need = talk.danger.crisis != MEDICAL and self._hears.plainly_needs(pending.text)
        if talk.opted_out or talk.owner == "person" or for_a_need:
            return False
        found = chosen(pending)  # "can someone come" is a question of the hour first, then of what was named
        picked = found is not None and found["intent"] not in (ASK, KNOWN_ANSWER)
        if (told := (hour.asked if picked else hour.now)(pending, language)) is None:
            if silent := hour.nothing_left(pending, language):
                outcome.outcome = "silent"
                outcome.queue("worried", PRIORITY["worried"])
            return silent
        outcome.says.append(Say(told.text))
        hour.keep(pending, outcome, told)
        outcome.audit.append(("in_danger", told.name))
        outcome.queue("worried", PRIORITY["worried"])
        return True

    async def go_on(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """After "we are safe": what the family had written before we asked, or needed beside, gets its answer.

        Where it told of nothing but the danger: how to go on.
        """
        talk = pending.conversation
        if talk.opted_out or talk.owner == "person":
            return
        before = replace(pending, text=pending.began, choice=None, offered=())
        if talk.danger.doubt and pending.began and self._hears.asks_for_more(pending.began):
            await self._ask(before, outcome, language, self._hears.without_danger)
        elif told := self._needs_told((*pending.rang, *_said_beside(pending))):
            text, needs = told
            await self._ask(replace(before, text=text), outcome, language, lambda _text: needs)
        else:
            outcome.says.append(Say(safety.say("after", language)))

    async def beside(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """Help with what a message needs beside playing a danger down: nobody is left without it for that."""
        rest = safety.played_down.beside(pending.text)
        plain = whose.plays_down(pending) and len(rest.split()) > FEW
        plain = plain and not pending.conversation.opted_out and safety.hour.needs(rest)
        needs = self._hears.needs_of(rest) if plain else None
        if needs is None or pending.conversation.owner == "person":
            return
        stands = outcome.outcome, outcome.reading
        await self._ask(replace(pending, text=rest), outcome, language, lambda _text: needs)
        outcome.outcome, outcome.reading = stands  # it is a danger first

    def _needs_told(self, texts: Sequence[str]) -> tuple[str, list[list[float]]] | None:
        """The messages that told a need beside a danger, and the needs of all of them; None where none did."""
        open_still = (text for text in dict.fromkeys(texts) if safety.afterwards.asked(text) is None)
        told = [(text, needs) for text in open_still if (needs := self._hears.needs_of(text))]
        if not told:
            return None
        rows = zip(*(needs for _, needs in told), strict=True)
        return ". ".join(text for text, _ in told), [[max(each) for each in zip(*row, strict=True)] for row in rows]

    async def _say_own(self, own: str, pending: Pending, outcome: Outcome, language: str) -> None:
        """Our words to what follows a danger, then help with what a denial was said beside."""
        over = afterwards.ends(pending)
        if over:
            danger.taken_back(pending, outcome)
        stands = not over and (pending.conversation.danger.crisis or pending.conversation.danger.doubt)
        outcome.says.append(Say(own, (danger.safe_choice(language),) if stands else ()))
        rest = afterwards.without_denial(pending)
        words = pending.text if over else rest  # "I meant the rent" is all of it a denial, and names the need
        needs = self._hears.needs_of(words) if rest != pending.text else None
        if needs is not None:
            await self._ask(replace(pending, text=words), outcome, language, lambda _text: needs)
        elif over and (told := self._needs_told(pending.rang)):
            text, beside = told
            await self._ask(replace(pending, text=text), outcome, language, lambda _text: beside)


def _said_beside(pending: Pending) -> tuple[str, ...]:
    """The message that says "safe" itself, where it says more than that."""
    return (pending.text,) if pending.choice is None and len(pending.text.split()) > FEW else ()
