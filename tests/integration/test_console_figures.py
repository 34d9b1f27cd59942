"""The lead's figures and the case review in the console: who sees them, as pages and as CSV."""

import csv
import importlib
import io
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlalchemy import Connection, select

from bot.console import figures
from bot.console.testing import Bench, Browser
from casebook import tables
from services.reports.records import Case, Rows

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "services" / "reports"))
from made_up_site import cases, site

pytestmark = pytest.mark.asyncio
PATHS = (
    "/staff/figures?year=2025",
    "/staff/figures.csv?year=2025",
    "/staff/figures/review",
    "/staff/figures/review.csv",
)
SHOWN = (
    "Help Me Grow Connecticut",
    "80 %",
    "97 %",
    "Needs by town",
    "Referrals by race",
    "Hispanic or Latino",
    "Satisfaction by language",
    "Why help did not come about",
    "No place is free",
    "hidden",
)


def read_rows(connection: Connection) -> Rows:
    return site(1, 600)


def read_cases(connection: Connection) -> tuple[list[Case], list[Case]]:
    everybody = cases(1, 400)
    return everybody[:8], everybody


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    """The routes stand in the console's table, with made-up rows behind them."""
    module = importlib.import_module("bot.console.routes")  # the package's own `routes` is a function
    others = tuple(each for each in module.TABLE if not each.path.startswith("/staff/figures"))
    monkeypatch.setattr(module, "TABLE", (*others, *figures.routes(read_rows, read_cases)))
    monkeypatch.setattr(figures, "YEARS", 40)  # the made-up site is of 2025, whenever this runs


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def server(bench: Bench) -> AsyncIterator[TestServer]:
    async with TestServer(bench.app()) as server:
        yield server


@asynccontextmanager
async def signed_in(bench: Bench, server: TestServer, role: str = "lead") -> AsyncIterator[Browser]:
    await bench.hire("Lee Park", role)
    browser = Browser(bench, server)
    try:
        await browser.sign_in("Lee Park")
        yield browser
    finally:
        await browser.client.close()


async def text_of(bench: Bench, server: TestServer, path: str, role: str = "lead") -> tuple[int, str]:
    async with signed_in(bench, server, role) as browser:
        answer = await browser.open(path)
        return answer.status, await answer.text(encoding="utf-8-sig")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("editor", 403), ("lead", 200), ("admin", 200)])
async def test_only_leads_and_admins_see_figures(
    bench: Bench, server: TestServer, path: str, role: str, status: int
) -> None:
    assert (await text_of(bench, server, path, role))[0] == status


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_sees_them_without_signing_in(bench: Bench, server: TestServer, path: str) -> None:
    async with Browser(bench, server).client as client:
        assert (await client.get(path, allow_redirects=False)).status == 303


async def test_the_page_shows_the_figures_beside_those_to_beat(bench: Bench, server: TestServer) -> None:
    _, page = await text_of(bench, server, PATHS[0])
    assert [words for words in SHOWN if words not in page] == []
    assert "<script" not in page.split("</head>")[1]


async def test_every_picture_says_what_it_shows_and_has_a_table_beside_it(bench: Bench, server: TestServer) -> None:
    _, page = await text_of(bench, server, PATHS[0])
    pictures = re.findall(r"<svg class=\"bars\".*?</svg>", page, re.DOTALL)
    assert len(pictures) == 4
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.attrib["role"] == "img"
        named = [root.find(tag) for tag in ("title", "desc")]
        assert all(each is not None and each.text for each in named)
        assert root.attrib["aria-labelledby"].split() == [each.attrib["id"] for each in named if each is not None]
    assert len(re.findall(r"</svg>\s*<table>", page)) == 4


async def test_nothing_of_the_page_comes_from_elsewhere(bench: Bench, server: TestServer) -> None:
    _, page = await text_of(bench, server, PATHS[0])
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)


async def test_the_download_holds_the_same_tables_and_hides_the_same(bench: Bench, server: TestServer) -> None:
    _, text = await text_of(bench, server, PATHS[1])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"Referrals", "Needs by town", "Referrals by ethnicity"} <= {row["Table"] for row in rows}
    numbers = [row["Number"] for row in rows if "Days" not in row["Line"] + row["Measure"]]
    assert "hidden" in numbers
    assert all(each == "hidden" or int(each) == 0 or int(each) >= 11 for each in numbers)


async def test_what_is_taken_away_is_written_in_the_audit(bench: Bench, server: TestServer) -> None:
    async with signed_in(bench, server) as browser:
        for path in PATHS[1:]:
            await browser.open(path)
    written = await bench.casebook.read(
        lambda connection: [row.action for row in connection.execute(select(tables.audit))]
    )
    assert [each for each in written if each in ("figures", "case_review")] == ["figures", "case_review", "case_review"]


async def test_an_unknown_year_is_the_present_one(bench: Bench, server: TestServer) -> None:
    status, page = await text_of(bench, server, "/staff/figures?year=1'--")
    assert status == 200
    assert "1&#39;--" not in page


@pytest.mark.parametrize("path", PATHS[2:])
async def test_the_review_tells_cases_and_nothing_of_who_they_are(bench: Bench, server: TestServer, path: str) -> None:
    _, text = await text_of(bench, server, path)
    assert "Case 1" in text
    assert "Ended without help" in text
    assert not re.search(r"2025-|Hartford|New Haven|\bf\d+\b", text)


async def test_the_pages_speak_spanish(bench: Bench, server: TestServer) -> None:
    async with signed_in(bench, server) as browser:
        browser.client.session.cookie_jar.update_cookies({"onedoor_staff_language": "es"})
        page = await (await browser.open(PATHS[0])).text()
        review = await (await browser.open(PATHS[2])).text()
    assert "Necesidades por pueblo" in page
    assert "Revisión de casos" in review
