"""The guide's own examples, as `tests/cases/interop/guide_examples.jsonl` keeps them; run, it makes that file anew.

`python tests/unit/services/interop/interop_guide.py DIR`, where DIR holds the resources that SUSHI compiled out of the
guide (docs/reference/interop.md says how). The guide is CC0-1.0. Words that others own are taken out: the questions of
instruments and the names that terminologies give to codes. No code, date or reference is touched.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

STORED: Final = Path(__file__).parents[3] / "cases" / "interop" / "guide_examples.jsonl"
ABOUT: Final = {
    "source": "https://github.com/HL7/fhir-sdoh-clinicalcare (input/fsh/instances, compiled by fsh-sushi 3.21.0)",
    "commit": "6604b7ac13b9f0cd80603428f99e5be0672966aa",
    "licence": "CC0-1.0, as sushi-config.yaml of that commit says",
    "taken_out": "display of every coding, text of what has a linkId, of its choices and of its extensions",
    "changed": "the two questionnaires and their responses are compiled as plain R4: the SDC package was not at hand",
}
_DEFINITIONS: Final = """
    CapabilityStatement CodeSystem ImplementationGuide SearchParameter StructureDefinition ValueSet
"""


def examples() -> dict[str, dict[str, Any]]:
    """Every stored example by type and id ("Goal-SDOHCC-GoalFoodSecurityExample")."""
    _, *lines = STORED.read_text("utf-8").splitlines()
    return {f"{each['resourceType']}-{each['id']}": each for each in map(json.loads, lines)}


def without_words(node: Any) -> Any:
    """A copy without the words that are not the guide's to give."""
    if isinstance(node, list):
        return [without_words(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {name: without_words(value) for name, value in node.items() if not _is_theirs(node, name)}
    return kept or {"id": "words-taken-out"}  # FHIR has no empty object


def _is_theirs(node: dict[str, Any], name: str) -> bool:
    owner = {"display": "code", "_display": "code", "text": "linkId", "_text": "linkId"}.get(name)
    return owner in node


def _compiled(folder: Path) -> Iterator[Any]:
    for path in sorted(folder.glob("*.json")):
        if not path.name.startswith(tuple(f"{each}-" for each in _DEFINITIONS.split())):
            yield json.loads(path.read_text("utf-8"))


if __name__ == "__main__":
    made = [ABOUT, *map(without_words, _compiled(Path(sys.argv[1])))]
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in made)
    STORED.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(made) - 1} examples")
