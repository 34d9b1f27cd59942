"""Every program against its numbered cases in tests/cases/programs/."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from services.eligibility import all_programs, check

FILES = sorted((Path(__file__).parents[2] / "cases" / "programs").glob("*.yml"))
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize(("program", "case"), CASES)
def test_a_program_answers_its_case(program, case):
    on = case.get("day", date(2026, 1, 10))
    answer = next(each for each in check(case["facts"], on) if each.id == program)
    assert answer.answer == case["answer"]
    if "missing" in case:
        assert list(answer.missing) == case["missing"]
    if "says" in case:
        assert any(case["says"] in reason.en for reason in answer.reasons)


def test_every_program_has_cases_of_all_the_answers_it_can_give():
    by_program = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
    assert set(by_program) == {each.id for each in all_programs()}
    one_sided = [
        name for name, cases in by_program.items() if name != "fqhc" and len({case["answer"] for case in cases}) < 3
    ]
    assert one_sided == []
