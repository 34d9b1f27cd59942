"""Whose words follow a danger: each has its own line and its own next step, and none that was written for another."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.safety import afterwards, answer, hour, of_danger, stands

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "words.yml").read_text("utf-8"))
VARIANTS = ("first", "repeat", "still")


def _words(what: str, topic: str, language: str) -> str:
    crisis = str(of_danger(topic))
    if what in VARIANTS:
        return str(answer(topic, language, VARIANTS.index(what)))
    if what == "step":
        told = hour.step([topic], (), language)
        return told.text if told else ""
    if what == "safe":
        return afterwards.safe(topic, crisis, language)
    if what in ("near", "better"):
        return {"near": afterwards.near, "better": afterwards.better}[what](crisis, language, topic)
    return stands.say(what, crisis, language, topic)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("case", "what"),
    [(case, what) for case in CASES for what in case["say"]],
    ids=[f"{case['after']}-{what}" for case in CASES for what in case["say"]],
)
def test_what_follows_a_danger_is_of_that_danger(case: dict[str, Any], what: str, language: str) -> None:
    said = _words(what, case["after"], language)
    assert [words for words in case["has"] if not re.search(words, said)] == []
    assert [words for words in case.get("not", ()) if words in said] == []
