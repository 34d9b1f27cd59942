"""The queue and a conversation, as coordinators work with them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer
from sqlalchemy import delete, select, update

from bot.console import socket as page_socket
from bot.console.testing import MARIA, Bench, Browser, words
from casebook import tables
from casebook.queries import dossier, read_marks, transcripts
from casebook.queries import rows as small
from casebook.queries.rows import now
from casebook.records import Say

pytestmark = pytest.mark.asyncio
FAMILY = words()["family"]


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def server(bench: Bench) -> AsyncIterator[TestServer]:
    async with TestServer(bench.app()) as server:
        yield server


@pytest_asyncio.fixture
async def ana(bench: Bench, server: TestServer) -> AsyncIterator[Browser]:
    async for browser in signed_in(bench, server, "Ana Ruiz"):
        yield browser


@pytest_asyncio.fixture
async def ben(bench: Bench, server: TestServer) -> AsyncIterator[Browser]:
    async for browser in signed_in(bench, server, "Ben Cole"):
        yield browser


@pytest_asyncio.fixture
async def lea(bench: Bench, server: TestServer) -> AsyncIterator[Browser]:
    async for browser in signed_in(bench, server, "Lea Stone", "lead"):
        yield browser


async def signed_in(bench: Bench, server: TestServer, name: str, role: str = "coordinator") -> AsyncIterator[Browser]:
    await bench.hire(name, role)
    browser = Browser(bench, server)
    await browser.sign_in(name)
    yield browser
    await browser.client.close()


def page_of(talk: str, more: str = "") -> str:
    return f"/staff/conversations/{talk}{more}"


async def text(browser: Browser, path: str) -> str:
    return await (await browser.open(path)).text()


async def rows(bench: Bench, table: Any) -> list[Any]:
    return await bench.casebook.read(lambda connection: list(connection.execute(select(table))))


async def said(bench: Bench, talk: str) -> list[tuple[str, str]]:
    read = partial(transcripts.lines, keys=bench.casebook.keys, conversation_id=talk, notes=True)
    return [(line.sender, line.text) for line in await bench.casebook.read(read)]


async def audited(bench: Bench, talk: str) -> list[str]:
    return [row.action for row in await rows(bench, tables.audit) if row.subject == talk]


# ---- The queue


async def test_the_queue_says_who_waits_and_why(bench: Bench, ana: Browser) -> None:
    await bench.hears("we ran out of food <b>now</b>", queue_reason="asked", queue_priority=5, language="es")
    page = await text(ana, "/staff")
    for shown in ("Asked for a person", "we ran out of food &lt;b&gt;now&lt;/b&gt;", "Text message", "Spanish"):
        assert shown in page


async def test_a_crisis_stands_on_top_however_short_its_wait(bench: Bench, ana: Browser) -> None:
    first = await bench.hears("hello", address="+18605550111", queue_reason="asked", queue_priority=5)
    crisis = await bench.hears("help", address="+18605550112", queue_reason="crisis_medical", crisis="crisis_medical")
    page = await text(ana, "/staff")
    assert page.index(f"row-{crisis}") < page.index(f"row-{first}")
    assert "Crisis</strong>" in page  # said in words, not by color alone


async def test_a_crisis_that_only_the_assistant_found_is_shown_as_one(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("help", queue_reason="crisis", queue_priority=9)
    assert "Crisis</strong>" in await text(ana, "/staff")
    assert "Crisis</strong>" in await text(ana, page_of(talk))
    socket = await listening(ana, bench)
    assert (await socket.receive_json(timeout=5))["crisis"] == [talk]
    await socket.close()


async def test_mine_and_my_colleagues_stand_apart(bench: Bench, ana: Browser, ben: Browser) -> None:
    mine = await bench.hears("a", address="+18605550111", queue_reason="asked")
    theirs = await bench.hears("b", address="+18605550112", queue_reason="asked")
    await ana.post(page_of(mine, "/take"))
    await ben.post(page_of(theirs, "/take"))
    page = await text(ana, "/staff")
    assert page.index("h-colleagues") < page.index(f"row-{theirs}") < page.index("h-mine") < page.index(f"row-{mine}")
    assert "with Ben Cole" in page


async def test_a_conversation_of_mine_that_the_family_wrote_in_last_needs_an_answer(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    assert "Needs an answer" not in await text(ana, "/staff")
    await bench.hears("are you there?")
    assert "Needs an answer" in await text(ana, "/staff")


async def test_recent_shows_conversations_without_their_words(bench: Bench, ana: Browser) -> None:
    await bench.hears("my secret worry", Say("I hear you."))
    page = await text(ana, "/staff/recent")
    assert "with the computer helper" in page
    assert "my secret worry" not in page


async def test_an_alert_is_shown_until_someone_has_dealt_with_it(bench: Bench, ana: Browser) -> None:
    await bench.casebook.write(partial(small.alert, kind="dead_letter", conversation=None))
    assert "A text could not be sent" in await text(ana, "/staff")
    [alert] = await rows(bench, tables.alert)
    await ana.post(f"/staff/alerts/{alert.id}/resolve")
    assert "A text could not be sent" not in await text(ana, "/staff")
    assert "resolve_alert" in await audited(bench, alert.id)


# ---- Opening a record


async def test_the_story_comes_before_the_transcript(bench: Bench, ana: Browser) -> None:
    state = {"slots": {"needs": ["food_need"], "child_age_months": 20, "town": "Hartford", "zip": "06106"}}
    talk = await bench.hears("hello", Say("Hi", ({"title": "Yes", "choice": {}},)), queue_reason="asked", state=state)
    page = await text(ana, page_of(talk))
    shown = [
        "Wrote last",
        "hello",
        "Food",
        "20 months",
        "Hartford 06106",
        "(860) 555-0101",
        'id="line-1"',
        "hello",
        "Yes",
    ]
    place = 0
    for part in shown:
        place = page.index(part, place)


async def test_a_browsers_address_is_never_shown(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", address="secret-resume-token", channel="web", queue_reason="asked")
    assert "secret-resume-token" not in await text(ana, page_of(talk))


async def test_every_opening_of_a_record_is_audited(bench: Bench, ana: Browser, ben: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.open(page_of(talk))
    await ana.open(page_of(talk))
    await ben.open(page_of(talk))
    assert await audited(bench, talk) == ["read"] * 3


async def test_reading_along_without_the_page_is_audited_too_once_an_hour(
    bench: Bench, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    for _ in range(3):
        assert (await ana.open(page_of(talk, "/news?after=0"))).status == 200
    assert await audited(bench, talk) == ["read"]
    monkeypatch.setattr(dossier, "ONE_LOOK", timedelta(0))  # the hour is over
    await ana.open(page_of(talk, "/news?after=0"))
    assert await audited(bench, talk) == ["read"] * 2


async def test_a_page_in_the_background_follows_along_but_reads_nothing(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")

    async def read_to() -> tuple[int, str | None]:
        row = next(row for row in await rows(bench, tables.conversation) if row.id == talk)
        return row.staff_read, row.staff_read_by

    await ana.open(page_of(talk, "/news?after=0"))
    assert await read_to() == (0, None)
    await ana.open(page_of(talk, "/news?after=1&seen=1"))  # the tab comes to the front: nothing new, all is read now
    [account] = await rows(bench, tables.staff)
    assert await read_to() == (1, account.id)


async def test_what_moved_by_way_of_another_gateway_is_told_when_the_page_is_looked_after(
    bench: Bench, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_socket, "RECHECK", 0.05)
    talk = await bench.hears("hello", address="token", channel="web", queue_reason="asked")
    socket = await listening(ana, bench, talk)

    async def told() -> bool:
        """Whether the next two looks after the page tell of the conversation."""
        kinds: list[str] = []
        while kinds.count("queue") < 3:
            kinds.append((await socket.receive_json(timeout=5))["type"])
        return "conversation" in kinds

    assert await told()
    assert not await told()
    keys, deaf = bench.casebook.keys, bench.casebook  # no nudge: this gateway hears nothing of it
    await deaf.write(partial(small.add_line, keys=keys, conversation=talk, sender="family", text="still there?"))
    assert await told()
    assert not await told()
    await deaf.write(partial(read_marks.family_read, keys=keys, token="token", seq=2))
    assert await told()
    await socket.close()


async def test_a_persons_line_on_a_page_says_whether_the_family_has_seen_it(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", address="token", channel="web", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    assert "Not seen yet" in await text(ana, page_of(talk))
    mark = partial(read_marks.family_read, keys=bench.casebook.keys, token="token", seq=2)
    assert await bench.casebook.write(mark) == talk
    assert ">Seen<" in await text(ana, page_of(talk))
    assert (await (await ana.open(page_of(talk, "/news?after=2"))).json())["deliveries"] == {"2": ["seen", "Seen"]}


async def test_an_unknown_conversation_is_not_found(ana: Browser) -> None:
    nothing = "0" * 32
    assert (await ana.open(page_of(nothing))).status == 404
    assert (await ana.open(page_of(nothing, "/news?after=0"))).status == 404
    for deed in ("take", "reply", "note", "hand-back", "close"):
        assert (await ana.post(page_of(nothing, f"/{deed}"), reply="x", note="x")).status == 404


@pytest.mark.parametrize("after", ["", "x", "-1", "²", "9" * 40])
async def test_a_senseless_place_in_the_transcript_is_refused(bench: Bench, ana: Browser, after: str) -> None:
    talk = await bench.hears("hello")
    assert (await ana.open(page_of(talk, f"/news?after={after}"))).status == 400


# ---- Taking and answering


async def test_taking_greets_the_family_once_in_its_language(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("necesito ayuda", language="es", queue_reason="asked")
    bench.woken.clear()
    assert (await ana.post(page_of(talk, "/take"))).status == 303
    await ana.post(page_of(talk, "/take"))  # a second click
    greeting = FAMILY["joined"]["es"].format(name="Ana Ruiz")
    assert [line for line in await said(bench, talk) if line[0] == "person"] == [("person", greeting)]
    assert talk in bench.woken
    assert len(await rows(bench, tables.outbox)) == 1


async def test_of_two_who_take_at_once_exactly_one_wins_and_the_other_is_told_who(
    bench: Bench, ana: Browser, ben: Browser
) -> None:
    for number in range(8):
        talk = await bench.hears("hello", address=f"+1860555013{number}", queue_reason="asked")
        answers = await asyncio.gather(
            ana.post(page_of(talk, "/take"), by_script=True), ben.post(page_of(talk, "/take"), by_script=True)
        )
        assert sorted(answer.status for answer in answers) == [204, 409]
        loser = next(answer for answer in answers if answer.status == 409)
        winner = "Ben Cole" if loser is answers[0] else "Ana Ruiz"
        assert winner in (await loser.json())["problem"]
        assert [sender for sender, _ in await said(bench, talk)].count("person") == 1


async def test_the_reply_box_opens_with_the_taking(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    assert _box(await text(ana, page_of(talk))).endswith("disabled>")
    await ana.post(page_of(talk, "/take"))
    assert not _box(await text(ana, page_of(talk))).endswith("disabled>")


def _box(page: str) -> str:
    start = page.index('<textarea id="reply"')
    return page[start : page.index(">", start) + 1]


async def test_a_reply_goes_out_with_the_line_ends_that_phones_know(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    bench.woken.clear()
    await ana.post(page_of(talk, "/reply"), reply="  Two lines:\r\nhere.  ")
    assert (await said(bench, talk))[-1] == ("person", "Two lines:\nhere.")
    assert bench.woken == [talk]
    assert len(await rows(bench, tables.outbox)) == 2


async def test_who_does_not_own_it_cannot_reply_and_keeps_the_words(bench: Bench, ana: Browser, ben: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ben.post(page_of(talk, "/take"))
    before = await said(bench, talk)
    page = await text(ana, page_of(talk))
    assert "Ben Cole has this conversation" in page
    assert f'action="{page_of(talk, "/take")}"' not in page
    answer = await ana.post(page_of(talk, "/reply"), reply="my long draft")
    assert answer.status == 409
    refused = await answer.text()
    assert "Your words are kept" in refused
    assert ">my long draft</textarea>" in refused
    assert await said(bench, talk) == before


async def test_a_family_that_said_stop_gets_no_text_and_the_draft_is_kept(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    await bench.hears("STOP", consent=False, even_if_owned=True)
    answer = await ana.post(page_of(talk, "/reply"), reply="one more thing", by_script=True)
    assert answer.status == 409
    assert "STOP" in (await answer.json())["problem"]
    assert ("person", "one more thing") not in await said(bench, talk)
    assert _box(await text(ana, page_of(talk))).endswith("disabled>")


async def test_a_conversation_of_a_family_that_said_stop_is_taken_without_a_greeting(
    bench: Bench, ana: Browser
) -> None:
    talk = await bench.hears("STOP", consent=False, queue_reason="asked")
    assert (await ana.post(page_of(talk, "/take"))).status == 303
    assert [sender for sender, _ in await said(bench, talk)] == ["family"]
    assert "You have this conversation" in await text(ana, page_of(talk))


@pytest.mark.parametrize(("channel", "limit"), [("sms", 1600), ("web", 4000)])
async def test_a_reply_that_is_empty_or_too_long_is_not_sent(
    bench: Bench, ana: Browser, channel: str, limit: int
) -> None:
    talk = await bench.hears("hello", channel=channel, address=MARIA, queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    before = len(await said(bench, talk))
    for words_, status in ((" \r\n ", 422), ("x" * (limit + 1), 422), ("x" * limit, 204)):
        answer = await ana.post(page_of(talk, "/reply"), reply=words_, by_script=True)
        assert answer.status == status
    assert len(await said(bench, talk)) == before + 1


async def test_a_note_is_for_staff_only_and_needs_no_taking(bench: Bench, ana: Browser, ben: Browser) -> None:
    talk = await bench.hears("hello", channel="web", address="token", queue_reason="asked")
    await ana.post(page_of(talk, "/note"), note="Spoke with her sister <ok>")
    assert "Spoke with her sister &lt;ok&gt;" in await text(ben, page_of(talk))
    for_family = partial(transcripts.by_address, keys=bench.casebook.keys, channel="web", address="token", after=0)
    seen = await bench.casebook.read(for_family)
    assert seen is not None
    assert [line.sender for line in seen[2]] == ["family"]
    assert await rows(bench, tables.outbox) == []


async def test_a_refused_note_never_lands_in_the_reply_box(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    refused = await (await ana.post(page_of(talk, "/note"), note="n" * 4001)).text()
    reply_box = refused[refused.index('<textarea id="reply"') : refused.index("</textarea>")]
    assert "nnn" not in reply_box
    assert "nnn" in refused


@pytest.mark.parametrize(("deed", "closed"), [("hand_back", False), ("close", True)])
async def test_the_end_is_told_to_the_family_and_frees_the_conversation(
    bench: Bench, ana: Browser, deed: str, closed: bool
) -> None:
    talk = await bench.hears("hola", language="es", queue_reason="crisis_medical", crisis="crisis_medical")
    await ana.post(page_of(talk, "/take"))
    page = await text(ana, page_of(talk))
    farewell = FAMILY[deed]["es"].format(name="Ana Ruiz")
    assert farewell in page  # shown before it is sent
    await ana.post(page_of(talk, f"/{deed.replace('_', '-')}"))
    assert (await said(bench, talk))[-1] == ("bot", farewell)
    [row] = await rows(bench, tables.conversation)
    assert (row.owner, row.staff, row.crisis_at) == ("bot", None, None)
    assert (row.closed_at is not None) is closed
    assert deed in await audited(bench, talk)


async def test_only_the_owner_can_hand_back_or_close(bench: Bench, ana: Browser, ben: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ben.post(page_of(talk, "/take"))
    for deed in ("hand-back", "close"):
        assert (await ana.post(page_of(talk, f"/{deed}"), by_script=True)).status == 409
    [row] = await rows(bench, tables.conversation)
    assert row.owner == "person"


async def test_a_lead_takes_over_so_that_no_family_is_left_with_someone_who_is_out(
    bench: Bench, ana: Browser, lea: Browser
) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    assert (await lea.post(page_of(talk, "/take"))).status == 409
    assert (await lea.post(page_of(talk, "/take-over"))).status == 303
    greeting = FAMILY["take_over"]["en"].format(name="Lea Stone", before="Ana Ruiz")
    assert (await said(bench, talk))[-1] == ("person", greeting)
    assert (await ana.post(page_of(talk, "/reply"), reply="x", by_script=True)).status == 409
    assert "take_over" in await audited(bench, talk)


async def test_a_coordinator_cannot_take_over(bench: Bench, ana: Browser, ben: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    assert (await ben.post(page_of(talk, "/take-over"))).status == 403
    assert "Take over from" not in await text(ben, page_of(talk))


# ---- Live


async def listening(browser: Browser, bench: Bench, talk: str = "") -> ClientWebSocketResponse:
    query = f"?conversation={talk}" if talk else ""
    return await browser.client.ws_connect(f"/staff/socket{query}", headers={"Origin": bench.public_url})


async def test_an_open_page_is_told_when_someone_comes_into_the_queue(bench: Bench, ana: Browser) -> None:
    socket = await listening(ana, bench)
    nothing = {"type": "queue", "waiting": 0, "crisis": [], "given": [], "overdue": []}
    assert await socket.receive_json(timeout=5) == nothing
    talk = await bench.hears("help", queue_reason="crisis_violence", crisis="crisis_violence")
    assert await socket.receive_json(timeout=5) == nothing | {"waiting": 1, "crisis": [talk]}
    await socket.close()


async def test_an_open_conversation_is_told_of_its_own_lines_only(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello")
    socket = await listening(ana, bench, talk)
    assert [(await socket.receive_json(timeout=5))["type"] for _ in range(2)] == ["queue", "conversation"]
    await bench.hears("another family", address="+18605550177")
    assert (await socket.receive_json(timeout=5))["type"] == "queue"
    await bench.hears("more")
    assert [(await socket.receive_json(timeout=5))["type"] for _ in range(2)] == ["queue", "conversation"]
    await socket.close()


async def test_the_news_hold_only_what_is_new(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("first words")
    await bench.hears("second words")
    news = await (await ana.open(page_of(talk, "/news?after=1"))).json()
    assert "second words" in news["lines"]
    assert "first words" not in news["lines"]
    assert (news["last"], news["fromFamily"], news["writable"]) == (2, True, False)


async def test_a_text_that_did_not_arrive_is_marked(bench: Bench, ana: Browser) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await ana.post(page_of(talk, "/take"))
    await bench.casebook.write(lambda connection: connection.execute(update(tables.outbox).values(state="dead")))
    news = await (await ana.open(page_of(talk, "/news?after=2"))).json()
    assert news["deliveries"] == {"2": ["failed", "Did not arrive"]}
    assert 'class="fate failed"' in await text(ana, page_of(talk))


async def test_a_socket_of_another_site_is_refused(bench: Bench, ana: Browser) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await ana.client.ws_connect("/staff/socket", headers={"Origin": "https://elsewhere.example"})
    assert refused.value.status == 403


async def test_an_ended_session_closes_its_open_pages(bench: Bench, ana: Browser) -> None:
    socket = await listening(ana, bench)
    await socket.receive_json(timeout=5)
    await bench.casebook.write(lambda connection: connection.execute(delete(tables.staff_session)))
    bench.live.nudge("anything")
    message = await socket.receive(timeout=5)
    assert (message.type, socket.close_code) == (WSMsgType.CLOSE, 4401)


async def test_someone_who_types_keeps_the_session(bench: Bench, ana: Browser) -> None:
    socket = await listening(ana, bench)
    old = update(tables.staff_session).values(seen_at=now() - timedelta(minutes=20))
    await bench.casebook.write(lambda connection: connection.execute(old))
    for frame in ("active", "nonsense", '{"type": 1}'):
        await socket.send_str(frame)
    async with asyncio.timeout(5):
        while now() - (await rows(bench, tables.staff_session))[0].seen_at > timedelta(minutes=1):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await socket.close()
