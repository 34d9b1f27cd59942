"""Facts in messages, measured on cases of their own: each is read as of the day on which it was written."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import BenchFailed
from benchmarks.understanding.cases import Case
from benchmarks.understanding.measures import Read, facts
from bot.setup.paths import RASA_PYTHON, ROOT

FOLDER = ROOT / "tests" / "cases" / "facts"
ASIDE = "aside"  # files whose lines nobody looks at while mending a rule
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Dated:
    """A case, and the day (YYYY-MM-DD) as of which it is read."""

    case: Case
    day: str


async def measure() -> dict[str, dict[str, Any]]:
    """By language: the facts of the messages set aside, and of those on which rules were made or mended."""
    cases = [each for file in sorted(FOLDER.glob("*_??.yml")) for each in _load(file)]
    reads = await _read(cases)
    return {
        language: {
            "aside": facts([read for read in reads if _is(read, language, aside=True)]),
            "tuned": facts([read for read in reads if _is(read, language, aside=False)]),
        }
        for language in LANGUAGES
    }


def _is(read: Read, language: str, *, aside: bool) -> bool:
    return read.case.language == language and (read.case.voice.startswith(ASIDE)) == aside


def _load(file: Path) -> Iterator[Dated]:
    page = yaml.safe_load(file.read_text(encoding="utf-8"))
    for message in page["messages"]:
        case = Case(message["text"], file.stem.rpartition("_")[2], (), file.stem, message["entities"])
        yield Dated(case, page["as_of"].isoformat())


async def _read(cases: list[Dated]) -> list[Read]:
    told = json.dumps([{"text": each.case.text, "day": each.day} for each in cases]).encode()
    pipes = {name: asyncio.subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    command = (str(RASA_PYTHON), "-m", "assistant.facts.batch")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, **pipes)
    out, said = await process.communicate(told)
    if process.returncode:
        raise BenchFailed(f"facts could not be read: {said.decode().strip().splitlines()[-1:]}")
    found = json.loads(out)
    return [Read(each.case, (), None, entities=facts) for each, facts in zip(cases, found, strict=True)]
