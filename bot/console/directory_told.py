"""What families are told of an entry: its numbers in their order, its coming week, whom it serves, what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from resources_db.assembling import one_service
from resources_db.index.candidates import service_of
from resources_db.keeping.needs import said_of
from resources_db.records import Location, Service
from services.directory.coverage import Coverage, coverage_of
from services.directory.hours import hours_within
from services.directory.mapping import Overrule, described
from services.directory.opening import schedules_of
from services.directory.question import Then, Window

_DAYS = 7


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """What is told of an entry at one place; `place` is None where it has none. `phones`: the first is told first."""

    place: Location | None
    phones: tuple[str, ...]
    week: tuple[Then, ...]
    covers: Coverage


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an entry. `needs` are those that it is found for, with the reason."""

    places: tuple[ToldPlace, ...]
    needs: Mapping[str, str]
    languages: tuple[str, ...]
    documents: tuple[str, ...]


def told_of(connection: Connection, key: str, today: date) -> Told | None:
    """What families are told of an entry now; None when there is none."""
    service = one_service(connection, key)
    if service is None:
        return None
    said = said_of(connection, key)
    needs = described(service, [Overrule(each.need, each.bears, each.why) for each in said]).needs
    indexed = None if needs else service_of(connection, key)  # what is only heard is known to the index alone
    heard = indexed.needs if indexed else {}
    denied = {each.need for each in said if not each.bears}
    return Told(
        tuple(_at(service, place, today) for place in service.locations or (None,)),
        needs or {need: why for need, why in heard.items() if need not in denied},
        service.languages,
        service.documents,
    )


def _at(service: Service, place: Location | None, today: date) -> ToldPlace:
    covers = coverage_of((place.areas if place else ()) or service.areas)
    near = place.phones if place else ()
    phones = (*service.phones, *near) if covers.statewide else (*near, *service.phones)
    numbers = dict.fromkeys(
        f"{phone.number} ({phone.type})" if phone.type != "voice" else phone.number for phone in phones
    )
    return ToldPlace(place, tuple(numbers), _week(service, place, today), covers)


def _week(service: Service, place: Location | None, today: date) -> tuple[Then, ...]:
    """The coming days, each with the openings that begin on it; nothing when the entry says nothing of hours."""
    schedules = schedules_of(service, place)
    if not schedules:
        return ()
    starts = [datetime.combine(today + timedelta(days=ahead), time()) for ahead in range(_DAYS)]
    return tuple(hours_within(schedules, Window("day", start, start + timedelta(days=1))) for start in starts)
