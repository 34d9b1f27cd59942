"""The service that is offered when nothing else is: known even when the directory is empty."""

from datetime import date
from functools import cache

from resources_db.records import Area, Phone, Schedule, Service
from services.library.documents import document
from services.library.root import CONTENT


@cache
def last_resort() -> Service:
    """2-1-1, from content/places/last_resort.yml."""
    content = document(CONTENT / "places" / "last_resort.yml")
    checked = content["verified_on"]
    return Service(
        id=content["id"],
        name=content["name"],
        organization=content["organization"],
        needs={},
        summary=content["summary"],
        next_step=content["next_step"],
        last_resort=True,
        url=content["url"],
        phones=tuple(Phone(number) for number in content["phones"]),
        schedules=tuple(Schedule(**schedule) for schedule in content["schedules"]),
        areas=(Area("Connecticut"),),
        source=content["source"],
        assured_date=date.fromisoformat(str(checked)) if checked else None,
    )
