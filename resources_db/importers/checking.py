"""Refuses the rows of a feed that belong to nobody, and those whose owner was refused."""

from collections.abc import Iterable

from resources_db import tables
from resources_db.importers.naming import NOT_KEPT
from resources_db.importers.report import Findings, Refusal
from resources_db.importers.shelving import owner_of
from resources_db.importers.stage import Stage, Staged

TOP = ("taxonomy", "taxonomy_term", "program", "organization", "location", "service")
_WORDS = {"pair": "service", "service_at_location": "service at a location"}


def check(stage: Stage, findings: Findings) -> None:
    """Refuse second uses of an id, and rows that name what the feed does not hold, or nothing at all."""
    for entity, _ in stage.entities():
        for staged in stage.rows(entity):
            reason = _fault(stage, entity, staged)
            if reason and _taken_in(stage, staged, reason, findings):
                continue
            if reason:
                stage.refuse(staged.n, reason)
            elif staged.owner:
                _settle(stage, staged, staged.owner, findings)


def refuse_orphans(stage: Stage, keys: Iterable[str]) -> None:
    """Refuse what belongs to services that were refused: it is not in the directory either."""
    for key in keys:
        if stage.holds("service", key):  # another row with the same id was kept
            continue
        for staged in stage.of_service(key):
            stage.refuse(staged.n, f"the service {key} that it belongs to was refused")


def _fault(stage: Stage, entity: str, staged: Staged) -> str | None:
    if entity in NOT_KEPT:
        return f"the directory keeps no {entity.replace('_', ' ')}"
    if entity in TOP:
        return _fault_of_top(stage, entity, staged) if staged.listed else None
    if entity == "service_at_location":
        return _fault_of_link(stage, staged)
    if staged.owner is None:
        return "names no service, place or organization that it belongs to"
    return _fault_of_owner(stage, staged.owner) or _unkept(entity, staged.owner)


def _unkept(entity: str, owner: str) -> str | None:
    """Whose rows of this table have nowhere to go: the hours of an organization, the papers of a place."""
    of = owner.partition(":")[0]
    if of == "contact" and entity == "phone":
        return None
    needed = {"pair": {"service", "location"}, "service_at_location": {"location"}}.get(of, {of})
    kept = needed & _owners_of(entity)
    return None if kept else f"the directory keeps no {entity.replace('_', ' ')} of this: {_WORDS.get(of, of)}"


def _owners_of(entity: str) -> set[str]:
    if entity in ("eligibility", "contact"):
        return {"service"} if entity == "eligibility" else {"service", "location", "organization"}
    columns = tables.metadata.tables[entity].c
    return {name for name in ("service", "location", "organization") if f"{name}_id" in columns}


def _fault_of_top(stage: Stage, entity: str, staged: Staged) -> str | None:
    if not staged.key:
        return None if entity in ("service", "organization", "location") else "the id is missing"
    first = stage.first(entity, staged.key, listed=True)
    if first and first.n != staged.n:
        return f"the id was used before, in {first.file} line {first.line}: the first one is kept"
    return None


def _fault_of_link(stage: Stage, staged: Staged) -> str | None:
    row = staged.row
    for entity in ("service", "location"):
        key = str(row.get(f"{entity}_id") or "").strip()
        if not key and not (entity == "location" and isinstance(row.get("location"), dict)):
            return f"names no {entity}"
        if key and not stage.holds(entity, key):
            return f"names the {entity} {key}, which the feed does not hold"
    return None


def _fault_of_owner(stage: Stage, owner: str) -> str | None:
    entity, _, key = owner.partition(":")
    if entity == "pair":
        service = key.partition("|")[0]
        if not stage.holds("service", service):
            return f"names the service {service}, which the feed does not hold"
        return None
    if entity == "?":
        return f"does not say what {key} is (link_entity): a service, a location or an organization"
    if stage.holds(entity, key):
        return None
    return f"names the {_WORDS.get(entity, entity)} {key}, which the feed does not hold"


def _taken_in(stage: Stage, staged: Staged, reason: str, findings: Findings) -> bool:
    """Whether a row that names a service at a location in vain names its service or place as well."""
    if not (staged.owner or "").startswith("service_at_location:"):
        return False
    row = {name: value for name, value in staged.row.items() if name != "service_at_location_id"}
    owner = owner_of(staged.entity, row)
    if owner is None or _fault_of_owner(stage, owner):
        return False
    stage.give(staged.n, owner)
    findings.kept[Refusal(staged.file, staged.line, staged.key, staged.entity, f"{reason}: kept with the service")] = (
        None
    )
    return True


def _settle(stage: Stage, staged: Staged, owner: str, findings: Findings) -> None:
    """What is of a service at a place where the service is not belongs to the service."""
    entity, _, key = owner.partition(":")
    service, _, place = key.partition("|")
    if entity == "pair" and not {"service", "location"} <= _owners_of(staged.entity):
        stage.give(staged.n, f"service:{service}" if "service" in _owners_of(staged.entity) else f"location:{place}")
    elif entity == "pair" and not stage.has_link(service, place):
        stage.give(staged.n, f"service:{service}")
        reason = f"names the location {place}, where the service {service} is not: kept with the service"
        findings.kept[Refusal(staged.file, staged.line, staged.key, staged.entity, reason)] = None
