"""What Rasa says in a turn, gathered in the shape the gateway sends on."""

import json
from typing import Any

from rasa.core.channels.channel import OutputChannel

from assistant.turn_request import Choice


class Replies(OutputChannel):
    """Collects replies; its name picks the channel's variant of a response."""

    def __init__(self, channel: str) -> None:
        """Collect for `channel` ("sms" or "web")."""
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]  # Rasa asks the instance, its own declares a classmethod
        """Return the channel's name."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one reply as {"text", "buttons", "custom"?}."""
        reply: dict[str, Any] = {
            "text": message.get("text") or "",
            "buttons": [_read_button(button) for button in message.get("buttons") or []],
        }
        if message.get("custom"):
            reply["custom"] = message["custom"]
        self.messages.append(reply)


def read_payload(payload: str) -> Choice | None:
    """Return the choice behind a Rasa payload such as `/inform{"town": "Hartford"}`, or None for plain words."""
    if not payload.startswith("/"):
        return None
    name, brace, entities = payload[1:].partition("{")
    try:
        parsed = json.loads(brace + entities) if brace else {}
    except ValueError:
        return None
    return Choice(name.strip(), parsed)


def _read_button(button: dict[str, Any]) -> dict[str, Any]:
    title, choice = button.get("title", ""), read_payload(button.get("payload") or "")
    if choice is None:
        return {"title": title, "choice": None}
    return {"title": title, "choice": {"intent": choice.intent, "entities": choice.entities}}
