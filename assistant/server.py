"""The process that serves turns: a Sanic app with our three routes and nothing of Rasa's own HTTP API."""

import sys
from pathlib import Path
from typing import Any

from rasa.core.channels import channel
from rasa.exceptions import ModelNotFound
from sanic import Sanic

from assistant import action_endpoint
from assistant.processor import TurnProcessor
from assistant.turn_channel import TurnChannel


def run(model: Path, endpoints: str, port: int) -> None:
    """Serve until stopped; exit with one clear line when the model cannot be loaded."""
    endpoint = action_endpoint.from_file(endpoints)
    try:
        processor = TurnProcessor(model, endpoint)
    except ModelNotFound:
        sys.exit(f"assistant: {model} is not a model of this Rasa; run `onedoor train` again")
    _build(processor, endpoint).run("127.0.0.1", port, workers=1, access_log=False, debug=False)


def _build(processor: TurnProcessor, endpoint: action_endpoint.ActionEndpoint | None) -> Sanic:
    app = Sanic("assistant", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = 4 * 1024 * 1024
    app.config.KEEP_ALIVE_TIMEOUT = 75  # longer than a client keeps its side, so that it never writes into a closed one
    channel.register([TurnChannel(processor)], app, route="/")

    async def close(_app: Sanic, _loop: Any) -> None:
        if endpoint is not None:
            await endpoint.close()

    app.register_listener(close, "after_server_stop")
    return app
