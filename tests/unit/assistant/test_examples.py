from pathlib import Path

import pytest
import yaml
from rasa.shared.importers.utils import training_data_from_paths

from assistant.learning import examples
from assistant.train import without_examples

PAGE = """version: "3.1"
# who writes
nlu:
- intent: food_need
  examples: |
    - no food
    - no food
    - nothing - not even rice
- intent: crisis_violence
  metadata:
    also: [food_need]
  examples: |
    - "he hits me" and we have no food
    -   ¿y la comida?
- {intent: greet, examples: "- hola\\n- hi: there\\n"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "voices").mkdir(parents=True)
    (data / "voices" / "one.yml").write_text(PAGE, encoding="utf-8")
    (data / "rules.yml").write_text('version: "3.1"\nrules: []\n', encoding="utf-8")
    return data


def test_examples_are_read_as_rasa_reads_them(folder: Path) -> None:
    theirs = examples.labelled(training_data_from_paths([str(folder / "voices" / "one.yml")], "en").intent_examples)
    ours = examples.read([str(folder)])
    assert sorted(zip(*ours, strict=True)) == sorted(zip(*theirs, strict=True))
    assert ("¿y la comida?", ["crisis_violence", "food_need"]) in list(zip(*ours, strict=True))


def test_rasa_gets_one_example_of_each_label_and_all_other_files(folder: Path, tmp_path: Path) -> None:
    few, *others = without_examples(tmp_path, [str(folder)])
    page = yaml.safe_load(Path(few).read_text(encoding="utf-8"))
    assert {block["intent"] for block in page["nlu"]} == {"crisis_violence", "food_need", "greet"}
    assert others == [str(folder / "rules.yml")]
