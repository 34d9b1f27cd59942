"""Everything we change in Rasa, each with its reason; read against 3.6.21 and refused for any other version."""

import logging
import os
import sys
from importlib.metadata import version
from types import ModuleType
from typing import Any

CHECKED = "3.6.21"

# Modules that Rasa imports on the way and nothing of ours reaches. With them, the process starts in 19 s and holds
# TensorFlow; without, the same answers come from a third of the memory. Training needs none of them either: the
# recipe's default components are what pulls TensorFlow in, and config.yml names every component it uses.
UNUSED = (
    "rasa.engine.recipes.default_components",
    *(f"rasa.utils.tensorflow.{name}" for name in ("callback", "data_generator", "model_data", "model_data_utils")),
    *(
        f"rasa.core.channels.{name}"
        for name in (
            *("botframework", "callback", "console", "facebook", "hangouts", "mattermost", "rasa_chat", "rest"),
            *("rocketchat", "slack", "socketio", "telegram", "twilio", "twilio_voice", "webexteams"),
        )
    ),
    *("rasa.nlu.classifiers.diet_classifier", "rasa.nlu.selectors.response_selector", "rasa.core.policies.ted_policy"),
    *("boto3", "boto3.dynamodb", "boto3.dynamodb.conditions", "pymongo", "pymongo.collection"),
)


class _Unused(ModuleType):
    """Stands for a module that is imported but never called; any name in it is an empty class."""

    __path__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        empty = type(name, (), {"name": classmethod(lambda cls: cls.__name__)})
        setattr(self, name, empty)
        return empty


def prepare() -> None:
    """Make Rasa light and quiet; call before the first import of rasa. Exits with one line for another Rasa."""
    if (found := version("rasa")) != CHECKED:
        sys.exit(f"assistant: patches.py was checked with rasa {CHECKED}, found {found}")
    _quieten()
    for name in UNUSED:
        sys.modules[name] = _Unused(name)
    _patch_actions()


def _quieten() -> None:
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # on by default
    os.environ["LOG_LEVEL"] = "ERROR"  # no progress bars
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    logging.captureWarnings(True)  # deprecations inside Rasa's libraries; a filter does not last, sanic resets it
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    logging.getLogger("rasa.core.processor").setLevel(logging.CRITICAL)  # it logs what an action failed on, in full
    import structlog

    structlog.configure(
        processors=[_event_name],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _event_name(_logger: Any, level: str, event: dict[str, Any]) -> str:
    return f"{level.upper()} rasa {event['event']}"  # the rest may hold a family's words or slots


def _patch_actions() -> None:
    from rasa.core.actions.action import RemoteAction

    # jsonschema.validate() re-checks its own schema before each answer (25 ms a call), and checking the answer alone
    # still costs 1.5 ms of a turn's 11. The only caller is our own gateway, so the shape that Rasa reads is enough.
    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        if not all(isinstance(result.get(part), list) for part in ("events", "responses")):
            raise ValueError("an action's answer needs events and responses")
        return True

    RemoteAction._validate_action_result = validate
    RemoteAction._action_call_format = _call  # Rasa sends the whole domain and every event with each call


def serve_lightly() -> None:
    """For serving only: what Rasa works out anew on each turn and need not."""
    from functools import cache

    import rasa.shared.utils.common as common

    common.all_subclasses = cache(common.all_subclasses)  # asked for each event that it reads; all are imported by now
    _run_graph_directly()


def _run_graph_directly() -> None:
    """Dask plans the graph anew, and a log line prints the tracker, on each of a turn's runs."""
    from rasa.engine.runner.dask import DaskGraphRunner

    def run(self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        known: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}

        def result(name: str) -> Any:
            if name not in known:
                needs = self._graph_schema.nodes[name].needs.values()
                known[name] = self._instantiated_nodes[name](*map(result, needs))
            return known[name]

        return dict(map(result, targets or self._graph_schema.target_names))

    DaskGraphRunner.run = run


def _call(action: Any, tracker: Any, domain: Any) -> dict[str, Any]:
    """Return what an action is told: slots, the latest message and this turn's events; never the domain."""
    from rasa.shared.core.events import BotUttered, UserUttered

    events: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if not isinstance(event, BotUttered):
            events.append(event.as_dict())
    state = {
        "sender_id": tracker.sender_id,
        "slots": tracker.current_slot_values(),
        "latest_message": tracker.latest_message.parse_data if tracker.latest_message else {},
        "latest_input_channel": tracker.get_latest_input_channel(),
        "events": events[::-1],
        "paused": tracker.is_paused(),
        "followup_action": tracker.followup_action,
        "active_loop": {"name": tracker.active_loop_name} if tracker.active_loop_name else {},
        "latest_action_name": tracker.latest_action_name,
    }
    # rasa_sdk refuses a call without a domain (449); an empty one means "as before".
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "domain": {},
        "version": CHECKED,
    }
