"""What a message leads to: crisis before everything, then keywords, then silence where it is due, then Rasa."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from uuid import uuid4

import structlog

from bot.errors import AssistantFailed
from bot.turn import afterwards, danger, phone
from bot.turn.actions import ActionEndpoint
from bot.turn.asking import READ_AT_MOST, Chances, asking, reading_of
from bot.turn.assistant import Answer, Assistant
from bot.turn.bursts import Kind
from bot.turn.choices import chosen, consent_asked, is_left
from bot.turn.closing import closes
from bot.turn.linking import Join, code_in, link
from bot.turn.remember import facts_of, told
from casebook.care.records import FamilyRecord
from casebook.records import Outcome, Pending, Say
from services import safety
from services.casework import Desk
from services.casework.desk import ANNOUNCED, PRIORITY
from services.casework.needs import all_needs
from services.language import choose, guess, not_known
from services.library.messages import Messages

log = structlog.get_logger()

ASSISTANT_DOWN = "assistant_down"
ASKED_AT_ALL = 0.2  # of a need or a question in a message that first sounded of danger

# What a network makes of a message: each label's chance; None where there is no network.
type Score = Callable[[str], Mapping[str, float] | None]
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
        self.score, self.chances, self.needs = score, chances, needs
        self.join: Join | None = None  # set where a page and a phone can be joined

    async def __call__(self, pending: Pending) -> Outcome:
        """The outcome of one message; a fault of ours never ends in silence."""
        try:
            return await self._decided(pending)
        except Exception as error:  # one bad message must not hold up its conversation for ever
            log.exception("turn_failed", error=type(error).__name__)
            talk = pending.conversation
            outcome = Outcome(pending.message, talk.id)
            self._trouble(pending, outcome, talk.language, str(type(error).__name__))
            return outcome

    async def _decided(self, pending: Pending) -> Outcome:
        talk = pending.conversation
        language = _language(pending)
        outcome = Outcome(pending.message, talk.id, language=language if language != talk.language else None)
        reading = self._read(pending, language)
        told = danger.told_safety(pending)
        picked = chosen(pending)
        keyword = phone.keyword(pending, reading, picked)
        # Whatever else it says, it is not silence; "ok" or "1" says no more than silence does.
        outcome.doubt_answered = talk.danger.doubt is not None and not danger.evades(pending)
        if alarm := danger.found(pending, reading, told):
            danger.alarm(pending, outcome, *alarm, language)
        elif keyword is not None:
            phone.take_keyword(pending, outcome, keyword, reading, language)
        elif told == "safe":
            danger.over(pending, outcome, language)
            await self._go_on(pending, outcome, language)
        elif await self._said_in_danger(pending, outcome, reading, told, language):
            pass
        elif self.join is not None and (code := code_in(pending)):
            await link(self.join, code, pending, outcome, language)
        elif talk.opted_out or talk.owner == "person":
            outcome.outcome = "silent"
        elif phone.automatic(pending):
            phone.leave(pending, outcome)
        elif (said := phone.own_choice(picked, language)) is not None:
            outcome.says.append(said)
        elif (answer := phone.wordless(pending, self._messages, language)) is not None:
            outcome.says.append(Say(answer))
        else:
            await self._ask(pending, outcome, language, self._hand_over)
            phone.mention_media(pending, outcome, self._messages, language)
        self._introduce(pending, outcome, language)
        outcome.closing = closes(pending, outcome, self._scored)
        return outcome

    def kind(self, pending: Pending) -> Kind:
        """What a text that came among others asks for: whether it may be read together with them."""
        language = _language(pending)
        reading, told, picked = self._read(pending, language), danger.told_safety(pending), chosen(pending)
        if reading.doubt or danger.found(pending, reading, told):
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

    def _read(self, pending: Pending, language: str) -> safety.Reading:
        """Both layers of safety; should the network fail, the phrases still stand."""
        stopped, provider = pending.conversation.opted_out, pending.provider
        text = pending.text
        reading = safety.read(text, self._scored(text), language=language, stopped=stopped, provider=provider)
        if reading.doubt and reading.matched is None and is_left(chosen(pending)):
            return replace(reading, doubt=None, reason=None)  # a strange name; an alarm still counts
        if (rest := afterwards.without_denial(pending)) == text:
            return reading
        alone = safety.read(rest, self._scored(rest), language=language)
        return replace(reading, crisis=alone.crisis, doubt=alone.doubt, reason=alone.reason, matched=alone.matched)

    def _scored(self, text: str) -> Mapping[str, float] | None:
        try:
            return self.score(text[:READ_AT_MOST]) if text.strip() else None
        except Exception as error:  # whatever it is, danger must still be heard
            log.exception("score_failed", error=type(error).__name__)
            return None

    def _hand_over(self, text: str) -> list[list[float]] | None:
        """The network's chances for Rasa; where it fails here, Rasa reads by itself."""
        return self._safely(self.chances, text)

    def _safely(self, chances: Chances, text: str) -> list[list[float]] | None:
        try:
            return chances(text)
        except Exception as error:  # whatever it is, the family still gets its answer
            log.exception("chances_failed", error=type(error).__name__)
            return None

    async def _said_in_danger(
        self, pending: Pending, outcome: Outcome, reading: safety.Reading, told: str | None, language: str
    ) -> bool:
        """Whether it needs words of ours for danger: a number for the line, what follows an alarm, a doubt."""
        if danger.number_told(pending, outcome, language):
            return True
        if (own := afterwards.own(pending, told, language)) is not None:
            await self._say_own(own, pending, outcome, language)
            if reading.doubt and told is None:
                _queue(outcome, "worried", PRIORITY["worried"])
            return True
        doubt = reading.doubt
        return doubt is not None and danger.doubt(pending, outcome, doubt, str(reading.reason), language)

    async def _say_own(self, own: str, pending: Pending, outcome: Outcome, language: str) -> None:
        """Our words to what follows a danger, then help with what a denial was said beside."""
        stands = pending.conversation.danger.crisis or pending.conversation.danger.doubt
        outcome.says.append(Say(own, (danger.safe_choice(language),) if stands else ()))
        rest = afterwards.without_denial(pending)
        if rest != pending.text and (needs := self._safely(self.needs, rest)):
            await self._ask(replace(pending, text=rest), outcome, language, lambda _text: needs)

    async def _go_on(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """After "we are safe": what the family had written before we asked, or needed beside, gets its answer.

        Where it told of nothing but the danger: how to go on.
        """
        talk = pending.conversation
        if talk.opted_out or talk.owner == "person":
            return
        before = replace(pending, text=pending.began, choice=None, offered=())
        if talk.danger.doubt and pending.began and self._asks_for_more(pending.began):
            await self._ask(before, outcome, language, self._hand_over)
        elif pending.began and (needs := self._safely(self.needs, pending.began)):
            await self._ask(before, outcome, language, lambda _text: needs)
        else:
            outcome.says.append(Say(safety.say("after", language)))

    def _asks_for_more(self, text: str) -> bool:
        """Whether a doubtful message may ask for anything that we know; without a network Rasa finds out."""
        scored = self._scored(text) or {}
        known = [chance for label, chance in scored.items() if label in all_needs() or label.endswith("_question")]
        return not known or max(known) >= ASKED_AT_ALL

    async def _ask(self, pending: Pending, outcome: Outcome, language: str, chances: Chances) -> None:
        picked = chosen(pending)
        if pending.choice is not None and picked is None:
            outcome.says.append(Say(self._messages.say("choice_gone", language)))
            return
        turn, desk = uuid4().hex, self._desk()
        desk.in_danger = pending.conversation.danger.crisis is not None and not outcome.over
        desk.announced = pending.conversation.owner == "queue" and pending.conversation.queue_reason in ANNOUNCED
        desk.consent_asked = consent_asked(pending)
        desk.conversation = pending.conversation.id
        desk.open_record = partial(self._record, pending.conversation.family)
        request = asking(pending, turn, picked, language, chances)
        if pending.conversation.state is None:  # another of its addresses may have told us much already
            request["slots"] |= facts_of(await desk.record())
        try:
            with self._actions.open(turn, desk):
                answer = await self._assistant.turn(request)
        except AssistantFailed as error:
            self._trouble(pending, outcome, language, str(error))
            if picked and picked["intent"] == "talk_to_person":  # this needs no Rasa
                _queue(outcome, "asked", PRIORITY["asked"])
                outcome.says = [Say(self._messages.say("person_still_coming", language))]
            return
        if desk.crisis and not outcome.over:
            danger.alarm(pending, outcome, desk.crisis, "assistant", language)
            return
        self._take_answer(pending, outcome, answer, desk, language)

    def _take_answer(self, pending: Pending, outcome: Outcome, answer: Answer, desk: Desk, language: str) -> None:
        outcome.state = answer.state
        outcome.leave_queue = ASSISTANT_DOWN
        outcome.reading = reading_of(answer, desk)
        outcome.changes += [*told(pending.conversation.state, answer.state), *desk.changes]
        told_something = bool(answer.understood.get("entities"))
        labels = [name for name, _ in outcome.reading["labels"]]
        near = None if told_something else afterwards.near(pending, labels, desk.language or language)
        said = [Say(reply.text, reply.choices, reply.extras) for reply in answer.replies if reply.text.strip()]
        outcome.says += [Say(near)] if near and not outcome.over else said
        if not outcome.says:
            outcome.says.append(Say(self._messages.say("no_answer", desk.language or language)))
        afterwards.line_first(pending, outcome, desk.language or language)
        if desk.language:
            outcome.language, outcome.language_chosen = desk.language, True
        if desk.stop and pending.conversation.channel == "sms":
            phone.ask_whether_to_stop(outcome, desk.language or language)
        outcome.forget = desk.forget
        if desk.hand_off and not desk.forget:
            _queue(outcome, desk.hand_off, PRIORITY[desk.hand_off])
            outcome.audit.append(("hand_off", desk.hand_off))

    def _trouble(self, pending: Pending, outcome: Outcome, language: str, reason: str) -> None:
        log.error("assistant_failed", reason=reason)
        outcome.outcome = ASSISTANT_DOWN
        _queue(outcome, ASSISTANT_DOWN, PRIORITY["not_understood"])
        again = pending.conversation.queue_reason == ASSISTANT_DOWN
        outcome.says.append(Say(self._messages.say("still_trouble" if again else "trouble", language)))
        if not again:
            outcome.alerts.append(ASSISTANT_DOWN)

    def _introduce(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """On first contact: what this is, that it is no person, how to reach one. Danger and STOP come first.

        Nor does it come right behind "we are safe", or between our own words to a danger: a later answer brings it.
        """
        talk = pending.conversation
        if outcome.over or afterwards.recent(pending):
            return
        if talk.greeted or not outcome.says or outcome.crisis or outcome.outcome in ("stop", "help", "worried"):
            return
        outcome.greeted = True
        outcome.shown = self._messages.say(f"first_contact_{talk.channel}", outcome.language or language)
        outcome.says.insert(0, Say(outcome.shown))


def _language(pending: Pending) -> str:
    """What to answer in; a danger was answered before anything else could be, and "a salvo" is no English for that."""
    talk = pending.conversation
    first = not (talk.greeted or talk.danger.crisis or talk.danger.doubt)
    guessed = choose(guess(pending.text), talk.language, chosen=talk.language_chosen, first=first)
    return not_known(pending.text) or guessed


def _queue(outcome: Outcome, reason: str, priority: int) -> None:
    """Put it in the queue, unless this turn has a more urgent reason."""
    if priority > outcome.queue_priority:
        outcome.queue_reason, outcome.queue_priority = reason, priority
