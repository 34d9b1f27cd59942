"""What the checker finds, and what it lets pass."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from interop_edits import broken, edited
from interop_families import full_family
from interop_guide import examples, without_words

from bot.cli import main
from services.interop import bundle, check
from services.interop.checking.facts import profiles, trees
from services.interop.checking.finding import Context
from services.interop.checking.invariants import evaluate

CASES = Path(__file__).parents[3] / "cases" / "interop"
FAULTS = yaml.safe_load((CASES / "faults.yml").read_text("utf-8"))["faults"]
GUIDE_FAULTS = yaml.safe_load((CASES / "guide_faults.yml").read_text("utf-8"))["faults"]
EXAMPLES = examples()
SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/spec").is_dir()), Path("shared"))
WHOLE = sorted((SHARED / "spec" / "fhir" / "examples").glob("*.json"))
NAMES = (
    "meta",
    "code",
    "status",
    "category",
    "entry",
    "item",
    "extension",
    "contained",
    "subject",
    "value",
    "id",
    "type",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return bundle(full_family())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_deliberate_fault_is_found_where_it_is(fault: dict[str, Any], sample: dict[str, Any]) -> None:
    assert check(sample) == []
    assert [finding for finding in check(broken(sample, fault)) if fault["at"] in finding.at]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_guides_own_examples_pass(name: str) -> None:
    assert check(EXAMPLES[name]) == []


def test_the_command_finds_nothing_in_seventy_examples_of_the_guide_or_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, example in EXAMPLES.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(example), "utf-8")
    assert main(["interop", "check", *map(str, sorted(tmp_path.glob("*.json")))]) == 0
    said = capsys.readouterr().out
    with capsys.disabled():
        print(f"\nThe guide's examples: {said}", end="")
    assert int(said.removeprefix("Files: ").partition(";")[0]) >= 70
    assert "with faults: 0; faults: 0." in said


@pytest.mark.skipif(not WHOLE, reason="the guide's examples with all their words are not on this machine")
@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_the_guides_examples_pass_with_all_their_words_and_are_stored_as_they_are(path: Path) -> None:
    whole = json.loads(path.read_text("utf-8"))
    assert check(whole) == []
    assert without_words(whole) == EXAMPLES[path.stem]


@pytest.mark.parametrize(
    "fault", GUIDE_FAULTS, ids=lambda fault: f"{fault['example']} {fault.get('set', fault.get('drop'))}"
)
def test_a_fault_in_one_of_the_guides_examples_is_found(fault: dict[str, Any]) -> None:
    assert check(edited(EXAMPLES[fault["example"]], fault))


def test_every_invariant_can_be_evaluated() -> None:
    """The FHIRPath library knows each function that the guides' rules use."""
    for name, tree in (*trees().items(), *((url, each["tree"]) for url, each in profiles().items())):
        for _, expression in _rules(tree):
            evaluate(expression, {"resourceType": name, "id": "x"}, name, Context({}, lambda _: None))


@given(kind=st.sampled_from(sorted(trees())), content=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5))
def test_nothing_that_it_is_given_makes_it_fail(kind: str, content: dict[str, Any]) -> None:
    assert isinstance(check({"resourceType": kind, **content}), list)
    assert isinstance(check({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": content}]}), list)


@pytest.mark.parametrize("given", [None, [], "Task", 3, {}, {"resourceType": None}, {"resourceType": ["Task"]}])
def test_what_is_no_resource_is_said_to_be_none(given: Any) -> None:
    assert [finding.rule for finding in check(given)] == ["shape"] * len(check(given)) != []


def test_a_text_over_a_megabyte_is_too_large(sample: dict[str, Any]) -> None:
    found = copy.deepcopy(sample)
    found["entry"][0]["resource"]["name"] = "x" * (1024 * 1024 + 1)
    assert [finding.rule for finding in check(found)] == ["size"]


def test_a_resource_nested_without_end_is_refused() -> None:
    deep: dict[str, Any] = {"linkId": "x"}
    for _ in range(500):
        deep = {"linkId": "x", "item": [deep]}
    assert "size" in {finding.rule for finding in check({"resourceType": "Questionnaire", "item": [deep]})}


@pytest.mark.parametrize(("new", "legal"), [("accepted", True), ("completed", False)])
def test_in_a_history_a_task_moves_only_as_the_guide_lets_it(new: str, legal: bool, sample: dict[str, Any]) -> None:
    task = next(each["resource"] for each in sample["entry"] if each["resource"]["resourceType"] == "Task")
    entries = [_version(task, state) for state in (new, "requested")]  # newest first
    found = check({"resourceType": "Bundle", "type": "history", "entry": entries})
    assert ("transition" in {finding.rule for finding in found}) is not legal


def test_an_answer_to_a_question_that_nobody_asked_is_found(sample: dict[str, Any]) -> None:
    found = copy.deepcopy(sample)
    response = next(
        each["resource"] for each in found["entry"] if each["resource"]["resourceType"] == "QuestionnaireResponse"
    )
    response["item"][0]["linkId"] = "another"
    assert any("does not ask" in finding.problem for finding in check(found))


def _version(task: dict[str, Any], state: str) -> dict[str, Any]:
    """One version of a task in a history."""
    resource = {**task, "status": state}
    return {
        "fullUrl": f"https://onedoor.example/fhir/Task/{task['id']}",
        "resource": resource,
        "request": {"method": "PUT", "url": f"Task/{task['id']}"},
        "response": {"status": "200"},
    }


def _rules(node: Any) -> list[Any]:
    inner = (child for group in ("children", "slices") for child in node.get(group, {}).values())
    return [*node.get("rules", ()), *(rule for child in inner for rule in _rules(child))]
