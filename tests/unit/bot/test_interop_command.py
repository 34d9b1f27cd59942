"""`onedoor interop check`: what it prints and how it ends."""

import io
import json
from pathlib import Path

import pytest

from bot.cli import main

SOUND = {"resourceType": "Device", "id": "d1", "status": "active"}


def written(folder: Path, found: object) -> str:
    path = folder / "file.json"
    path.write_text(found if isinstance(found, str) else json.dumps(found), "utf-8")
    return str(path)


def test_a_sound_file_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interop", "check", written(tmp_path, SOUND)]) == 0
    assert capsys.readouterr().out == "Files: 1; with faults: 0; faults: 0.\n"


def test_a_fault_is_printed_with_its_place_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interop", "check", written(tmp_path, SOUND | {"status": "on"})]) == 1
    assert "Device.status: 'on' is no code of" in capsys.readouterr().out


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interop", "check", "--json", written(tmp_path, SOUND | {"status": "on"})]) == 1
    (found,) = json.loads(capsys.readouterr().out)["files"]
    assert [each["rule"] for each in found["findings"]] == ["code"]


@pytest.mark.parametrize("text", ["[1", '{"resourceType": "Device", "id": "a", "id": "b"}', "[" * 100_000])
def test_what_is_no_sound_json_is_refused_in_one_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["interop", "check", written(tmp_path, text)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_hyphen_reads_what_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(SOUND)))
    assert main(["interop", "check", "-"]) == 0


def test_a_file_that_is_not_there_is_refused() -> None:
    assert main(["interop", "check", "/nowhere/x.json"]) == 1


def test_no_file_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["interop", "check"])
    assert ended.value.code == 2
