"""Reading cases, counting examples, and the page that is made of the figures."""

from pathlib import Path

import pytest

from benchmarks.understanding.cases import Case, load, load_safety
from benchmarks.understanding.examples import counted, examples, known
from bot.errors import Refused


def test_a_case_carries_labels_voice_language_and_whether_it_is_a_trap(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    lines = "- {text: me muero de hambre, labels: [food_need], crisis_lookalike: true, entities: {zip: '06010'}}\n"
    (tmp_path / "es" / "abuela.yml").write_text(lines)
    (case,) = load([tmp_path])
    assert (case.language, case.voice, case.labels, case.trap, case.crisis) == (
        "es",
        "abuela",
        ("food_need",),
        True,
        None,
    )
    assert case.entities == {"zip": "06010"}


def test_what_a_voice_of_danger_writes_beside_danger_is_a_trap_and_danger_never_is(tmp_path: Path) -> None:
    lines = ("{text: my phone died, labels: [inform]}", "{text: i want to die, labels: [crisis_self_harm]}")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "crisis_teen.yml").write_text("".join(f"- {line}\n" for line in lines))
    assert {case.text: case.trap for case in load([tmp_path])} == {"my phone died": True, "i want to die": False}


def test_a_message_stands_once_however_often_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- &m {text: milk, language: en, labels: [food_need]}\n- *m\n")
    assert len(load([tmp_path])) == 1


@pytest.mark.parametrize("line", ["{text: milk, labels: [food_need]}", "{language: en, labels: [food_need]}"])
def test_a_message_that_lacks_something_is_refused_by_file_and_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.yml").write_text(f"- {line}\n")
    with pytest.raises(Refused, match=r"a\.yml: message 1"):
        load([tmp_path])


def test_a_folder_without_messages_is_refused_rather_than_measured_as_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load([tmp_path])


def test_the_safety_layers_cases_are_danger_or_traps_by_their_file(tmp_path: Path) -> None:
    (tmp_path / "dangerous_en.yml").write_text("- {text: i want to die, crisis: [crisis_self_harm]}\n")
    (tmp_path / "lookalikes_es.yml").write_text("- se me murió el celular\n")
    (tmp_path / "keywords.yml").write_text("- {text: STOP, keyword: stop}\n")
    danger, trap = load_safety(tmp_path)
    assert (danger.crisis, danger.trap) == ("crisis_self_harm", False)
    assert (trap.crisis, trap.trap, trap.language) == (None, True, "es")


def test_examples_are_counted_in_both_forms_that_rasa_reads(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    file = tmp_path / "en" / "teen.yml"
    file.write_text(
        "nlu:\n- intent: food_need\n  examples: |\n    - milk\n    - bread\n"
        "- intent: thanks\n  examples:\n  - text: |\n      - ty\n    metadata: {also: [goodbye]}\n"
    )
    assert list(examples(file)) == [("food_need", "milk"), ("food_need", "bread"), ("thanks", "ty")]
    assert counted(tmp_path) == {"en": {"examples": 3, "files": 1}}


def test_cases_that_stand_in_the_training_are_counted_whatever_their_case_and_signs(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "teen.yml").write_text("nlu:\n- intent: food_need\n  examples: |\n    - No milk!\n")
    cases = [Case(text, "en", ("food_need",), "v") for text in ("no milk", "no bread")]
    assert known(tmp_path, cases) == 1
