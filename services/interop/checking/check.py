"""Checks one resource, or a bundle with all that is in it."""

from collections.abc import Generator, Iterator, Mapping
from typing import Any, Final

from services.interop.checking import bundles, shape
from services.interop.checking.elements import objects
from services.interop.checking.facts import Node, profiles, trees
from services.interop.checking.finding import Context, Finding
from services.interop.checking.references import lost, resolver
from services.interop.checking.walk import walk

_GUIDE: Final = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/"


def check(resource_or_bundle: Any) -> list[Finding]:
    """Everything that is wrong, in the order of its place; [] when nothing is. Never raises, whatever it is given.

    Held against: the shape of FHIR R4, and where that is right its required codes, reference types and invariants, and
    each profile that a resource says it follows, as far as `profiles/facts` knows it.
    """
    if not isinstance(resource_or_bundle, Mapping):
        return [Finding("$", "shape", "is no JSON object")]
    found = list(dict.fromkeys(_checked(resource_or_bundle)))
    return sorted(found)


def _checked(resource: Mapping[str, Any]) -> Iterator[Finding]:
    place = str(resource.get("resourceType"))
    wrong = shape.faults(resource, place)
    yield from wrong
    if any(each.rule == "size" for each in wrong):
        return
    if place != "Bundle":
        yield from _content(resource, place, {}) if not wrong else ()
        return
    yield from bundles.faults(resource)
    if not wrong:
        yield from walk(trees()["Bundle"], resource, place, place, Context(resource, resolver(resource, {})))
    there = bundles.known(resource)
    for where, inner in bundles.entries(resource):
        if not any(each.at.startswith(f"Bundle.{where.partition('/')[0]}.") for each in wrong):
            yield from _content(inner, where, there)


def _content(resource: Mapping[str, Any], place: str, there: Mapping[str, Any]) -> Iterator[Finding]:
    """What the type and the profiles demand. Only for what has its shape: of anything else nothing can be said."""
    context = Context(resource, resolver(resource, there))
    kind = str(resource.get("resourceType"))
    yield from lost(resource, place)
    for demand in (trees().get(kind, {}), *(yield from _profiles(resource, kind, place))):
        yield from walk(demand, resource, place, kind, context)
    for i, inner in objects(resource, "contained"):
        yield from _content(inner, f"{place}.contained[{i}]", there)


def _profiles(resource: Mapping[str, Any], kind: str, place: str) -> Generator[Finding, None, list[Node]]:
    """The trees of the profiles that a resource names and that we know."""
    meta = resource.get("meta")
    named = meta.get("profile") if isinstance(meta, Mapping) else None
    found = []
    for address in (str(each).split("|")[0] for each in (named if isinstance(named, list) else ())):
        profile = profiles().get(address)
        if profile is None and (":" not in address or address.startswith(_GUIDE)):  # of others we do not know all
            yield Finding(place, "type", f"there is no profile {address[:120]}")
        elif profile and profile["type"] != kind:
            yield Finding(place, "type", f"{address} is a profile of {profile['type']}")
        elif profile:
            found.append(profile["tree"])
    return found
