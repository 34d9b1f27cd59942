"""What the model was taught: how many examples, in which language, by how many voices."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.understanding.cases import LANGUAGES, Case


def counted(folder: Path) -> dict[str, dict[str, int]]:
    """Examples and files (one a voice or topic) by language below data/nlu."""
    found = {}
    for language in LANGUAGES:
        files = sorted((folder / language).rglob("*.yml"))
        if files:
            number = sum(1 for file in files for _ in examples(file))
            found[language] = {"examples": number, "files": len(files)}
    return found


def known(folder: Path, cases: Sequence[Case]) -> int:
    """How many cases stand among the examples too, but for case and signs: there should be none."""
    taught = {_bare(text) for file in folder.rglob("*.yml") for _, text in examples(file)}
    return sum(_bare(case.text) in taught for case in cases)


def examples(file: Path) -> Iterator[tuple[str, str]]:
    """The intent and text of each example of a Rasa NLU file, in either of its two forms."""
    page: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    for block in page.get("nlu") or ():
        for text in _texts(block.get("examples") or ""):
            yield str(block.get("intent")), text


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _texts(told: str | list[dict[str, Any]]) -> Iterator[str]:
    lines = told if isinstance(told, str) else "\n".join(str(example["text"]) for example in told)
    for line in lines.splitlines():
        if text := line.strip().removeprefix("- ").strip():
            yield text
