"""The only door into this process: POST /turn, POST /understand, GET /healthz, on loopback."""

import logging
import traceback
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, json

from assistant.processor import TurnFailed, TurnProcessor, understood
from assistant.turn_request import BadRequest, read_texts, read_turn

logger = logging.getLogger(__name__)


class TurnChannel(InputChannel):
    """Rasa channel of the gateway; it answers with the turn's replies and new state instead of sending them."""

    def __init__(self, processor: TurnProcessor) -> None:
        """Take turns through `processor`."""
        self._processor = processor

    @classmethod
    def name(cls) -> str:
        """Return the name Rasa lists the channel by."""
        return "turn"

    def url_prefix(self) -> str:
        """Return no prefix: the routes stand at the root."""
        return ""

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """Return the three routes; `on_new_message` (Rasa's own way, with its memory) is not used."""
        routes = Blueprint("turn")

        @routes.post("/turn")
        async def take_turn(request: Request) -> HTTPResponse:
            """Answer one turn: 200 with the answer, 400 for a broken request, 502 when an action failed."""
            try:
                return json(await self._processor.answer(read_turn(request.json)))
            except TurnFailed as failure:
                return json({"error": str(failure)}, status=502)

        @routes.post("/understand")
        async def understand(request: Request) -> HTTPResponse:
            """Answer the meaning of each text, in order, read as a turn would read it."""
            texts = read_texts(request.json)
            return json([understood(parsed) for parsed in await self._processor.understand_all(texts)])

        @routes.get("/healthz")
        async def health(request: Request) -> HTTPResponse:
            """Answer 200: the process listens only once its model is loaded."""
            return json({"status": "ok", "model": self._processor.model_filename})

        routes.exception(BadRequest)(_refuse)
        routes.exception(Exception)(_break)
        return routes


async def _refuse(request: Request, error: BadRequest) -> HTTPResponse:
    return json({"error": str(error)}, status=400)


async def _break(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, SanicException):
        return json({"error": str(error)}, status=error.status_code)
    place = traceback.extract_tb(error.__traceback__)[-1]  # never the message: it may hold a family's words
    logger.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
    return json({"error": "the turn could not be taken"}, status=500)
