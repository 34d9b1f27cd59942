"""`onedoor resources` as a person types it."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import resources

SERVICE = {
    "id": "s",
    "name": "Pantry",
    "organization": {"id": "o", "name": "Helpers"},
    "attributes": [{"taxonomy_term": {"taxonomy": "onedoor-need", "code": "food_need"}}],
    "service_areas": [{"name": "Hartford"}],
}


def run(data: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    resources.add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["resources", *words, "--data-dir", str(data)])
    return int(options.run(options))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "feed.json").write_text(json.dumps([SERVICE]))
    assert run(tmp_path / "var", "import", str(tmp_path / "feed.json")) == 0
    return tmp_path / "var"


def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_search_prints_what_a_family_would_be_offered(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    words = ["--need", "food_need", "--zip", "06106", "--age-months", "20", "--language", "es", "--limit", "3"]
    assert run(data, "search", *words, "--open-at", "2025-01-06T12:00", "--json") == 0
    first, last = answer(capsys)["results"]
    assert (first["service_id"], first["hours_state"], first["verified_on"]) == ("s", "unknown", None)
    assert "serves_town" in first["why"]
    assert last["last_resort"]


def test_a_search_in_words_for_people(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(data, "search", "--text", "pantrry", "--town", "Hartfrd") == 0
    assert capsys.readouterr().out.startswith("Pantry (Helpers)")


def test_an_import_with_faults_is_done_says_them_and_exits_1(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    (data / "bad.json").write_text(json.dumps([SERVICE, {"id": "t", "name": ""}]))
    assert run(data, "import", str(data / "bad.json"), "--json", "--dry-run") == 1
    report = answer(capsys)
    assert (report["read"], report["unchanged"], report["dry_run"]) == (2, 1, True)
    assert report["refused"][0]["reason"] == "the name is blank"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["search", "--need", "food_need", "--zip", "00000"], 1),
        (["search"], 2),
        (["import", "no/such/file"], 2),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    data: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    capsys.readouterr()
    assert run(data, *words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("onedoor: ")


@pytest.mark.parametrize(
    "words",
    [
        ["--need", "snacks"],
        ["--need", "food_need", "--zip", "06106", "--town", "Avon"],
        ["--need", "food_need", "--age-months", "-1"],
        ["--need", "food_need", "--limit", "0"],
        ["--need", "food_need", "--open-at", "noon"],
    ],
)
def test_bad_usage_exits_2(data: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(data, "search", *words)
    assert stop.value.code == 2


def test_an_empty_folder_is_refused_in_one_line(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    capsys.readouterr()
    assert run(data, "import", str(tmp_path / "empty")) == 1
    assert "no HSDS JSON or YAML file here" in capsys.readouterr().err
