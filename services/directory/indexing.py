"""Keeps the search index in step with the directory: what has changed is described anew and put in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import batched
from typing import Any

import msgspec

from resources_db.assembling import all_services
from resources_db.database import Database
from resources_db.index import storing
from resources_db.index.overrules import all_overrules
from resources_db.index.wanted import FORMAT, MOST_POINTS, Entry
from resources_db.queries import revision
from resources_db.records import Service
from services.directory import sounding, weights
from services.directory.coverage import Coverage, coverage_of
from services.directory.evidence import given
from services.directory.likeness import heard, sounds_like, voices_of
from services.directory.mapping import Overrule, described
from services.directory.measuring import point_of
from services.directory.things import version, vocabulary

_MOST_LABELS = 100  # needs and things …
_OTHER_LABELS = 1 + sounding.OF_A_SERVICE  # … beside that of everyone and the groups of sound
_TOGETHER = 64


def refresh(database: Database) -> int:
    """Bring the index up to date, in one transaction; the number of services described anew (0 when current)."""
    with database.reading() as connection:
        if _current(connection):
            return 0
    with database.writing() as connection:
        if _current(connection):  # asked again: another process may have just done it
            return 0
        overrules = {key: [Overrule(*each) for each in some] for key, some in all_overrules(connection).items()}
        services = all_services(connection)
        new = {service.id: _digest(service, overrules.get(service.id, ())) for service in services}
        old = storing.digests(connection)
        changed = [service for service in services if old.get(service.id) != new[service.id]]
        storing.drop(connection, [key for key in old if key not in new])
        storing.put(connection, entries(changed, overrules, new))
        storing.note(connection, revision(connection), _made_with())
    return len(changed)


def _current(connection: Any) -> bool:
    state = storing.indexed(connection)
    return state is not None and state[1:] == (revision(connection), _made_with())


def entries(
    services: Sequence[Service], overrules: Mapping[str, Sequence[Overrule]], digests: Mapping[str, str]
) -> Iterator[Entry]:
    """What the index keeps of each service; described some at a time, as all at once take memory."""
    for some in batched(services, _TOGETHER, strict=False):
        yield from _entries(some, overrules, digests)


def _entries(
    services: Sequence[Service], overrules: Mapping[str, Sequence[Overrule]], digests: Mapping[str, str]
) -> Iterator[Entry]:
    known = [described(service, overrules.get(service.id, ())) for service in services]
    voices = dict(zip(known, voices_of(known), strict=True))
    bare = [service for service in known if not service.fits and not service.last_resort]
    alike = dict(zip(bare, sounds_like([voices[service] for service in bare]), strict=True))
    for service, voice in voices.items():
        like = alike.get(service)
        if like and like[0] in service.denied:  # an editor has said that it is not for this
            like = None
        whole = replace(service, needs=dict([like]), fits={like[0]: weights.HEARD}) if like else service
        yield _entry(replace(whole, voice=voice), digests)


def _entry(service: Service, digests: Mapping[str, str]) -> Entry:
    covers = [coverage_of((place.areas if place else ()) or service.areas) for place in service.locations or (None,)]
    spots = [found for place in service.locations if (found := point_of(place))]
    labels = dict(sorted(vocabulary().widened(service.fits).items(), key=lambda fit: -fit[1])[:_MOST_LABELS])
    labels |= dict.fromkeys(sounding.groups_of(heard(service.voice)) if service.voice else (), 1.0)
    return Entry(
        service=service,
        digest=digests[service.id],
        fits=labels,
        areas=_areas(covers, placed=bool(spots)),
        points=tuple(dict.fromkeys(spots))[: MOST_POINTS // (_MOST_LABELS + _OTHER_LABELS)],
        anyone=any(not cover.known for cover in covers),
        name=" ".join(filter(None, (service.name, service.alternate_name, service.organization))),
        body=" ".join(filter(None, (given(service.description or ""), *(service.summary or {}).values()))),
    )


def _areas(covers: Sequence[Coverage], *, placed: bool) -> tuple[str, ...]:
    """Whom it reaches; that it cannot be told only when it has no point to measure from either."""
    keys = dict.fromkeys(key for cover in covers if cover.known or not placed for key in cover.index_keys())
    return tuple(keys)


def _made_with() -> str:
    """What the index depends on beside the services."""
    return f"{FORMAT}-{version()}-{sounding.version()}"


def _digest(service: Service, overrules: Sequence[Overrule]) -> str:
    said = msgspec.json.encode((service, overrules, _made_with()))
    return blake2b(said, digest_size=12).hexdigest()
