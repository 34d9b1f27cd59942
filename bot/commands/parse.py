"""`onedoor parse`: what the assistant reads in each message, exactly as a conversation's first turn would."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import logs, settings
from bot.errors import Refused
from bot.setup.all import set_up
from bot.setup.paths import Paths
from bot.understanding import open_reader

BATCH = 100


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("parse", help="read JSON lines {id, text}, write what each message means")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read standard input to its end."""
    logs.set_up("ERROR")
    paths = Paths(options.data_dir.absolute() if options.data_dir else settings.data_dir())
    set_up(paths, None)
    asyncio.run(_parse(paths))
    return 0


async def _parse(paths: Paths) -> None:
    async with open_reader(paths) as reader:
        for batch in _batches(sys.stdin):
            readings = await reader.read([line["text"] for line in batch])
            for line, reading in zip(batch, readings, strict=True):
                print(json.dumps({"id": line.get("id"), **reading}, ensure_ascii=False))
            sys.stdout.flush()


def _batches(lines: Any) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            batch.append(_line(number, line))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _line(number: int, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Refused(f"line {number} is not JSON") from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise Refused(f'line {number} needs a "text" that is a string')
    return found
