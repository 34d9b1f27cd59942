"""An inbox and a transcript in memory, to try the web channel without the rest of the house."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.web.ports import CallBack, PhoneCode, Ports, Staffing
from bot.errors import OneDoorError
from bot.live import Live
from bot.messages import Channel, Inbound, Language, Line, Owner, Sender, Stored, View

OUR_NUMBER = "+18605550100"


@dataclass(slots=True)
class FakeConversation:
    """One conversation: its id, its lines, who owns it, and how far staff have read."""

    id: str
    owner: Owner = "bot"
    lines: list[Line] = field(default_factory=list)
    person: str | None = None
    read: int = 0
    reader: str | None = None
    language: str | None = None


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

    async def transcript(self, channel: Channel, address: str, after: int) -> View | None:
        """Return what the family may see after a sequence number, as bot.messages.Transcript promises."""
        if self.fault:
            raise self.fault
        found = self.conversations.get(address)
        if found is None:
            return None
        lines = [line for line in found.lines if line.seq > after]
        return View(found.id, found.owner, lines, found.person, found.read, found.reader, found.language)

    def say(
        self,
        address: str,
        text: str,
        choices: tuple[str, ...] = (),
        sender: Sender = "bot",
        extras: Mapping[str, Any] | None = None,
    ) -> Line:
        """Add a line of ours to the conversation of this token, and nudge."""
        conversation = self._conversation(address)
        author = conversation.person if sender == "person" else None
        line = self._add(conversation, sender, text, choices=choices, author=author, extras=extras or {})
        self.live.nudge(conversation.id)
        return line

    def hand_to(self, address: str, owner: Owner, person: str | None = None) -> None:
        """Change who owns the conversation of this token, and nudge."""
        conversation = self._conversation(address)
        conversation.owner, conversation.person = owner, person
        self.live.nudge(conversation.id)

    def staff_read(self, address: str, seq: int, reader: str | None = "Ana Ruiz") -> None:
        """Staff have the lines up to `seq` before their eyes."""
        conversation = self._conversation(address)
        conversation.read, conversation.reader = seq, reader
        self.live.nudge(conversation.id)

    def _conversation(self, address: str) -> FakeConversation:
        new = FakeConversation(f"conversation-{len(self.conversations) + 1}")
        return self.conversations.setdefault(address, new)

    def _lines(self) -> list[Line]:
        return [line for conversation in self.conversations.values() for line in conversation.lines]

    def _add(self, conversation: FakeConversation, sender: Sender, text: str, **more: Any) -> Line:
        blank = Line(len(conversation.lines) + 1, sender, text, datetime.now(UTC))
        line = replace(blank, **more)
        conversation.lines.append(line)
        return line


@dataclass(slots=True)
class FakePlan:
    """Keeps cards by the token of who saved them."""

    kept: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    fault: OneDoorError | None = None

    async def save(self, address: str, card: Mapping[str, Any]) -> None:
        """Keep a card once, as ports.Plan promises."""
        if self.fault:
            raise self.fault
        self.kept.setdefault(address, {})[str(card["key"])] = card

    async def saved(self, address: str) -> frozenset[str]:
        """The keys of the cards that this token has kept."""
        return frozenset(self.kept.get(address, {}))


@dataclass(slots=True)
class FakeReach:
    """Who is at the desk, calls and codes in memory; set `fault` to make calls and codes fail."""

    inbox: FakeInbox
    here: bool = False
    back: str | None = "They are back tomorrow at 8 AM."
    calls: list[CallBack] = field(default_factory=list)
    read_to: list[int] = field(default_factory=list)
    plan: FakePlan = field(default_factory=FakePlan)
    fault: OneDoorError | None = None

    def ports(self) -> Ports:
        """The doors, all of them open."""
        return Ports(self._staffing, self._call_back, self._code, self._read, self.plan)

    async def _staffing(self, language: Language) -> Staffing:
        return Staffing(self.here, None if self.here else self.back)

    async def _call_back(self, wish: CallBack) -> str | None:
        if self.fault:
            raise self.fault
        if all(wish.request != known.request for known in self.calls):
            self.calls.append(wish)
            self.inbox.say(wish.address, f"A call to {wish.phone[-4:]}, {wish.best_time}.")
        view = await self.inbox.transcript("web", wish.address, 0)
        return view.conversation if view else None

    async def _code(self, address: str, language: Language) -> PhoneCode:
        if self.fault:
            raise self.fault
        return PhoneCode("DOOR 1234 5678", OUR_NUMBER, 15)

    async def _read(self, address: str, seq: int) -> str | None:
        self.read_to.append(seq)
        return None
