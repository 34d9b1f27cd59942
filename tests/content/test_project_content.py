"""The project's own content has no fault, and the model is never tested on what it learned from."""

from datetime import date

import pytest
import yaml

from services.content import check
from services.content.nlu import examples
from services.content.project import read
from services.directory.places import fold
from services.library.root import CONTENT

ROOT = CONTENT.parent
CASES = ROOT / "tests" / "cases" / "messages"


@pytest.fixture(scope="module")
def report():
    return check(ROOT, date.today())


def test_the_projects_own_content_has_no_fault(report):
    assert not report.faults, "\n".join(map(str, report.faults))


def test_no_message_of_the_test_cases_is_a_training_example():
    project, _ = read(ROOT)
    learned = {fold(each.text): each.path for each in examples(project)}
    assert learned
    files = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yml"))}
    asked = [(name, case["text"]) for name, cases in files.items() for case in cases]
    assert asked
    assert [(name, text, learned[fold(text)]) for name, text in asked if fold(text) in learned] == []
