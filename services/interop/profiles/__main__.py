"""`python -m services.interop.profiles --r4 DIR --us-core DIR --guide DIR`: makes `facts/` anew from three packages.

The folders hold the packages' JSON files, unpacked: hl7.fhir.r4.core 4.0.1, hl7.fhir.us.core 7.0.0 and the compiled
SDOH Clinical Care guide. All three are published under CC0-1.0; only cardinalities, fixed values, codes and FHIRPath
are taken.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from services.interop.profiles.terms import code_system, value_set
from services.interop.profiles.trim import Node, tree, without_cardinalities

FACTS: Final = Path(__file__).parent / "facts"
SOURCES: Final = {
    "r4": {"source": "https://hl7.org/fhir/R4/", "version": "4.0.1", "licence": "CC0-1.0"},
    "us_core": {"source": "http://hl7.org/fhir/us/core", "version": "7.0.0", "licence": "CC0-1.0"},
    "guide": {"source": "http://hl7.org/fhir/us/sdoh-clinicalcare", "version": "3.0.0", "licence": "CC0-1.0"},
}
RESOURCES: Final = """
    Bundle Condition Consent Device DocumentReference Goal Group HealthcareService Immunization Location Observation
    Organization Patient Practitioner PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse
    RelatedPerson ServiceRequest Task
"""
PARTS: Final = """
    Address Annotation Attachment CodeableConcept Coding ContactDetail ContactPoint Dosage Expression Extension
    HumanName Identifier Narrative Period Quantity Range Ratio Reference RelatedArtifact SampledData Signature Timing
    TriggerDefinition UsageContext
"""
US_CORE: Final = """
    patient relatedperson organization practitioner practitionerrole location race ethnicity procedure
    observation-screening-assessment simple-observation questionnaireresponse
"""


def main() -> None:
    """Read the packages, write one file for each definition and one for the codes."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SOURCES:
        parser.add_argument(f"--{name.replace('_', '-')}", type=Path, required=True, metavar="DIR")
    options = vars(parser.parse_args())
    packages = {name: list(_resources(options[name])) for name in SOURCES}
    every = [each for found in packages.values() for each in found]
    types_of = {each["url"]: each["type"] for each in every if each["resourceType"] == "StructureDefinition"}
    trees = _trees(packages, types_of)
    for (source, name), found in trees.items():
        shown = found | {"tree": without_cardinalities(found["tree"])} if source == "r4" else found
        _write(FACTS / source / f"{name}.json", SOURCES[source] | shown)
    _write(FACTS / "codes.json", {"sources": SOURCES} | _codes(every, [found["tree"] for found in trees.values()]))


def _trees(packages: Mapping[str, list[Any]], types_of: Mapping[str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    base: dict[str, Node] | None = None  # until those of FHIR itself, which come first, are there
    for source, resources in packages.items():
        for each in resources:
            if each["resourceType"] == "StructureDefinition" and _wanted(source, each):
                head = {"url": each["url"], "type": each["type"]}
                found[source, each["id"]] = head | {"tree": tree(each, types_of, base)}
        base = base or {name: definition["tree"] for (_, name), definition in found.items()}
    return found


def _wanted(source: str, definition: Mapping[str, Any]) -> bool:
    if source == "r4":
        return definition["id"] in (RESOURCES + PARTS).split() and definition["kind"] in ("resource", "complex-type")
    return source == "guide" or definition["id"].removeprefix("us-core-") in US_CORE.split()


def _codes(every: list[Any], trees: list[Node]) -> dict[str, Any]:
    """The value sets that some tree requires, and the systems of the two guides, whole."""
    sets = {each["url"]: each for each in every if each["resourceType"] == "ValueSet"}
    systems = {each["url"]: each for each in every if each["resourceType"] == "CodeSystem"}
    wanted = sorted({address for root in trees for address in _bound(root)})
    found = {address: value_set(address, sets, systems) for address in wanted}
    for address in (each for each, terms in found.items() if terms is None):
        print(f"not checked, for its codes are not in the packages: {address}")
    own = {url: code_system(each) for url, each in sorted(systems.items()) if "/fhir/us/" in url}
    return {
        "value_sets": {address: terms for address, terms in found.items() if terms},
        "systems": {url: codes for url, codes in own.items() if codes},
    }


def _bound(node: Node) -> Iterator[str]:
    if "codes" in node:
        yield node["codes"]
    for group in ("children", "slices"):
        for child in node.get(group, {}).values():
            yield from _bound(child)


def _resources(folder: Path) -> Iterator[Any]:
    for path in sorted(folder.glob("*.json")):
        if path.name.startswith(("StructureDefinition-", "ValueSet-", "CodeSystem-")):
            yield json.loads(path.read_text("utf-8"))


def _write(path: Path, found: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
