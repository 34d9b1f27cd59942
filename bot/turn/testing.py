"""A stand-in for Rasa: answers what it is told to, or fails as Rasa may."""

from collections.abc import Callable
from typing import Any

from bot.errors import AssistantFailed
from bot.turn.assistant import Answer, Assistant, Reply

type Script = Callable[[dict[str, Any]], Answer]


def echo(request: dict[str, Any]) -> Answer:
    """Say what was heard and count turns in the state."""
    turns = ((request["state"] or {}).get("turns") or 0) + 1
    return Answer((Reply(f"heard: {request['text'] or request['choice']}"),), {"turns": turns, "slots": {}})


class FakeAssistant(Assistant):
    """`script` makes the answers; `down` makes every turn fail; `asked` holds what was asked."""

    def __init__(self, script: Script = echo) -> None:
        super().__init__("http://127.0.0.1:9", timeout=1)
        self.script = script
        self.down = False
        self.asked: list[dict[str, Any]] = []

    async def turn(self, request: dict[str, Any]) -> Answer:
        """Answer by the script."""
        self.asked.append(request)
        if self.down:
            raise AssistantFailed("down, as told")
        return self.script(request)

    async def healthy(self) -> bool:
        """Well unless told to be down."""
        return not self.down
