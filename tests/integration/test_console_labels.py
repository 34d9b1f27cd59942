"""Labelling messages in the console: what was unclear, what it means, what may be learned from it."""

import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.console.testing import Bench, Browser
from casebook import tables
from casebook.queries import markings

pytestmark = pytest.mark.asyncio
WORDS = "we ran out of food and my son Jayden is hungry"


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
    async for browser in signed_in(bench, server, "Ana Ruiz", "coordinator"):
        yield browser


@pytest_asyncio.fixture
async def eve(bench: Bench, server: TestServer) -> AsyncIterator[Browser]:
    async for browser in signed_in(bench, server, "Eve Stone", "editor"):
        yield browser


async def signed_in(bench: Bench, server: TestServer, name: str, role: str) -> AsyncIterator[Browser]:
    await bench.hire(name, role)
    browser = Browser(bench, server)
    await browser.sign_in(name)
    yield browser
    await browser.client.close()


async def unsure(bench: Bench, words: str = WORDS) -> str:
    talk = await bench.hears(words, reading={"labels": [["social_support", 0.3]], "handed_over": None})
    return f"/staff/conversations/{talk}/lines/1/labels"


async def text(browser: Browser, path: str) -> str:
    return await (await browser.open(path)).text()


async def kept(bench: Bench) -> list[tuple[str, ...]]:
    waiting = await bench.casebook.read(partial(markings.open_markings, keys=bench.casebook.keys))
    return [each.labels for each in waiting]


async def label(browser: Browser, path: str, **labels: str) -> Any:
    await browser.open(path)
    return await browser.post(path, **labels)


async def test_the_list_leads_to_the_message_without_showing_its_words(bench: Bench, ana: Browser) -> None:
    path = await unsure(bench)
    page = await text(ana, "/staff/unclear")
    assert f'href="{path}"' in page
    assert "was not sure" in page
    assert "Jayden" not in page


async def test_the_picker_shows_what_the_assistant_understood_and_opening_it_is_audited(
    bench: Bench, ana: Browser
) -> None:
    page = await text(ana, await unsure(bench))
    assert WORDS in page
    assert re.search(r'<option value="social_support" selected>Support from others', page)
    actions = await bench.casebook.read(lambda c: list(c.execute(select(tables.audit.c.action)).scalars()))
    assert "read" in actions


async def test_a_label_is_kept_main_thing_first_and_shown_beside_the_message(bench: Bench, ana: Browser) -> None:
    path = await unsure(bench)
    answer = await label(ana, path, main="food_need", also="child_care_need", third="food_need")
    assert (answer.status, answer.headers["Location"].endswith("#line-1")) == (303, True)
    assert await kept(bench) == [("food_need", "child_care_need")]
    page = await text(ana, path.partition("/lines")[0])
    assert "Food · Child care" in page
    assert "Change the label" in page
    assert "No unclear messages" in await text(ana, "/staff/unclear")


@pytest.mark.parametrize("labels", [{}, {"main": "hunger"}, {"also": "food_need"}, {"main": "nlu_fallback"}])
async def test_what_is_no_label_is_asked_for_again(bench: Bench, ana: Browser, labels: dict[str, str]) -> None:
    answer = await label(ana, await unsure(bench), **labels)
    assert answer.status == 422
    assert "at least the main thing" in await answer.text()
    assert await kept(bench) == []


async def test_our_own_lines_have_no_label(bench: Bench, ana: Browser) -> None:
    path = await unsure(bench)
    for seq in ("0", "2", "9" * 30):
        assert (await ana.open(path.replace("/lines/1/", f"/lines/{seq}/"))).status == 404


async def test_an_editor_sees_and_approves_only_what_would_be_learned(bench: Bench, ana: Browser, eve: Browser) -> None:
    await label(ana, await unsure(bench), main="food_need")
    page = await text(eve, "/staff/examples")
    words = "we ran out of food and my son is hungry"
    assert f">{words}<" in page
    assert "Jayden" not in page
    message = re.search(r"/staff/examples/(\w+)/approve", page)
    assert message is not None
    assert (await eve.post(f"/staff/examples/{message[1]}/approve", words=words)).status == 303
    (example,) = await bench.casebook.read(partial(markings.examples, keys=bench.casebook.keys))
    assert (example.text, example.labels, example.language) == (words, ("food_need",), "en")
    assert "Nothing waits" in await text(eve, "/staff/examples")


async def test_words_that_were_not_shown_cannot_be_approved(bench: Bench, ana: Browser, eve: Browser) -> None:
    await label(ana, await unsure(bench), main="food_need")
    page = await text(eve, "/staff/examples")
    path = re.findall(r"/staff/examples/\w+/approve", page)[0]
    assert (await eve.post(path, words=WORDS)).status == 409
    assert (await eve.post(path)).status == 409
    assert await kept(bench) == [("food_need",)]


async def test_a_message_that_may_hold_a_name_can_only_be_left_out(bench: Bench, ana: Browser, eve: Browser) -> None:
    await label(ana, await unsure(bench, "Zylphianne wants a crib"), main="household_goods_need")
    page = await text(eve, "/staff/examples")
    assert "Zylphianne" not in page
    assert "/approve" not in page
    path = re.findall(r"/staff/examples/\w+/leave-out", page)[0]
    assert (await eve.post(path)).status == 303
    assert await kept(bench) == []
    assert (await eve.post(path)).status == 404


async def test_labels_are_offered_in_the_staffs_language(bench: Bench, ana: Browser) -> None:
    path = await unsure(bench)
    await ana.post("/staff/language", language="es", next="/staff")
    page = await text(ana, path)
    assert "¿Qué quiere decir este mensaje?" in page
    assert ">Comida<" in page
