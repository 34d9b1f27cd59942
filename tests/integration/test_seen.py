"""Each side of a web chat sees that the other has read: the family by name, the desk line by line."""

from functools import partial

import pytest
from aiohttp import ClientWebSocketResponse
from sqlalchemy import Connection

from bot.testing import Stage
from casebook.queries import desk, dossier, staff
from casebook.queries.dossier import Delivery

pytestmark = pytest.mark.asyncio


async def hello(stage: Stage, token: str | None = None) -> tuple[ClientWebSocketResponse, dict[str, object]]:
    socket = await stage.session.ws_connect("/web/socket")
    await socket.send_json({"type": "hello", "token": token, "last_seq": 0, "language": "es"})
    return socket, await next_frame(socket, "welcome")


async def next_frame(socket: ClientWebSocketResponse, kind: str) -> dict[str, object]:
    while True:
        frame: dict[str, object] = await socket.receive_json(timeout=10)
        if frame["type"] == kind:
            return frame


async def writes(socket: ClientWebSocketResponse, text: str) -> int:
    await socket.send_json({"type": "message", "id": text.replace(" ", "-"), "text": text})
    return int(str((await next_frame(socket, "stored"))["seq"]))


async def hired(stage: Stage, name: str) -> str:
    hire = partial(staff.ensure_demo, email=f"{name[:3]}@example.org", name=name, password_hash="x", role="coordinator")
    return await stage.house.casebook.write(hire)


async def opens(stage: Stage, talk: str, who: str, seq: int) -> None:
    await stage.house.casebook.write(partial(dossier.opened, conversation_id=talk, staff_id=who, read_to=seq))
    stage.house.live.nudge(talk)


async def answers(stage: Stage, talk: str, who: str, text: str) -> int:
    def work(connection: Connection) -> int:
        keys = stage.house.casebook.keys
        desk.take(connection, talk, who)
        return desk.reply(connection, keys, talk, who, text)

    seq = await stage.house.casebook.write(work)
    stage.house.live.nudge(talk)
    return seq


async def fates(stage: Stage, talk: str) -> dict[int, Delivery]:
    keys = stage.house.casebook.keys
    found = await stage.house.casebook.read(partial(dossier.read, keys=keys, conversation_id=talk))
    assert found is not None
    return found.deliveries


async def test_the_family_is_told_who_has_read_its_words_and_reads_it_again_when_it_comes_back(stage: Stage) -> None:
    socket, welcome = await hello(stage)
    seq = await writes(socket, "necesito hablar")
    assert (welcome["read"], welcome["read_by"]) == (0, None)
    talk = (await stage.conversation("web", str(welcome["token"]))).id
    await opens(stage, talk, await hired(stage, "Ana Ruiz"), seq)
    assert await next_frame(socket, "read") == {"type": "read", "seq": seq, "by": "Ana Ruiz"}
    await opens(stage, talk, await hired(stage, "Ben Cole"), seq)  # she was first
    _, again = await hello(stage, str(welcome["token"]))
    assert (again["read"], again["read_by"]) == (seq, "Ana Ruiz")


async def test_the_desk_is_told_up_to_which_line_the_family_has_seen(stage: Stage) -> None:
    socket, welcome = await hello(stage)
    await writes(socket, "necesito hablar")
    talk, ana = (await stage.conversation("web", str(welcome["token"]))).id, await hired(stage, "Ana Ruiz")
    first, second = await answers(stage, talk, ana, "Hola."), await answers(stage, talk, ana, "¿Me lee?")
    assert await fates(stage, talk) == {first: "unseen", second: "unseen"}
    with stage.house.live.listen(talk) as moved:
        await socket.send_json({"type": "read", "seq": first})
        await moved.wait()
    assert await fates(stage, talk) == {first: "seen", second: "unseen"}
    await socket.send_json({"type": "read", "seq": 10_000})  # a line that there is not
    await socket.send_json({"type": "ping"})
    await next_frame(socket, "pong")
    assert await fates(stage, talk) == {first: "seen", second: "unseen"}


async def test_a_browser_cannot_mark_another_familys_lines_as_seen(stage: Stage) -> None:
    socket, welcome = await hello(stage)
    await writes(socket, "necesito hablar")
    talk, ana = (await stage.conversation("web", str(welcome["token"]))).id, await hired(stage, "Ana Ruiz")
    seq = await answers(stage, talk, ana, "Hola.")
    other, _ = await hello(stage)
    await writes(other, "otra familia")
    await other.send_json({"type": "read", "seq": seq})
    await other.send_json({"type": "ping"})
    await next_frame(other, "pong")
    assert await fates(stage, talk) == {seq: "unseen"}
