"""What a message leads to: crisis before everything, then keywords, then silence where it is due, then Rasa."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog

from bot.errors import AssistantFailed
from bot.turn.actions import ActionEndpoint
from bot.turn.assistant import Answer, Assistant
from bot.turn.choices import chosen
from casebook.queries.rows import now
from casebook.records import Outcome, Pending, Say
from services import safety
from services.casework import Desk
from services.casework.desk import PRIORITY
from services.language import choose, guess
from services.library.messages import Messages

log = structlog.get_logger()

ASSISTANT_DOWN = "assistant_down"
SAME_CRISIS = timedelta(hours=12)
READ_AT_MOST = 2_000


class Decide:
    """Turns a pending message into an outcome; it writes nothing itself."""

    def __init__(
        self, assistant: Assistant, actions: ActionEndpoint, messages: Messages, desk: Callable[[], Desk]
    ) -> None:
        self._assistant = assistant
        self._actions = actions
        self._messages = messages
        self._desk = desk

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
        language = choose(guess(pending.text), talk.language, chosen=talk.language_chosen, first=not talk.greeted)
        outcome = Outcome(pending.message, talk.id, language=language if language != talk.language else None)
        reading = safety.read(pending.text, stopped=talk.opted_out)
        keyword = pending.carrier_keyword or reading.keyword
        if reading.crisis:
            self._crisis(pending, outcome, reading.crisis, language)
        elif keyword in ("stop", "start", "help") and talk.channel == "sms":
            answered = reading.answered_by_carrier or pending.carrier_keyword is not None
            self._keyword(pending, outcome, keyword, language, answered=answered)
        elif talk.opted_out or talk.owner == "person":
            outcome.outcome = "silent"
        elif (answer := self._wordless(pending, language)) is not None:
            outcome.says.append(Say(answer))
        else:
            await self._ask(pending, outcome, language)
        self._introduce(pending, outcome, language)
        return outcome

    def _crisis(self, pending: Pending, outcome: Outcome, crisis: str, language: str) -> None:
        talk = pending.conversation
        repeated = talk.crisis_at is not None and now() - talk.crisis_at < SAME_CRISIS
        outcome.outcome = "crisis"
        outcome.crisis = crisis
        outcome.even_if_owned = True
        outcome.queue_reason, outcome.queue_priority = crisis, PRIORITY["crisis"]
        outcome.reading = {"labels": [[crisis, 1.0]], "handed_over": "crisis"}
        outcome.audit.append(("crisis", crisis))
        outcome.says.append(Say(safety.answer(crisis, language, repeated=repeated)))

    def _keyword(self, pending: Pending, outcome: Outcome, keyword: str, language: str, *, answered: bool) -> None:
        stopped = pending.conversation.opted_out
        outcome.outcome = keyword
        outcome.even_if_owned = True
        if keyword == "start" and not stopped:
            outcome.outcome = "answered"  # START from a number that never stopped is a greeting
        if keyword in ("stop", "start"):
            outcome.consent = keyword == "start"
        # What the carrier answers itself is only recorded; a second STOP gets no second text.
        if not answered and not (keyword == "stop" and stopped) and not (keyword == "help" and stopped):
            outcome.says.append(Say(safety.keyword_answer(keyword, language)))

    def _wordless(self, pending: Pending, language: str) -> str | None:
        """The answer to a message without words, or None when there are some."""
        if pending.text.strip() or pending.choice is not None:
            return None
        return self._messages.say("photo" if pending.media else "empty", language)

    async def _ask(self, pending: Pending, outcome: Outcome, language: str) -> None:
        picked = chosen(pending)
        if pending.choice is not None and picked is None:
            outcome.says.append(Say(self._messages.say("choice_gone", language)))
            return
        turn, desk = uuid4().hex, self._desk()
        try:
            with self._actions.open(turn, desk):
                answer = await self._assistant.turn(_request(pending, turn, picked, language))
        except AssistantFailed as error:
            self._trouble(pending, outcome, language, str(error))
            if picked and picked["intent"] == "talk_to_person":  # this needs no Rasa
                outcome.queue_reason, outcome.queue_priority = "asked", PRIORITY["asked"]
                outcome.says = [Say(self._messages.say("person_still_coming", language))]
            return
        self._take_answer(pending, outcome, answer, desk, language)

    def _take_answer(self, pending: Pending, outcome: Outcome, answer: Answer, desk: Desk, language: str) -> None:
        outcome.state = answer.state
        outcome.leave_queue = ASSISTANT_DOWN
        outcome.reading = _reading(answer, desk)
        outcome.says += [Say(reply.text, reply.choices) for reply in answer.replies if reply.text.strip()]
        if not outcome.says:
            outcome.says.append(Say(self._messages.say("no_answer", desk.language or language)))
        if desk.language:
            outcome.language, outcome.language_chosen = desk.language, True
        if desk.stop and pending.conversation.channel == "sms":
            outcome.consent = False
        if desk.hand_off:
            outcome.queue_reason, outcome.queue_priority = desk.hand_off, PRIORITY[desk.hand_off]
            outcome.crisis = "crisis" if desk.hand_off == "crisis" else None
            outcome.audit.append(("hand_off", desk.hand_off))

    def _trouble(self, pending: Pending, outcome: Outcome, language: str, reason: str) -> None:
        log.error("assistant_failed", reason=reason)
        outcome.outcome = ASSISTANT_DOWN
        outcome.queue_reason, outcome.queue_priority = ASSISTANT_DOWN, PRIORITY["not_understood"]
        again = pending.conversation.queue_reason == ASSISTANT_DOWN
        outcome.says.append(Say(self._messages.say("still_trouble" if again else "trouble", language)))
        if not again:
            outcome.alerts.append(ASSISTANT_DOWN)

    def _introduce(self, pending: Pending, outcome: Outcome, language: str) -> None:
        """On first contact: what this is, that it is no person, how to reach one. Danger and STOP come first."""
        talk = pending.conversation
        if talk.greeted or not outcome.says or outcome.crisis or outcome.outcome in ("stop", "help"):
            return
        outcome.greeted = True
        outcome.says.insert(0, Say(self._messages.say(f"first_contact_{talk.channel}", outcome.language or language)))


def _reading(answer: Answer, desk: Desk) -> dict[str, Any]:
    """What the casebook keeps of how a message was understood, so that staff find what was unclear."""
    labels = [[label["name"], label["confidence"]] for label in answer.understood.get("labels") or ()]
    return {"labels": labels, "handed_over": desk.hand_off}


def _request(pending: Pending, turn: str, picked: dict[str, Any] | None, language: str) -> dict[str, Any]:
    return {
        "turn": turn,
        "text": None if picked else pending.text[:READ_AT_MOST],
        "choice": picked,
        "channel": pending.conversation.channel,
        "slots": {"language": language, "channel": pending.conversation.channel},
        "state": pending.conversation.state,
    }
