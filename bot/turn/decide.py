"""What a message leads to: crisis before everything, then keywords, then silence where it is due, then Rasa."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

import structlog

from bot.errors import AssistantFailed
from bot.turn import danger, phone, ringing, watched
from bot.turn.actions import ActionEndpoint
from bot.turn.answering import (
    back_again,
    introduce,
    leave_whole,
    said_once,
    take_answer,
    trouble,
    without_not_known,
)
from bot.turn.aside import beside, note_told
from bot.turn.asking import Chances, Score, asking
from bot.turn.assistant import Assistant
from bot.turn.at_desk import made_for
from bot.turn.beside_danger import call_a_person
from bot.turn.bursts import Kind
from bot.turn.choices import chosen, unclear_number
from bot.turn.closing import closes
from bot.turn.halves import Part, halves
from bot.turn.hearing import Hearing, language_of
from bot.turn.home import at_home, note_home
from bot.turn.in_danger import InDanger
from bot.turn.linking import Join, code_in, link
from bot.turn.meanwhile import help_meanwhile, was_helped
from bot.turn.named import Meaning, Talk
from bot.turn.one_list import take_part
from bot.turn.person import WISH
from bot.turn.pieces import put_at_all
from bot.turn.questions import of_a_place, tells_beside
from bot.turn.reached import called
from bot.turn.remember import facts_of
from casebook.care.records import FamilyRecord
from casebook.queries.missed import UNREAD
from casebook.records import Outcome, Pending, Say
from services import safety
from services.casework import Desk
from services.casework.desk import ANNOUNCED, PRIORITY
from services.casework.homes import town_told
from services.library.messages import Messages

log = structlog.get_logger()

# Opens the record of a family.
type OpenRecord = Callable[[str], Awaitable[FamilyRecord]]


class Decide:
    """Turns a pending message into an outcome; it writes nothing itself."""

    def __init__(
        self,
        assistant: Assistant,
        actions: ActionEndpoint,
        messages: Messages,
        desk: Callable[[], Desk],
        record: OpenRecord,
        score: Score = lambda _text: None,
        chances: Chances = lambda _text: None,
        needs: Chances = lambda _text: None,
    ) -> None:
        self._assistant = assistant
        self._actions = actions
        self._messages = messages
        self._desk = desk
        self._record = record
        self.hears = Hearing(score, chances, needs)
        self._in_danger = InDanger(self.hears, self._ask)
        self.join: Join | None = None  # set where a page and a phone can be joined

    async def __call__(self, pending: Pending) -> Outcome:
        """The outcome of one message; a fault of ours never ends in silence."""
        try:
            return await self._decided(pending)
        except Exception as error:  # one bad message must not hold up its conversation for ever
            log.exception("turn_failed", error=type(error).__name__)
            talk = pending.conversation
            outcome = Outcome(pending.message, talk.id)
            trouble(pending, outcome, self._messages, talk.language, str(type(error).__name__))
            return outcome

    async def _decided(self, pending: Pending) -> Outcome:
        talk = pending.conversation
        language = language_of(pending)
        outcome = Outcome(pending.message, talk.id, language=language if language != talk.language else None)
        await self._answer(pending, outcome, language)
        _note(pending, outcome)
        watched.keep(pending, outcome, language)
        await help_meanwhile(pending, outcome, language, self.hears, self._ask)
        back_again(pending, outcome, self._messages, language)
        introduce(pending, outcome, self._messages, language)
        outcome.closing = closes(pending, outcome, self.hears.scored)
        return outcome

    async def _answer(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """Danger before everything, then keywords and what follows a danger; then what any message gets."""
        reading, told, picked = self.hears.read(pending, language), ringing.told_safety(pending), self._chosen(pending)
        keyword = phone.keyword(pending, reading, picked)
        # Whatever else it says, it is not silence; "ok" or "1" says no more than silence does.
        outcome.doubt_answered = pending.conversation.danger.doubt is not None and not ringing.evades(pending)
        if alarm := ringing.found(pending, reading, told):
            await self._ring(pending, outcome, alarm, language)
        elif keyword is not None:
            watched.take_keyword(pending, outcome, keyword, reading, language)
        elif told == "safe":
            danger.over(pending, outcome, language)
            watched.without_safe_words(pending, outcome, language)
            await self._go_on(pending, outcome, language)
        elif await self._in_danger.said(pending, outcome, reading, told, language):
            call_a_person(pending, outcome, language)
        else:
            await self._answer_calmly(pending, outcome, picked, language)

    async def _ring(self, pending: Pending, outcome: Outcome, alarm: ringing.Alarm, language: str) -> None:
        """An alarm, and what the message needs or asks for beside it."""
        danger.alarm(pending, outcome, alarm, language)
        await self._in_danger.beside(pending, outcome, language)
        call_a_person(pending, outcome, language)
        watched.plain_alarm(pending, outcome, alarm, self.hears, language)

    async def _answer_calmly(self, pending: Pending, outcome: Outcome, picked: Meaning | None, language: str) -> None:
        """What a message without danger leads to: silence where it is due, a choice of ours, then Rasa."""
        talk = pending.conversation
        if self.join is not None and (code := code_in(pending)):
            await link(self.join, code, pending, outcome, language)
        elif talk.opted_out or talk.owner == "person":
            outcome.outcome = "silent"
        elif phone.automatic(pending):
            phone.leave(pending, outcome)
        elif (said := phone.own_choice(picked, language) or self._unclear(pending, picked)) is not None:
            outcome.says.append(said)
        elif (answer := phone.wordless(pending, self._messages, language)) is not None:
            outcome.says.append(Say(answer))
        else:
            await self._ask_halves(pending, outcome, language)
            phone.mention_media(pending, outcome, self._messages, language)

    def kind(self, pending: Pending) -> Kind:
        """What a text that came among others asks for: whether it may be read together with them."""
        language = language_of(pending)
        reading, told, picked = self.hears.read(pending, language), ringing.told_safety(pending), self._chosen(pending)
        if reading.doubt or ringing.found(pending, reading, told):
            return "danger"
        keyword = phone.keyword(pending, reading, picked)
        if keyword == "stop":
            return "stop"
        return "alone" if keyword or told or picked or pending.choice is not None else "words"

    def answers(self, pending: Pending) -> bool:
        """Whether a text is what we have just asked for, so that nobody needs to wait for more of it."""
        return phone.answers(pending)

    def cut(self, pending: Pending, outcome: Outcome, *, first: bool) -> None:
        """Break a loop with another machine: a person is told why, the other end hears it once."""
        phone.cut(pending, outcome, self._messages if first else None)

    def _chosen(self, pending: Pending) -> Meaning | None:
        return chosen(pending, self._desk().service)

    def _unclear(self, pending: Pending, picked: Meaning | None) -> Say | None:
        """What to ask back for a number that picks nothing."""
        return None if picked else unclear_number(pending, self._desk().service)

    async def _go_on(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """After "we are safe": what was needed, unless it was helped already."""
        if was_helped(pending):
            outcome.says.append(Say(safety.say("after", language)))
        else:
            await self._in_danger.go_on(pending, outcome, language)

    async def _ask_halves(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """Ask the assistant for each part of a message that says several things at once; most say one."""
        talk = Talk.of(pending, self._desk().service)
        pending = beside(pending, talk, self._chosen)
        talk = replace(talk, text=pending.text)
        parts = halves(pending, talk, self.hears.surely_needs, self._chosen)
        whole = len(parts) == 1 and parts[0].said != WISH  # who wants a person as well is given one
        if (picked := self._chosen(pending) if whole else None) is not None:
            parts = (Part(pending.text),)  # all of it was understood: nothing in it is a mere courtesy
        home = town_told(pending.text) if pending.choice is None else None
        if len(parts) == 1 and tells_beside(pending, picked, talk, self.hears.surely_needs):
            parts = (*parts, Part(pending.text, as_told=True))
        before = replace(outcome, says=[*outcome.says], changes=[*outcome.changes], audit=[*outcome.audit])
        for at, part in enumerate(replace(part, home=home) for part in parts):
            said, state = len(outcome.says), outcome.state
            await self._ask_part(pending, outcome, language, part)
            if outcome.outcome in UNREAD:
                leave_whole(outcome, before, outcome.says[said:])
            elif at and not put_at_all(part.said):
                outcome.says[said:] = without_not_known(outcome.says[said:])
            if at:
                take_part(outcome, said, state)
            if outcome.crisis or outcome.outcome != "answered":
                return  # what was said of that is said once
        outcome.says = said_once(outcome.says)

    async def _ask_part(self, pending: Pending, outcome: Outcome, language: str, part: Part) -> None:
        talk = replace(pending.conversation, state=outcome.state or pending.conversation.state)
        this = replace(pending, text=part.said, conversation=talk)
        this = called(this) if outcome.queue_reason in ANNOUNCED else this  # by a part before this one
        await self._ask(this, outcome, language, self.hears.of_turn(this), part)

    async def _ask(
        self, pending: Pending, outcome: Outcome, language: str, chances: Chances, part: Part | None = None
    ) -> None:
        """Let Rasa answer a message, or a `part` of one: by the choice that it stands for, or by its words."""
        part = part or Part(pending.text, home=town_told(pending.text) if pending.choice is None else None)
        picked = None if part.as_told else self._chosen(pending) or (of_a_place(part.said) if part.asks else None)
        if pending.choice is not None and picked is None:
            outcome.says.append(Say(self._messages.say("choice_gone", language)))
            return
        turn, desk = uuid4().hex, made_for(self._desk(), pending, outcome, part)
        desk.open_record = partial(self._record, pending.conversation.family)
        request = asking(pending, turn, picked, language, chances)
        if pending.conversation.state is None:  # another of its addresses may have told us much already
            request["slots"] |= facts_of(await desk.record())
        try:
            with self._actions.open(turn, desk):
                answer = await self._assistant.turn(request)
        except AssistantFailed as error:
            trouble(pending, outcome, self._messages, language, str(error))
            if picked and picked["intent"] == "talk_to_person":  # this needs no Rasa
                outcome.queue("asked", PRIORITY["asked"])
                outcome.says = [Say(self._messages.say("person_still_coming", language))]
                outcome.outcome = "answered"  # a person was all that was asked for: nothing is to be read again
            return
        if desk.crisis and not outcome.over:
            danger.alarm(pending, outcome, ringing.Alarm(desk.crisis, "assistant"), language)
            return
        at_last = replace(answer, state=at_home(pending, answer.state, Talk.of(pending, desk.service)))
        take_answer(pending, outcome, at_last, desk, self._messages, language)


def _note(pending: Pending, outcome: Outcome) -> None:
    """Keep what was told by the way; of what was missed nothing yet, as all of it is read again."""
    if outcome.outcome not in UNREAD:
        note_home(pending, outcome)
        note_told(pending, outcome)
