"""An inbox and a transcript in memory, to try the web channel without the rest of the house."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.errors import OneDoorError
from bot.live import Live
from bot.messages import Channel, Inbound, Line, Owner, Sender, Stored


@dataclass(slots=True)
class FakeConversation:
    """One conversation: its id, its lines, and who owns it."""

    id: str
    owner: Owner = "bot"
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class FakeInbox:
    """Keeps what families say; set `fault` to make it fail, `answer` to be told of each message it took."""

    live: Live = field(default_factory=Live)
    conversations: dict[str, FakeConversation] = field(default_factory=dict)
    taken: list[Inbound] = field(default_factory=list)
    fault: OneDoorError | None = None
    answer: Callable[[Inbound], None] | None = None

    async def receive(self, message: Inbound) -> Stored:
        """Store a message once under its provider id, as bot.messages.Receive promises."""
        if self.fault:
            raise self.fault
        known = next((line for line in self._lines() if line.provider_id == message.provider_id), None)
        conversation = self._conversation(message.address)
        if known:
            return Stored(conversation.id, known.seq, duplicate=True)
        self.taken.append(message)
        line = self._add(conversation, "family", message.text, provider_id=message.provider_id)
        if self.answer:
            self.answer(message)
        return Stored(conversation.id, line.seq, duplicate=False)

    async def transcript(self, channel: Channel, address: str, after: int) -> tuple[str, Owner, list[Line]] | None:
        """Return what the family may see after a sequence number, as bot.messages.Transcript promises."""
        if self.fault:
            raise self.fault
        found = self.conversations.get(address)
        if found is None:
            return None
        return found.id, found.owner, [line for line in found.lines if line.seq > after]

    def say(self, address: str, text: str, choices: tuple[str, ...] = (), sender: Sender = "bot") -> Line:
        """Add a line of ours to the conversation of this token, and nudge."""
        conversation = self._conversation(address)
        line = self._add(conversation, sender, text, choices=choices)
        self.live.nudge(conversation.id)
        return line

    def hand_to(self, address: str, owner: Owner) -> None:
        """Change who owns the conversation of this token, and nudge."""
        conversation = self._conversation(address)
        conversation.owner = owner
        self.live.nudge(conversation.id)

    def _conversation(self, address: str) -> FakeConversation:
        new = FakeConversation(f"conversation-{len(self.conversations) + 1}")
        return self.conversations.setdefault(address, new)

    def _lines(self) -> list[Line]:
        return [line for conversation in self.conversations.values() for line in conversation.lines]

    def _add(
        self,
        conversation: FakeConversation,
        sender: Sender,
        text: str,
        *,
        choices: tuple[str, ...] = (),
        provider_id: str | None = None,
    ) -> Line:
        blank = Line(len(conversation.lines) + 1, sender, text, datetime.now(UTC))
        line = replace(blank, choices=choices, provider_id=provider_id)
        conversation.lines.append(line)
        return line
