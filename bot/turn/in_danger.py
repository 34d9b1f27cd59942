"""What is said while a danger or a doubt stands, and right after it: our own words first, then what was needed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from bot.turn import afterwards, asked_in_danger, beside_danger, danger, hour, needed_beside, standing, watched, whose
from bot.turn.asking import Chances
from bot.turn.choices import chosen
from bot.turn.hearing import Hearing
from bot.turn.named import ASK
from bot.turn.questions import KNOWN_ANSWER
from bot.turn.ringing import MEDICAL
from bot.turn.understood import begins_with_the_fact
from casebook.records import Danger, Outcome, Pending, Say
from services import safety
from services.answers import tells_of_danger
from services.casework.desk import PRIORITY
from services.casework.homes import town_told
from services.safety.hour import Told

FEW: Final = 3  # words that play a danger down, and nothing else
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
        if watched.answered(pending, outcome, reading, self._hears, language):
            return True
        if danger.number_told(pending, outcome, language):
            return True
        afterwards.hear_of_another(pending, outcome)
        if self._answered_or_eased(pending, outcome, language):
            return True
        if (own := afterwards.own(pending, told, language)) is not None:
            await self._say_own(own, pending, outcome, language)
            if told == "better":
                count = afterwards.times_better(pending) + 1
                outcome.crisis_answers = {**pending.conversation.danger.answers, standing.BETTER: count}
                await self._asked_beside_news(pending, outcome, language)
            if reading.doubt and told is None:
                outcome.queue("worried", PRIORITY["worried"])
            return True
        if self._of_the_hour(pending, outcome, language) or self._goes_on(pending, outcome, reading, language):
            return True
        doubt = reading.doubt
        reason, quiet = str(reading.reason), reading.quiet
        return doubt is not None and danger.doubt(pending, outcome, doubt, reason, language, quiet=quiet)

    def _of_the_hour(self, pending: Pending, outcome: Outcome, language: str) -> bool:
        """Whether it was answered with what to do now; a person is told that the danger goes on."""
        talk = pending.conversation
        # A need told at length is helped; but "no ride, and my 5 year old is here" is of the danger to a body.
        for_a_need = talk.danger.crisis != MEDICAL and self._hears.plainly_needs(pending.text)
        if _nobody_asks_us(pending):
            return False
        found = chosen(pending)  # "can someone come" is a question of the hour first, then of what was named
        picked = found is not None and found["intent"] not in (ASK, KNOWN_ANSWER)
        told = hour.now(pending, language)
        if picked and not (told is not None and asked_in_danger.answers_it(told)):
            told = hour.asked(pending, language)
        if for_a_need and not (told is not None and (hour.outweighs(told) or asked_in_danger.answers_it(told))):
            return False
        if told is not None and hour.is_broad(told) and self._is_another_need(pending):
            return False
        if told is None:
            if silent := hour.nothing_left(pending, language):
                outcome.outcome = "silent"
                outcome.queue("worried", PRIORITY["worried"])
            return silent
        _say(told, pending, outcome)
        if (other := asked_in_danger.also_asked(pending, told, language)) is not None:
            _say(other, pending, outcome)
        return True

    def _answered_or_eased(self, pending: Pending, outcome: Outcome, language: str) -> bool:
        """Whether a question with a known answer was asked in a danger, or a body said to be better or asleep."""
        if _nobody_asks_us(pending):
            return False
        if (answer := beside_danger.known_answer(pending, language)) is not None:
            if (straight := asked_in_danger.asked_straight(pending, language)) is not None:
                _say(straight, pending, outcome)
            outcome.says.append(Say(answer.text, (danger.safe_choice(language),)))
            outcome.audit.append(("in_danger", answer.name))
            outcome.queue("worried", PRIORITY["worried"])
            if (way := hour.on_the_way(pending, language)) is not None:
                _say(way, pending, outcome)
            return True
        if (eased := hour.eased(pending, language)) is None or self._is_another_need(pending):
            return False
        _say(eased, pending, outcome, (danger.safe_choice(language),))
        outcome.doubt_answered = False  # asleep is no answer to whether all is well
        return True

    def _is_another_need(self, pending: Pending) -> bool:
        """Whether a message is surely about something that no danger of a body is about: a day care, a bill."""
        need = self._hears.surely_needs(pending.text)
        return need is not None and not safety.stands.is_no_other_need(need, safety.stands.BODY)

    def _goes_on(self, pending: Pending, outcome: Outcome, reading: safety.Reading, language: str) -> bool:
        """Whether a message near a danger asks for no other help: our own words then, or a person reads on."""
        if _nobody_asks_us(pending) or reading.keyword is not None:
            return False
        if (told := beside_danger.goes_on(pending, self._hears, language)) is not None:
            _say(told, pending, outcome)
            return True
        if not beside_danger.is_of_it(pending, self._hears):
            return False
        outcome.outcome = "silent"
        outcome.queue("worried", PRIORITY["worried"])
        return True

    async def go_on(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """After "we are safe": what the family had written before we asked, or needed beside, gets its answer.

        Where it told of nothing but the danger: how to go on.
        """
        talk = pending.conversation
        if talk.opted_out or talk.owner == "person" or asked_in_danger.beside_safe(pending, language):
            return  # what was asked beside it is answered
        before = replace(pending, text=pending.began, choice=None, offered=())
        rest = safety.beside_safe(pending.text) if pending.choice is None else ""
        rest = "" if _only_tells(replace(before, text=rest)) else rest
        if talk.danger.doubt and pending.began and self._goes_on_from(pending):
            whole = replace(before, text=needed_beside.joined(pending.began, rest))
            needs = self._hears.without_danger(whole.text)
            await self._ask(whole, outcome, language, lambda _text: needs)
        elif told := needed_beside.told_beside(pending, self._hears, rest):
            text, needs_told = told
            text = text if rest in text else needed_beside.joined(text, rest)  # where they are now may be told with it
            await self._ask(replace(before, text=text), outcome, language, lambda _text: needs_told)
        elif needed_beside.asks_for_help(pending, self._hears, rest):
            await self._ask(replace(before, text=rest), outcome, language, self._hears.without_danger)
        elif not safety.helpers_came(pending.text):
            outcome.says.append(Say(safety.say("after", language)))

    def _goes_on_from(self, pending: Pending) -> bool:
        """Whether the message that left a doubt asks for anything, or tells the town or number that we asked for."""
        began = replace(pending, text=pending.began)
        fact = town_told(pending.began) is not None or begins_with_the_fact(began)
        return fact or self._hears.asks_for_more(pending.began)

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

    async def _say_own(self, own: str, pending: Pending, outcome: Outcome, language: str) -> None:
        """Our words to what follows a danger, then help with what a denial was said beside."""
        if ends := afterwards.ends(pending):
            danger.taken_back(pending, outcome, str(afterwards.denied_label(pending)))
        over = ends and outcome.over
        stands = not over and (pending.conversation.danger.crisis or pending.conversation.danger.doubt)
        if ends and (tells := beside_danger.whom_we_tell(pending, language)):
            own = f"{own} {tells}"
        if ends and not over:  # another danger was told, and stands
            own = f"{own}\n{beside_danger.stands(outcome, language)}"
        asks = stands and not safety.helpers_came(pending.text)  # who has help there is not asked for our word
        outcome.says.append(Say(own, (danger.safe_choice(language),) if asks else ()))
        rest = afterwards.without_denial(pending)
        words = pending.text if over else rest  # "I meant the rent" is all of it a denial, and names the need
        if over and afterwards.denial(pending) == afterwards.LANDLORD:
            await self._ask(_of_the_landlord(pending), outcome, language, self._hears.without_danger)
            return
        needs = self._hears.needs_of(words) if rest != pending.text else None
        if needs is not None:
            await self._ask(replace(pending, text=words), outcome, language, lambda _text: needs)
        elif over and (told := needed_beside.needs_told(pending.rang, self._hears)):
            text, beside = told
            await self._ask(replace(pending, text=text), outcome, language, lambda _text: beside)
        elif over and self._hears.asks_for_more(words):
            await self._ask(replace(pending, text=words), outcome, language, self._hears.without_danger)
        elif over:
            outcome.says.append(Say(safety.say("again", language)))

    async def _asked_beside_news(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """Answer what is asked beside good news that ends no danger: a known question, or another need."""
        asked = replace(pending, text=safety.questions.asked(pending.text), offered=())
        if len(asked.text.split()) < FEW:
            return
        if (known := beside_danger.answer_known(asked, language)) is not None:
            outcome.says.append(Say(known))
        elif needed_beside.asks_for_help(asked, self._hears, asked.text):
            stands = outcome.outcome, outcome.reading
            needs = self._hears.needs_of(asked.text)  # "can you still help with the formula" asks for that
            chances = self._hears.without_danger if needs is None else lambda _text: needs
            await self._ask(asked, outcome, language, chances)
            outcome.outcome, outcome.reading = stands


def _only_tells(pending: Pending) -> bool:
    """Whether it tells of the help that came ("i called 988, a lady is coming") and asks nothing about it."""
    found = chosen(pending)
    known = found is not None and tells_of_danger(str(found["entities"].get("answer_id")))
    return known and not safety.stands.is_question(pending.text)


def _of_the_landlord(pending: Pending) -> Pending:
    """What rang, as it is read now that the landlord was meant."""
    calm = replace(pending.conversation, danger=Danger())
    text = needed_beside.joined(*pending.rang) or pending.text
    return replace(pending, text=text, earlier=(*pending.earlier, pending.text), conversation=calm, offered=())


def _nobody_asks_us(pending: Pending) -> bool:
    """Whether nobody of us is to answer: after STOP, or where a person does."""
    return pending.conversation.opted_out or pending.conversation.owner == "person"


def _say(told: Told, pending: Pending, outcome: Outcome, choices: tuple[dict[str, Any], ...] = ()) -> None:
    """Say what belongs to the danger that stands, once, and show a person that it goes on."""
    outcome.says.append(Say(told.text, choices))
    hour.keep(pending, outcome, told)
    outcome.audit.append(("in_danger", told.name))
    outcome.queue("worried", PRIORITY["worried"])
