"""The socket as a browser meets it: welcome, messages, replay, bad input, other families' secrets."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.sockets import OpenSockets, close_sockets
from bot.channels.web.routes import routes
from bot.channels.web.testing import FakeInbox, FakeReach
from bot.channels.web.tokens import signing
from bot.errors import Refused, Unavailable

TEXTS = yaml.safe_load((Path(__file__).parents[2] / "content/messages/widget.yml").read_text("utf-8"))
HOST_SITE = "https://agency.example"
KEY = b"a key"
pytestmark = pytest.mark.asyncio

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def inbox() -> FakeInbox:
    """An inbox in memory."""
    return FakeInbox()


@pytest.fixture
def reach(inbox: FakeInbox) -> FakeReach:
    """A desk, calls, codes and a plan in memory."""
    return FakeReach(inbox)


@pytest.fixture
def sockets() -> OpenSockets:
    """The sockets that are open."""
    return OpenSockets()


@pytest_asyncio.fixture
async def client(inbox: FakeInbox, reach: FakeReach, sockets: OpenSockets) -> AsyncIterator[Client]:
    """A browser that can reach the web channel."""
    app = web.Application()
    app.add_routes(
        routes(
            inbox.receive,
            inbox.transcript,
            inbox.live,
            TEXTS,
            [HOST_SITE],
            signing(KEY),
            ports=reach.ports(),
            sockets=sockets,
        )
    )
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def hear(socket: ClientWebSocketResponse) -> dict[str, Any]:
    """The next frame, or a failure after two seconds."""
    return await socket.receive_json(timeout=2)


async def silent(socket: ClientWebSocketResponse) -> bool:
    """Whether nothing comes for a while."""
    try:
        await socket.receive(timeout=0.1)
    except TimeoutError:
        return True
    return False


async def hello(
    client: Client, token: str | None = None, last_seq: int = 0, language: str = "en"
) -> tuple[ClientWebSocketResponse, dict[str, Any]]:
    """Open a socket and say hello; returns it with the welcome."""
    socket = await client.ws_connect("/web/socket")
    await socket.send_json({"type": "hello", "token": token, "last_seq": last_seq, "language": language})
    return socket, await hear(socket)


async def say(socket: ClientWebSocketResponse, text: str, message_id: str = "m1") -> list[dict[str, Any]]:
    """Send a message; returns the two frames that follow: stored, and the line itself."""
    await socket.send_json({"type": "message", "id": message_id, "text": text})
    return [await hear(socket), await hear(socket)]


async def test_a_new_family_gets_a_token_and_an_empty_page(client: Client) -> None:
    _, welcome = await hello(client)
    assert len(welcome.pop("token")) >= 43
    assert welcome == {
        "type": "welcome",
        "owner": "bot",
        "name": None,
        "lines": [],
        "offers": ["call_back", "text", "plan"],
        "read": 0,
        "read_by": None,
        "saved": [],
        "desk": None,
        "language": None,
    }


async def test_a_message_is_stored_and_shown_under_the_browsers_own_id(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client, language="es")
    stored, line = await say(socket, "no hay comida", "mine-1")
    assert stored == {"type": "stored", "id": "mine-1", "seq": 1}
    assert (line["type"], line["seq"], line["sender"], line["id"]) == ("line", 1, "family", "mine-1")
    (taken,) = inbox.taken
    assert (taken.channel, taken.address) == ("web", welcome["token"])
    assert (taken.text, taken.language) == ("no hay comida", "es")


async def test_the_same_message_sent_again_is_taken_once(client: Client, inbox: FakeInbox) -> None:
    socket, _ = await hello(client)
    await say(socket, "we need diapers")
    await socket.send_json({"type": "message", "id": "m1", "text": "we need diapers"})
    assert await hear(socket) == {"type": "stored", "id": "m1", "seq": 1}
    assert await silent(socket)
    assert len(inbox.taken) == 1


async def test_two_families_may_use_the_same_message_id(client: Client, inbox: FakeInbox) -> None:
    for text in ("we need food", "we need heat"):
        socket, _ = await hello(client)
        await say(socket, text, "1")
    assert [message.text for message in inbox.taken] == ["we need food", "we need heat"]


async def test_answers_come_in_order_and_each_once(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "hi")
    for number in range(20):
        inbox.say(welcome["token"], f"answer {number}")
    heard = [await hear(socket) for _ in range(20)]
    assert [line["seq"] for line in heard] == list(range(2, 22))
    assert await silent(socket)


async def test_a_family_that_returns_sees_all_it_has_not_seen(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "hi")
    await socket.close()
    inbox.say(welcome["token"], "Which town?", ("Hartford", "New Haven"))
    _, again = await hello(client, welcome["token"], last_seq=1)
    assert again["token"] == welcome["token"]
    assert [(line["seq"], line["text"], line["choices"]) for line in again["lines"]] == [
        (2, "Which town?", ["Hartford", "New Haven"])
    ]


async def test_two_tabs_show_the_same_conversation(client: Client) -> None:
    first, welcome = await hello(client)
    second, same = await hello(client, welcome["token"])
    assert same["token"] == welcome["token"]
    await say(first, "from the first tab", "a")
    assert (await hear(second))["text"] == "from the first tab"
    await say(second, "from the second tab", "b")
    assert (await hear(first))["text"] == "from the second tab"


async def test_a_made_up_token_opens_a_new_conversation_and_shows_nothing(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "something private")
    guess = welcome["token"][:-1] + ("A" if welcome["token"][-1] != "A" else "B")
    _, other = await hello(client, guess)
    assert other["lines"] == []
    assert other["token"] not in (guess, welcome["token"])


@pytest.mark.parametrize("token", ["", "x" * 5000, "é\x00", 7, ["a"], {"a": 1}])
async def test_a_token_of_any_shape_is_just_unknown(client: Client, token: Any) -> None:
    _, welcome = await hello(client, token)
    assert welcome["type"] == "welcome"
    assert welcome["token"] != token


async def test_notes_of_the_staff_are_never_shown(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "hi")
    inbox.say(welcome["token"], "call her doctor first", sender="note")
    inbox.say(welcome["token"], "Hello!", sender="person")
    assert (await hear(socket))["text"] == "Hello!"
    _, again = await hello(client, welcome["token"])
    assert [line["sender"] for line in again["lines"]] == ["family", "person"]


async def test_a_pressed_button_is_stored_with_its_words(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "food")
    asked = inbox.say(welcome["token"], "Open today?", ("Yes", "No"))
    await hear(socket)
    await socket.send_json({"type": "choice", "id": "c1", "seq": asked.seq, "index": 1})
    assert (await hear(socket))["type"] == "stored"
    assert (inbox.taken[-1].text, inbox.taken[-1].choice) == ("No", (asked.seq, 1))


@pytest.mark.parametrize(("seq", "index"), [(0, 0), (1, 0), (2, 2), (99, 0)])
async def test_a_button_that_was_never_there_is_refused_kindly(
    client: Client, inbox: FakeInbox, seq: int, index: int
) -> None:
    socket, welcome = await hello(client, language="es")
    await say(socket, "comida")
    inbox.say(welcome["token"], "¿Hoy?", ("Sí", "No"))
    await hear(socket)
    await socket.send_json({"type": "choice", "id": "c1", "seq": seq, "index": index})
    refused = await hear(socket)
    assert (refused["code"], refused["id"]) == ("stale_choice", "c1")
    assert refused["message"] == TEXTS["errors"]["stale_choice"]["es"]


async def test_the_family_is_told_that_a_person_came_before_the_persons_words(client: Client, inbox: FakeInbox) -> None:
    socket, welcome = await hello(client)
    await say(socket, "a person please")
    inbox.hand_to(welcome["token"], "person")
    inbox.say(welcome["token"], "Hi, this is Ana.", sender="person")
    assert await hear(socket) == {"type": "owner", "owner": "person", "name": None}
    assert (await hear(socket))["sender"] == "person"
    _, again = await hello(client, welcome["token"])
    assert again["owner"] == "person"


BAD = ["{", "null", '{"type":"nonsense"}', '{"type":"hello"}', '{"type":"message","id":"x"}', "[" * 9000]


@pytest.mark.parametrize("text", BAD)
async def test_bad_input_is_answered_and_the_talk_goes_on(client: Client, text: str) -> None:
    socket, _ = await hello(client)
    await socket.send_str(text)
    refused = await hear(socket)
    assert (refused["type"], refused["code"]) == ("error", "bad_frame")
    stored, _line = await say(socket, "still here")
    assert stored["type"] == "stored"


async def test_broken_utf8_and_bytes_are_answered_like_other_bad_input(client: Client) -> None:
    socket, _ = await hello(client)
    await socket.send_frame(b'{"type":"message","id":"a","text":"\xff"}', WSMsgType.TEXT)
    assert (await hear(socket))["code"] == "bad_frame"
    await socket.send_bytes(b"\x00\x01")
    assert (await hear(socket))["code"] == "bad_frame"
    stored, _line = await say(socket, "still here")
    assert stored["type"] == "stored"


async def test_a_long_text_is_refused_in_the_familys_language_and_named(client: Client, inbox: FakeInbox) -> None:
    socket, _ = await hello(client, language="es")
    await socket.send_json({"type": "message", "id": "long", "text": "a" * 2001})
    refused = await hear(socket)
    assert refused == {
        "type": "error",
        "code": "too_long",
        "id": "long",
        "message": TEXTS["errors"]["too_long"]["es"],
    }
    assert inbox.taken == []


async def test_a_frame_of_more_than_16_kib_closes_that_socket_only(client: Client) -> None:
    socket, _ = await hello(client)
    other, _ = await hello(client)
    await socket.send_str("x" * 17_000)
    closing = await socket.receive(timeout=2)
    assert (closing.type, closing.data) == (WSMsgType.CLOSE, 1009)
    assert (await say(other, "hi"))[0]["type"] == "stored"


async def test_a_change_of_language_changes_what_comes_after(client: Client, inbox: FakeInbox) -> None:
    socket, _ = await hello(client)
    await socket.send_json({"type": "language", "language": "es"})
    await say(socket, "hola")
    assert inbox.taken[0].language == "es"


async def test_a_page_that_is_set_to_english_follows_a_family_that_is_answered_in_spanish(
    client: Client, inbox: FakeInbox
) -> None:
    socket, welcome = await hello(client)
    await say(socket, "hola")
    inbox.conversations[welcome["token"]].language = "es"
    inbox.say(welcome["token"], "¿En qué pueblo vive?")
    assert await socket.receive_json(timeout=2) == {"type": "language", "language": "es"}
    assert (await socket.receive_json(timeout=2))["text"] == "¿En qué pueblo vive?"
    await socket.send_json({"type": "message", "id": "long", "text": "x" * 2_001})
    assert (await socket.receive_json(timeout=2))["message"] == TEXTS["errors"]["too_long"]["es"]
    await say(socket, "gracias", "mine-2")
    assert inbox.taken[-1].language == "en"  # what the page is set to has not changed: that would be a wish
    _, again = await hello(client, welcome["token"])
    assert again["language"] == "es"


async def test_a_flood_is_slowed_and_its_messages_may_come_again(client: Client, inbox: FakeInbox) -> None:
    socket, _ = await hello(client)
    for number in range(12):
        await socket.send_json({"type": "message", "id": f"m{number}", "text": "hi"})
    frames = [await socket.receive_json(timeout=4) for _ in range(22)]
    refused = [frame for frame in frames if frame["type"] == "error"]
    assert refused
    assert {frame["code"] for frame in refused} == {"too_fast"}
    assert len(inbox.taken) + len(refused) == 12


@pytest.mark.parametrize(("fault", "code"), [(Unavailable(), "unavailable"), (Refused("secret inside"), "refused")])
async def test_an_inbox_that_fails_is_explained_without_its_own_words(
    client: Client, inbox: FakeInbox, fault: Refused | Unavailable, code: str
) -> None:
    socket, _ = await hello(client)
    inbox.fault = fault
    await socket.send_json({"type": "message", "id": "m", "text": "hi"})
    refused = await hear(socket)
    assert (refused["code"], refused["message"]) == (code, TEXTS["errors"][code]["en"])


async def test_a_database_that_is_away_at_the_hello_asks_the_widget_to_come_back(
    client: Client, inbox: FakeInbox
) -> None:
    socket, welcome = await hello(client)
    await say(socket, "hi")
    inbox.fault = Unavailable()
    other, refused = await hello(client, welcome["token"])
    assert refused["code"] == "unavailable"
    assert (await other.receive(timeout=2)).data == 1013


async def test_lines_missed_while_the_database_was_away_come_after(
    client: Client, inbox: FakeInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.showing.RETRY_S", 0.05)
    socket, welcome = await hello(client)
    await say(socket, "hi")
    inbox.fault = Unavailable()
    inbox.say(welcome["token"], "an answer")
    await asyncio.sleep(0.1)
    inbox.fault = None
    assert (await hear(socket))["text"] == "an answer"


async def test_a_line_whose_nudge_was_lost_comes_late_and_not_never(
    client: Client, inbox: FakeInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.showing.BACKSTOP_S", 0.2)
    socket, welcome = await hello(client)
    await say(socket, "hi")
    monkeypatch.setattr(inbox.live, "nudge", lambda conversation: None)
    inbox.say(welcome["token"], "an answer from another machine")
    assert (await hear(socket))["text"] == "an answer from another machine"


async def test_a_page_of_another_site_may_not_open_a_socket(client: Client) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/web/socket", origin="https://agency.example.attacker.test")
    assert refused.value.status == 403


async def test_a_host_site_and_our_own_page_may_open_a_socket(client: Client) -> None:
    for origin in (HOST_SITE, str(client.make_url("")).rstrip("/")):
        socket = await client.ws_connect("/web/socket", origin=origin)
        await socket.close()


@pytest.mark.parametrize("origin", ["null", "http://[", "https://", "javascript:alert(1)"])
async def test_a_broken_origin_is_refused(client: Client, origin: str) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/web/socket", origin=origin)
    assert refused.value.status == 403


async def test_a_socket_that_never_says_hello_is_closed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.socket.HELLO_WITHIN_S", 0.1)
    socket = await client.ws_connect("/web/socket")
    assert (await socket.receive(timeout=2)).data == 1008


async def test_a_socket_that_talks_rubbish_instead_of_hello_is_closed(client: Client) -> None:
    socket = await client.ws_connect("/web/socket")
    for _ in range(3):
        await socket.send_str("GET / HTTP/1.1")
        assert (await hear(socket))["code"] == "bad_frame"
    assert (await socket.receive(timeout=2)).data == 1008


async def test_a_plain_get_of_the_socket_is_no_server_error(client: Client) -> None:
    response = await client.get("/web/socket")
    assert response.status == 400


async def test_the_gateway_says_goodbye_when_it_stops(client: Client, sockets: OpenSockets) -> None:
    socket, _ = await hello(client)
    closing = asyncio.create_task(socket.receive(timeout=2))
    await close_sockets(sockets)
    assert (await closing).data == 1001


async def test_a_browser_that_goes_leaves_no_listener_behind(client: Client, inbox: FakeInbox) -> None:
    socket, _ = await hello(client)
    await say(socket, "hi")
    await socket.close()
    await asyncio.sleep(0.05)
    assert inbox.live._listeners == {}
