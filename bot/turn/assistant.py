"""The one client of Rasa: a turn goes in with the conversation's compact state, replies and new state come out."""

from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.errors import AssistantFailed
from bot.turn.extras import extras_of


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing Rasa says; `choices` are `{"title", "choice"}` as the gateway keeps them, `extras` for a page."""

    text: str
    choices: tuple[dict[str, Any], ...] = ()
    extras: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn came to. `state` goes back to Rasa with the next turn."""

    replies: tuple[Reply, ...]
    state: dict[str, Any]
    understood: dict[str, Any] = field(default_factory=dict)


class Assistant:
    """Rasa at its loopback address; every failure is an AssistantFailed."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, 1.0))
        self._session: aiohttp.ClientSession | None = None

    async def turn(self, request: dict[str, Any]) -> Answer:
        """Ask Rasa for one turn (see assistant/turn_request.py for the request's fields)."""
        answer = await self._post("/turn", request)
        try:
            return Answer(
                tuple(_reply(message) for message in answer["messages"]),
                _mapping(answer["state"]),
                _mapping(answer.get("understood") or {}),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise AssistantFailed("Rasa's answer lacks what a turn needs") from error

    async def understand(self, texts: list[str], chances: list[Any] | None = None) -> list[dict[str, Any]]:
        """What Rasa reads in each text, exactly as a first turn would."""
        answer = await self._post("/understand", {"texts": texts, "chances": chances})
        if not isinstance(answer, list) or len(answer) != len(texts):
            raise AssistantFailed("Rasa did not read every text")
        return answer

    async def healthy(self) -> bool:
        """Whether Rasa has its model loaded."""
        try:
            async with self._open().get(f"{self._url}/healthz") as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        try:
            async with self._open().post(self._url + path, json=body) as response:
                if response.status != 200:
                    raise AssistantFailed(f"Rasa answered {response.status}{await _why(response)}")
                return await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise AssistantFailed(f"Rasa did not answer: {type(error).__name__}") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session


async def _why(response: aiohttp.ClientResponse) -> str:
    """What failed there, by the names of our own code: Rasa tells no word of a family (assistant/processor.py)."""
    try:
        told = await response.json()
    except (aiohttp.ClientError, ValueError):
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    return f": {error}" if isinstance(error, str) else ""


def _reply(message: dict[str, Any]) -> Reply:
    buttons = message.get("buttons") or []
    choices = tuple({"title": str(button["title"]), "choice": button["choice"]} for button in buttons)
    text = str(message.get("text") or "")
    return Reply(text, choices, extras_of(message.get("custom"), text))


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value
