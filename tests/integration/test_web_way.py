"""A browser's way through the house: resumed by token, language by page or by words, nothing of another family."""

from typing import Any
from uuid import uuid4

from aiohttp import ClientWebSocketResponse

from bot.testing import Stage


class Tab:
    """One open socket with the last sequence number that it has seen."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.token: str | None = None

    async def hello(self, token: str | None = None, language: str = "en", last_seq: int = 0) -> dict[str, Any]:
        await self.socket.send_json({"type": "hello", "token": token, "last_seq": last_seq, "language": language})
        welcome = await self.next("welcome")
        self.token = welcome["token"]
        return welcome

    async def write(self, text: str) -> None:
        await self.socket.send_json({"type": "message", "id": uuid4().hex, "text": text})

    async def next(self, kind: str) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=10)
            if frame["type"] == kind:
                return frame

    async def heard(self, count: int) -> list[str]:
        """The next lines that are not the family's own."""
        lines: list[str] = []
        while len(lines) < count:
            line = await self.next("line")
            if line["sender"] != "family":
                lines.append(line["text"])
        return lines


async def open_tab(stage: Stage) -> Tab:
    return Tab(await stage.session.ws_connect("/web/socket"))


async def test_a_family_writes_and_comes_back_to_its_transcript(stage: Stage) -> None:
    tab = await open_tab(stage)
    await tab.hello()
    await tab.write("we need food")
    first, second = await tab.heard(2)
    assert "not a person" in first
    assert second == "heard: we need food"
    await tab.socket.close()
    again = await open_tab(stage)
    welcome = await again.hello(tab.token)
    assert [line["text"] for line in welcome["lines"]] == ["we need food", first, second]
    assert (await (await open_tab(stage)).hello("x" * 43))["lines"] == []


async def test_only_what_came_after_the_last_seen_is_sent_again(stage: Stage) -> None:
    tab = await open_tab(stage)
    await tab.hello()
    await tab.write("one")
    await tab.heard(2)
    welcome = await (await open_tab(stage)).hello(tab.token, last_seq=2)
    assert [line["seq"] for line in welcome["lines"]] == [3]


async def test_a_page_set_to_spanish_is_answered_in_spanish_and_words_count_more_than_the_page(stage: Stage) -> None:
    tab = await open_tab(stage)
    await tab.hello(language="es")
    await tab.write("06106")
    assert "no soy una persona" in (await tab.heard(2))[0].casefold()
    other = await open_tab(stage)
    await other.hello(language="en")
    await other.write("necesito comida para mis nenes")
    assert "no soy una persona" in (await other.heard(2))[0].casefold()


async def test_changing_the_language_of_the_page_is_a_wish(stage: Stage) -> None:
    tab = await open_tab(stage)
    await tab.hello(language="en")
    await tab.write("we need food")
    await tab.heard(2)
    await tab.socket.close()
    again = await open_tab(stage)
    await again.hello(tab.token, language="es")
    await again.write("06106")
    await again.heard(1)
    assert stage.assistant.asked[-1]["slots"]["language"] == "es"
