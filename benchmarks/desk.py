"""Times the desk's queue with 50 and 200 open conversations: the page, its fragment, what an open page is told.

    uv run python -m benchmarks.desk

Each conversation has 20 lines. Where there is a Chromium (or CHROMIUM names one) the list is also drawn again there.
Prints one JSON document; ratios between the two sizes say more than the times.
"""

import asyncio
import json
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from aiohttp.test_utils import TestServer
from playwright.async_api import async_playwright
from sqlalchemy import Connection, event, insert, update

from bot.console import glance
from bot.console.testing import Bench, Browser
from casebook import tables
from casebook.queries.rows import line_row, now

SIZES = (50, 200)
LINES, TIMES = 20, 30
DRAW = """async (times) => {
  const html = await (await fetch("/staff/queue")).text();
  const spans = [];
  for (let n = 1; n <= times; n++) {
    const start = performance.now();
    refill(one("#queue"), html + " ".repeat(n));
    document.body.offsetHeight;
    spans.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return spans;
}"""
PAGES = {"page": "/staff", "fragment": "/staff/queue"}


async def measure() -> dict[str, Any]:
    """Median milliseconds and statements by size and page."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.at(Path(folder))
        try:
            return await _with(bench)
        finally:
            bench.casebook.close()


async def _with(bench: Bench) -> dict[str, Any]:
    me = await bench.hire("Ana Ruiz")
    found: dict[str, Any] = {}
    async with TestServer(bench.app()) as server:
        browser = Browser(bench, server)
        await browser.sign_in("Ana Ruiz")
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            await _fill(bench, before, size, me)
            found[str(size)] = {name: await _page(bench, browser, path) for name, path in PAGES.items()}
            found[str(size)]["drawn again"] = {"ms": await _drawn(bench, server, me)}
            look = partial(bench.casebook.read, partial(glance.look, staff_id=me))
            found[str(size)]["told"] = {"ms": await _timed(look)}
        await browser.client.close()
    few, many = (found[str(size)] for size in SIZES)
    ratios = {name: round(many[name]["ms"] / few[name]["ms"], 2) for name in few if few[name]["ms"]}
    return found | {"times_longer_for_4_times_as_many": ratios}


async def _drawn(bench: Bench, server: TestServer, me: str) -> float | None:
    """Milliseconds in the browser from the fragment's arrival until the list is laid out; None without a browser."""
    if (path := os.environ.get("CHROMIUM") or shutil.which("chromium")) is None:
        return None
    address = str(server.make_url("/"))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = await browser.new_context(viewport={"width": 1366, "height": 768})
        await context.add_cookies([{"name": "onedoor_staff", "value": await bench.session(me), "url": address}])
        page = await context.new_page()
        await page.goto(f"{address}staff")
        spans: list[float] = await page.evaluate(DRAW, TIMES)
        await browser.close()
    return round(median(spans), 1)


async def _fill(bench: Bench, before: int, size: int, me: str) -> None:
    """As many conversations as asked for; every third one is with a person."""
    for number in range(before, size):
        talk = await bench.hears("hello", address=f"+1860555{number:04}", queue_reason="asked")
        await bench.casebook.write(partial(_lines, bench=bench, talk=talk, owner=me if number % 3 == 0 else None))


def _lines(connection: Connection, bench: Bench, talk: str, owner: str | None) -> None:
    senders = ("family", "bot", "family", "person")
    rows = [
        line_row(bench.casebook.keys, talk, seq, senders[seq % 4], f"line {seq} " * 8, now())
        for seq in range(100, 100 + LINES)
    ]
    connection.execute(insert(tables.message), rows)
    if owner:
        made = update(tables.conversation).where(tables.conversation.c.id == talk)
        connection.execute(made.values(owner="person", staff=owner, assigned_at=now()))


async def _page(bench: Bench, browser: Browser, path: str) -> dict[str, float]:
    statements = 0

    def count(*_told: object) -> None:
        nonlocal statements
        statements += 1

    engine = bench.casebook._reader
    event.listen(engine, "before_cursor_execute", count)
    answer = await browser.client.get(path)
    event.remove(engine, "before_cursor_execute", count)

    async def again() -> None:
        await (await browser.client.get(path)).read()

    return {"ms": await _timed(again), "statements": statements, "kilobytes": len(await answer.read()) // 1024}


async def _timed(work: Any) -> float:
    spans = []
    for _ in range(TIMES):
        start = perf_counter()
        await work()
        spans.append(perf_counter() - start)
    return round(median(spans) * 1000, 1)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure()), indent=2))
