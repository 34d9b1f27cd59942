"""One turn through Rasa: a tracker restored, a message understood, rules run, the tracker let go."""

import asyncio
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from assistant import turn_state
from assistant.action_endpoint import ActionEndpoint
from assistant.replies import Replies
from assistant.turn_request import BadRequest, Choice, TurnRequest

logger = logging.getLogger(__name__)
BATCH = 32  # messages understood at once
LAST = 4  # actions that are named where a turn comes to no rest: those that call each other


class TurnFailed(BaseException):
    """The turn has no true answer, as an action failed; not an Exception because Rasa goes on after those."""


class TurnProcessor(MessageProcessor):
    """Rasa's processor without its memory: no store, no lock, no session start."""

    def __init__(self, model: Path, endpoint: ActionEndpoint | None) -> None:
        """Load `model`; raises rasa.exceptions.ModelNotFound."""
        texts = TemplatedNaturalLanguageGenerator({})
        nowhere = InMemoryTrackerStore(Domain.empty())  # Rasa wants one; nothing is ever put into it
        super().__init__(model, nowhere, InMemoryLockStore(), texts, endpoint, on_circuit_break=_never_rests)
        texts.responses = self.domain.responses

    async def answer(self, turn: TurnRequest) -> dict[str, Any]:
        """Return {"messages", "state", "understood"}; raise BadRequest or TurnFailed."""
        tracker = turn_state.restore(turn.state, turn.turn, self.domain)
        replies = await self.run_turn(turn, tracker)
        parsed = tracker.latest_message.parse_data
        return {
            "messages": replies.messages,
            "state": turn_state.keep(tracker, self.domain),
            "understood": understood(parsed),
        }

    async def run_turn(self, turn: TurnRequest, tracker: DialogueStateTracker) -> Replies:
        """Let `tracker` live through the turn and return what is said in it; raise BadRequest or TurnFailed."""
        tracker.update_with_events(self._slots_from(turn), self.domain)
        replies = Replies(turn.channel)
        message = UserMessage(turn.text or "", replies, turn.turn, self._read(turn), input_channel=turn.channel)
        await self._handle_message_with_tracker(message, tracker)
        await self.run_action_extract_slots(replies, tracker)
        await self._run_prediction_loop(replies, tracker)
        return replies

    async def understand_all(self, texts: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
        """Return the parse of each plain text with its chances, in order; turns get in between: a batch may be long."""
        parses: list[dict[str, Any]] = []
        for start in range(0, len(texts), BATCH):
            parses += self._parse([_message(*each) for each in texts[start : start + BATCH]])
            await asyncio.sleep(0)
        return parses

    def _parse(self, messages: list[UserMessage]) -> list[dict[str, Any]]:
        """Run the model's understanding; Rasa's own way takes one message at a time."""
        target = self.model_metadata.nlu_target
        nobody = turn_state.new_tracker("", self.domain)
        inputs = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: nobody}
        found = self.graph_runner.run(inputs=inputs, targets=[target])[target]
        return [{"entities": [], **message.as_dict(only_output_properties=True)} for message in found]

    def _read(self, turn: TurnRequest) -> dict[str, Any]:
        if turn.choice is not None:
            return self._chosen(turn.choice, turn.text or "")
        return self._parse([_message(turn.text, turn.chances)])[0]

    def _chosen(self, choice: Choice, text: str) -> dict[str, Any]:
        if choice.intent not in self.domain.intents:
            raise BadRequest(f"choice.intent is unknown: {choice.intent[:80]}")
        if unknown := sorted(set(choice.entities) - set(self.domain.entities)):
            raise BadRequest(f"choice.entities holds unknown names: {', '.join(unknown)[:200]}")
        entities = [{"entity": name, "value": value, "start": 0, "end": 0} for name, value in choice.entities.items()]
        label = {"name": choice.intent, "confidence": 1.0}
        return {"text": text, "intent": label, "labels": [label], "entities": entities}

    def _slots_from(self, turn: TurnRequest) -> list[SlotSet]:
        if unknown := sorted(set(turn.slots) - {slot.name for slot in self.domain.slots}):
            raise BadRequest(f"slots holds unknown names: {', '.join(unknown)[:200]}")
        return [SlotSet(name, value) for name, value in turn.slots.items()]

    async def _run_action(self, action: Action, *rest: Any) -> bool:
        return await super()._run_action(_Watched(action), *rest)  # type: ignore[arg-type]


class _Watched:
    """An action whose failure ends the turn instead of passing for silence."""

    def __init__(self, action: Action) -> None:
        self._action = action

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)

    async def run(self, *args: Any) -> Any:
        try:
            return await self._action.run(*args)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            told = f"{self._action.name()} failed: {_kind(error)}"
            logger.error(told)
            raise TurnFailed(told) from error


def _message(text: str | None, chances: Any) -> UserMessage:
    return UserMessage(text, metadata={"chances": chances} if chances else None)


def _kind(error: Exception) -> str:
    """The kind of an error, as the gateway named it where an action failed; never its words, which may be private."""
    cause = error.__cause__ or error
    try:
        named = json.loads(getattr(cause, "text", ""))["error"]
    except (ValueError, KeyError, TypeError):
        named = None
    return named if isinstance(named, str) and named.isidentifier() else type(cause).__name__


def _never_rests(tracker: DialogueStateTracker, *_: Any) -> None:
    ran = [event.action_name for event in tracker.events if isinstance(event, ActionExecuted)]
    told = f"the rules ran ten actions without coming to rest, at last {', '.join(map(str, ran[-LAST:]))}"
    logger.error(told)
    raise TurnFailed(told)


def understood(parsed: dict[str, Any]) -> dict[str, Any]:
    """Return what a parse means to us: intent, labels best first, entities by name (the first of each), guesses."""
    intent = {"name": parsed["intent"].get("name"), "confidence": parsed["intent"].get("confidence", 0.0)}
    entities: dict[str, Any] = {}
    for entity in parsed["entities"]:
        entities.setdefault(entity["entity"], entity["value"])
    known = {"intent": intent, "labels": parsed.get("labels", [intent]), "entities": entities}
    return {**known, "guesses": parsed["guesses"]} if parsed.get("guesses") else known
