"""`onedoor instruments import` with what nobody could be asked: refused with the reason, and nothing is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main


def question(link_id: str, **more: Any) -> dict[str, Any]:
    options = [{"valueCoding": {"code": "y", "display": "Yes"}}]
    return {"linkId": link_id, "type": "choice", "text": f"Question {link_id}?", "answerOption": options, **more}


def waits_for(other: str) -> dict[str, Any]:
    return {"enableWhen": [{"question": other, "operator": "exists", "answerBoolean": True}]}


LOOP = [question("a", **waits_for("b")), question("b", **waits_for("c")), question("c", **waits_for("a"))]
MANY = [question(f"q{number}") for number in range(500)]


@pytest.mark.parametrize(("items", "reason"), [(LOOP, "leads back to itself"), (MANY, "at most 200")])
def test_a_form_that_nobody_could_be_asked_is_refused(
    items: list[Any], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = {"resourceType": "Questionnaire", "status": "active", "title": "Test", "version": "1", "item": items}
    (tmp_path / "form.json").write_text(json.dumps(form), "utf-8")
    assert main(["instruments", "import", str(tmp_path / "form.json"), "--data-dir", str(tmp_path)]) == 1
    assert reason in capsys.readouterr().out
    assert not list(tmp_path.rglob("*.json"))[1:]
