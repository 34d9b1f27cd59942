"""What measures understanding is never taught: no held-out message of more than two words stands among the examples."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^ {4}- (.+)$", re.MULTILINE)


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def messages(folder: str) -> Iterator[str]:
    for file in sorted((ROOT / "tests" / "cases" / folder).rglob("*.yml")):
        yield from (str(case["text"]) for case in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))


@pytest.fixture(scope="module")
def taught() -> set[str]:
    files = (ROOT / "data" / "nlu").rglob("*.yml")
    return {bare(line) for file in files for line in EXAMPLE.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("folder", ["dev", "unseen"])
def test_no_held_out_message_is_taught(folder: str, taught: set[str]) -> None:
    told = [text for text in map(bare, messages(folder)) if len(text.split()) > 2]
    assert told
    assert sorted(set(told) & taught) == []
