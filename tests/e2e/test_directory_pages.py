"""The editor's pages in a real browser: clean for axe, and no wider than a small phone."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from bot.console.testing import Bench
from bot.rasa_process import free_port
from resources_db.database import Database, open_database
from resources_db.importers.importing import import_feed
from resources_db.keeping import closing, editing, needs, worklists

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TODAY = date(2026, 11, 24)
PAGES = ("", "/entry?id=one", "/entry?id=three", "/reports", "/closed", "/duplicates", "/missing")
LONG = "Supercalifragilistic-expialidocious-family-resource-and-food-center"


def service(key: str, name: str, **more: Any) -> dict[str, Any]:
    phone = {"number": "860-555-0100", "description": "office"}
    return {"id": key, "name": name, "organization": {"id": "o", "name": LONG}, "phones": [phone]} | more


HALL: dict[str, Any] = {
    **{"id": "hall", "name": f"Hall of {LONG}", "phones": [{"number": "860-555-0101", "description": "front desk"}]},
    "addresses": [{"address_1": "10 Main Street", "city": "Hartford", "state_province": "CT", "postal_code": "06106"}],
    "schedules": [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "17:00"}],
}


def _filled(database: Database, folder: Path) -> None:
    house = {"id": "h", "name": "Elm House", "confidential": True, "addresses": [{"address_1": "12 Elm Street"}]}
    feed = [
        service("one", f"{LONG} pantry", description="Gives food. " * 30, service_at_locations=[{"location": house}]),
        service("two", f"Pantry {LONG}"),
        service("three", "Clinic", phones=[], service_at_locations=[{"location": HALL}]),
        service("four", "Clinic for all"),
    ]
    (folder / "feed.json").write_text(json.dumps(feed))
    import_feed(database, folder / "feed.json", TODAY)
    with database.writing() as connection:
        editing.correct(connection, "one", {"email": "a@example.org", "description": "Call first."}, "Eva Stone")
        editing.verify(connection, "one", "Eva Stone", TODAY)
        worklists.tell(connection, "one", "phone_dead", "coordinator", "Nobody answers.")
        editing.correct(connection, "three", {"location/hall/phones": []}, "Eva Stone")
        needs.overrule(connection, "three", "food_need", "They give bread.", "Eva Stone", bears=True)
        worklists.tell(connection, "two", "closed", "family")
        closing.close(connection, "three", "Nobody is there any more.", "Eva Stone")
        closing.close(connection, "four", "Boarded up.", "Eva Stone")
        closing.reopen(connection, "four", "Eva Stone")
        worklists.note_missing(connection, "food_need", "Hartford", "es", TODAY)


@pytest_asyncio.fixture(loop_scope="session")
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    port = free_port()
    bench = Bench.at(tmp_path, f"http://127.0.0.1:{port}")
    bench.directory = open_database(tmp_path / "directory.db")
    _filled(bench.directory, tmp_path)
    runner = web.AppRunner(bench.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield bench
    await runner.cleanup()
    bench.casebook.close()
    bench.directory.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("role", ["editor", "coordinator"])
async def test_axe_finds_nothing_on_the_directory_pages(
    browser: Browser, bench: Bench, language: str, width: int, role: str
) -> None:
    found: dict[str, list[str]] = {}
    token = await bench.session(await bench.hire("Eva Stone", role))
    async with await browser.new_context(viewport={"width": width, "height": 768}, reduced_motion="reduce") as context:
        for name, value in (("onedoor_staff_language", language), ("onedoor_staff", token)):
            await context.add_cookies([{"name": name, "value": value, "url": bench.public_url}])
        page = await context.new_page()
        for path in PAGES if role == "editor" else PAGES[:3]:
            await page.goto(f"{bench.public_url}/staff/directory{path}")
            results = await Axe().run(page, options=RULES)
            wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
            faults = [f"{f['id']}: {n['html']}" for f in results.response["violations"] for n in f["nodes"]]
            found[path] = faults + (["wider than the window"] if wide else [])
    assert {path: faults for path, faults in found.items() if faults} == {}
