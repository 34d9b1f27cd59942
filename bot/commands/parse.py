"""`onedoor parse`: what the assistant reads in each message, exactly as a conversation's first turn would."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import logs, settings
from bot.errors import AssistantFailed, Refused
from bot.rasa_process import RasaProcess, free_port
from bot.setup.all import set_up
from bot.setup.paths import RASA_PYTHON, ROOT, Paths
from bot.turn.assistant import Assistant
from bot.turn.reading import read

BATCH = 100
PATIENCE = 60.0
NO_ACTIONS = "http://127.0.0.1:9/actions"  # reading calls no action


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
    rasa = RasaProcess(RASA_PYTHON, ROOT, paths.model, free_port(), NO_ACTIONS, paths.rasa_log)
    assistant = Assistant(rasa.url, timeout=120)
    rasa.start()
    try:
        async with asyncio.timeout(PATIENCE):
            await rasa.ready.wait()
        for batch in _batches(sys.stdin):
            meanings = await assistant.understand([line["text"] for line in batch])
            for line, meaning in zip(batch, meanings, strict=True):
                print(json.dumps({"id": line.get("id"), **read(line["text"], meaning)}, ensure_ascii=False))
            sys.stdout.flush()
    except TimeoutError as error:
        raise AssistantFailed(f"Rasa did not start within {PATIENCE:.0f} s; see {paths.rasa_log}") from error
    finally:
        await assistant.close()
        await rasa.stop()


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
