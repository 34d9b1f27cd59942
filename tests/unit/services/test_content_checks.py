"""Each check of content reports what is wrong in a small project, and nothing in a sound one (tests/cases/content)."""

import importlib
from pathlib import Path

import pytest
import yaml

from services.content import checks
from services.content.project import read
from services.library.documents import document

CASES = Path(__file__).parents[2] / "cases" / "content"
FILES = {path.stem: document(path) for path in sorted(CASES.glob("*.yml"))}


def project(folder, files):
    """The project that these files make in a folder, and the faults of reading it."""
    for path, holds in files.items():
        if holds is not None:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            plain = holds if isinstance(holds, str) else yaml.safe_dump(holds, allow_unicode=True, sort_keys=False)
            target.write_text(plain, "utf-8")
    return read(folder)


def faults_of(module, folder, files):
    """What reading and one check report, as an editor reads it."""
    found, faults = project(folder, files)
    if module != "project":
        faults += importlib.import_module(f"services.content.{module}").faults(found)
    return sorted(map(str, faults))


@pytest.mark.parametrize("module", FILES)
def test_a_sound_project_has_no_fault(module, tmp_path):
    assert faults_of(module, tmp_path, FILES[module]["base"]) == []


@pytest.mark.parametrize(
    ("module", "case"),
    [pytest.param(name, case, id=f"{name}: {case['when']}") for name, file in FILES.items() for case in file["cases"]],
)
def test_every_fault_is_reported_where_it_stands(module, case, tmp_path):
    reported = faults_of(module, tmp_path, {**FILES[module]["base"], **case["files"]})
    expected = list(case["faults"])
    assert len(reported) == len(expected), reported
    for beginning in expected:
        assert any(fault.startswith(beginning) for fault in reported), reported


def test_every_check_has_its_cases():
    modules = {faults.__module__.rpartition(".")[2] for faults in checks.CHECKS}
    assert modules <= FILES.keys()
