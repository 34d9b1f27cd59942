"""Where Rasa calls its actions: this process, loopback only, and only for a turn that is open right now."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
import yaml
from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from services.casework import Desk, current

log = structlog.get_logger()


class ActionEndpoint:
    """Runs rasa_sdk actions at the desk of the turn that calls them; the turn's random id is the key."""

    def __init__(self, package: str, domain: Path) -> None:
        # Rasa sends no domain with its calls (assistant/action_endpoint.py); forms of rasa_sdk look into it.
        self._domain = yaml.safe_load(domain.read_text(encoding="utf-8"))
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self.desks: dict[str, Desk] = {}

    @contextmanager
    def open(self, turn: str, desk: Desk) -> Iterator[None]:
        """While this lasts, Rasa may call actions for `turn`."""
        self.desks[turn] = desk
        try:
            yield
        finally:
            del self.desks[turn]

    def routes(self) -> list[web.RouteDef]:
        """The webhook. Who may call: whoever knows the id of an open turn, on the loopback port."""
        return [web.post("/actions", self._run)]

    async def _run(self, request: web.Request) -> web.Response:
        call = json.loads(await request.read())
        desk = self.desks.get(call.get("sender_id", ""))
        if desk is None:
            raise web.HTTPNotFound(text="no such turn is open")
        current.set(desk)
        try:
            done = await self._executor.run(call | {"domain": self._domain})
        except ActionExecutionRejection as rejected:
            body = {"error": str(rejected), "action_name": rejected.action_name}
            return web.json_response(body, status=400)
        except Exception as error:  # Rasa then fails the turn, and the family gets a true sentence
            log.error("action_failed", action=str(call.get("next_action")), error=type(error).__name__)
            return web.json_response({"error": type(error).__name__}, status=500)
        if done is None:
            return web.json_response({"events": [], "responses": []})
        answer = done if isinstance(done, dict) else done.model_dump()
        return web.json_response({"events": answer["events"], "responses": answer["responses"]})
