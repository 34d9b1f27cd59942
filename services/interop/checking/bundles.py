"""What must hold between the resources of a bundle."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from services.interop.checking.elements import objects
from services.interop.checking.finding import Finding
from services.interop.checking.references import references
from services.interop.transitions import is_legal

# In these, what is referred to by a relative address must be there too: nobody else can be asked for it.
_CLOSED = frozenset({"collection", "document"})


def entries(bundle: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """(place, resource) for each entry that holds a resource."""
    return [
        (f"entry[{i}]/{entry['resource'].get('resourceType')}", entry["resource"])
        for i, entry in objects(bundle, "entry")
        if isinstance(entry.get("resource"), Mapping)
    ]


def known(bundle: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The bundle's resources by each address that a reference may name."""
    found: dict[str, Mapping[str, Any]] = {}
    for _, entry in objects(bundle, "entry"):
        if isinstance(entry.get("resource"), Mapping):
            found[str(entry.get("fullUrl"))] = entry["resource"]
            found[_address(entry["resource"])] = entry["resource"]
    return found


def _address(resource: Mapping[str, Any]) -> str:
    return f"{resource.get('resourceType')}/{resource.get('id')}"


def faults(bundle: Mapping[str, Any]) -> list[Finding]:
    """Addresses given twice or to something else, references to nobody, answers to no question, illegal moves."""
    return [*_addresses(bundle), *_dangling(bundle), *_answers(bundle), *_moves(bundle)]


def _addresses(bundle: Mapping[str, Any]) -> Iterator[Finding]:
    listed = objects(bundle, "entry")
    times = Counter(str(entry["fullUrl"]) for _, entry in listed if "fullUrl" in entry)
    for i, entry in listed:
        url, resource = str(entry.get("fullUrl", "")), entry.get("resource")
        if times[url] > 1 and bundle.get("type") != "history":
            yield Finding(f"Bundle.entry[{i}].fullUrl", "bundle", f"{url} is the address of {times[url]} resources")
        if url and ":" not in url:
            yield Finding(f"Bundle.entry[{i}].fullUrl", "bundle", f"{url[:40]!r} is no address")
        named = isinstance(resource, Mapping) and "id" in resource and url.startswith("http")
        if named and isinstance(resource, Mapping) and not url.endswith(f"/{_address(resource)}"):
            yield Finding(f"Bundle.entry[{i}].fullUrl", "bundle", "does not end with the type and id of its resource")


def _dangling(bundle: Mapping[str, Any]) -> Iterator[Finding]:
    there = known(bundle)
    for place, resource in entries(bundle):
        for path, reference in references(resource, place):
            closed = reference.startswith("urn:") or (str(bundle.get("type")) in _CLOSED and "://" not in reference)
            if closed and not reference.startswith("#") and reference not in there:
                yield Finding(path, "reference", f"{reference} is not in the bundle")


def _answers(bundle: Mapping[str, Any]) -> Iterator[Finding]:
    """Answers to questions that the questionnaire, where it is there too, does not ask."""
    asked = {
        str(resource.get("url")): set(_link_ids(resource))
        for _, resource in entries(bundle)
        if resource.get("resourceType") == "Questionnaire"
    }
    for place, resource in entries(bundle):
        if resource.get("resourceType") == "QuestionnaireResponse":
            questions = asked.get(str(resource.get("questionnaire")).split("|")[0])
            for link in _link_ids(resource) if questions is not None else ():
                if questions is not None and link not in questions:
                    yield Finding(f"{place}.item", "bundle", f"answers {link}, which its questionnaire does not ask")


def _link_ids(item: Mapping[str, Any]) -> Iterator[str]:
    for _, inner in objects(item, "item"):
        yield str(inner.get("linkId"))
        yield from _link_ids(inner)


def _moves(bundle: Mapping[str, Any]) -> Iterator[Finding]:
    """In a history (newest first), moves of a referral's task that the guide forbids."""
    if bundle.get("type") != "history":
        return
    before: dict[str, str] = {}
    for place, resource in reversed(entries(bundle)):
        if resource.get("resourceType") == "Task":
            old, new = before.get(str(resource.get("id"))), str(resource.get("status"))
            if old is not None and old != new and not is_legal(old, new):
                yield Finding(f"{place}.status", "transition", f"no task goes from {old} to {new}")
            before[str(resource.get("id"))] = new
