"""What holds for the places of a whole feed: its home state, and which of them are confidential."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resources_db.importers import geography
from resources_db.importers.joining import Joiner
from resources_db.importers.notes import Notes
from resources_db.importers.parts import Json, rows
from resources_db.importers.privacy import Secrets, is_flagged, secrets_of
from resources_db.importers.rows import location_id
from resources_db.importers.stage import Stage


@dataclass(frozen=True, slots=True)
class Hidden:
    """The confidential places of a feed, by id, and the streets that no text may tell."""

    places: frozenset[str]
    secrets: Secrets


def all_places(stage: Stage, joiner: Joiner) -> Iterator[tuple[str, Json]]:
    """(id, place with its addresses) of every place."""
    for key, _ in stage.all_known("location"):
        place = joiner.location(key)
        if place:
            yield key, place


def home_state(stage: Stage, joiner: Joiner) -> str | None:
    """The state where most places of the feed are."""
    return geography.home_state(state for _, place in all_places(stage, joiner) for state in _states(place)[:1])


def judge_states(stage: Stage, joiner: Joiner, home: str | None, notes: Notes, *, refuse: bool) -> None:
    """Remark on the places that are in another state than the feed's own, or leave them out."""
    far = [(key, place) for key, place in all_places(stage, joiner) if _states(place) and home not in _states(place)]
    for key, place in far:
        reason = f"is in {_states(place)[0]}, and the feed's home is {home}"
        if refuse:
            notes.lose("location", key, place, reason)
            stage.forget("location", key)
        else:
            notes.about("location", key, place)("address", f"{reason}: kept, for families who live near it")


def hidden_of(stage: Stage, joiner: Joiner, sealed: Mapping[str, Json]) -> Hidden:
    """What is confidential in this feed; `sealed` are those of all feeds, whose streets stay secret."""
    flagged = {key for document in joiner.documents() for key in _hidden_by(document.service)}
    flagged |= {key for key, _ in stage.all_known("hidden")}
    marked = (place | {"confidential": True} if key in flagged else place for key, place in all_places(stage, joiner))
    secrets = secrets_of([*marked, *_streets_alone(sealed)])
    hidden = (key for key, place in all_places(stage, joiner) if key in flagged or secrets.hides(place))
    return Hidden(frozenset(hidden), secrets)


def _streets_alone(sealed: Mapping[str, Json]) -> Iterator[Json]:
    """Sealed places without their ids: another feed may give the same id to another place."""
    return (place | {"confidential": True, "id": None} for place in sealed.values())


def newly_secret(secrets: Secrets, sealed: Mapping[str, Json]) -> Secrets | None:
    """The streets that were not secret before this import; None when there are none."""
    before = secrets_of(_streets_alone(sealed)).streets
    new = tuple(street for street in secrets.streets if street not in before)
    return Secrets(streets=new) if new else None


def _states(place: Json) -> list[str]:
    return [state for address in rows(place.get("addresses")) if (state := geography.state_of(address))]


def _hidden_by(service: Json) -> Iterator[str]:
    """The places that a service, or its link to them, says are confidential."""
    for link in rows(service.get("service_at_locations")):
        place = link.get("location")
        if isinstance(place, dict) and (is_flagged(link) or is_flagged(service)):
            yield location_id(place)
