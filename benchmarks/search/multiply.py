"""Makes a large directory out of a real feed: each service again and again, its offices a little elsewhere."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from resources_db.assembling import all_services
from resources_db.database import Database, open_database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.index import storing
from resources_db.index.wanted import Entry
from resources_db.records import Location, Service
from services.directory.indexing import entries
from services.directory.things import version

JITTER = 0.6  # degrees: about 40 miles, so that a city becomes a small state


def real(feed: Path, folder: Path) -> list[Entry]:
    """The services of a feed as the index keeps them."""
    with closing(open_database(folder / "real.db")) as database:
        import_feed(database, feed, date.today(), Wishes())
        with database.reading() as connection:
            services = all_services(connection)
    return list(entries(services, {}, {service.id: service.id for service in services}))


def multiplied(originals: Sequence[Entry], locations: int, seed: int = 7) -> Iterator[Entry]:
    """So many copies that their points together are as many as wanted; the same each time."""
    chance = random.Random(seed)
    made = number = 0
    while made < locations:
        for entry in originals:
            number += 1
            copy = _moved(entry, f"{entry.service.id}-{number}", chance)
            made += len(copy.points)
            yield copy
            if made >= locations:
                return


def _moved(entry: Entry, key: str, chance: random.Random) -> Entry:
    """A copy under another id, all its offices moved by the same step."""
    north, east = chance.uniform(-JITTER, JITTER), chance.uniform(-JITTER, JITTER)
    places = tuple(_place(place, key, north, east) for place in entry.service.locations)
    service: Service = replace(entry.service, id=key, locations=places)
    points = tuple((lat + north, lon + east) for lat, lon in entry.points)
    return replace(entry, service=service, digest=key, points=points)


def _place(place: Location, key: str, north: float, east: float) -> Location:
    if place.latitude is None or place.longitude is None:
        return place
    return replace(place, id=f"{place.id}-{key}", latitude=place.latitude + north, longitude=place.longitude + east)


def filled(database: Database, copies: Iterator[Entry]) -> None:
    """Write copies into the index of an empty directory."""
    with database.writing() as connection:
        storing.put(connection, copies)
        storing.note(connection, 0, version())
