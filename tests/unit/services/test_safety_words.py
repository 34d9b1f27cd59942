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


@pytest.mark.parametrize("what", ["first", "repeat", "near", "better", "safe", "stands", "thanks", "unknown"])
def test_who_reads_of_pictures_in_spanish_hears_how_988_answers_in_spanish(what: str) -> None:
    said = _words(what, "pictures", "es")
    assert "988" not in said or "988 (oprima 2)" in said


def test_a_battery_that_seems_found_is_no_all_clear() -> None:
    for language, ask in (("en", "before you stay home"), ("es", "antes de quedarse en casa")):
        told = hour.hint("i am not sure she swallowed it", ["battery"], (), language)
        assert told is not None
        assert ask in told.text


def test_where_a_baby_was_shaken_nothing_is_said_of_police_that_come_for_the_one_who_is_ill() -> None:
    assert hour.hint("will the police come", ["baby_shaken"], (), "en") is None
    body = hour.hint("will the police come", ["crisis_medical"], (), "en")
    assert body is not None
    assert "don't drive" in body.text


@pytest.mark.parametrize(
    "text", ["will they report me to dcf", "do they ask for papers there", "cuanto cuesta emergencia"]
)
def test_what_is_asked_of_a_hospital_is_answered_with_911_first_where_it_is_grave(text: str) -> None:
    for language in ("en", "es"):
        told = hour.hint(text, ["crisis_medical"], (), language)
        assert told is not None
        assert "911" in told.text.split("1-800")[0]
