"""The doors for a wish that was heard by its name: who gives it, then 2-1-1 with the thing to ask for."""

from collections.abc import Callable
from datetime import datetime

from resources_db.records import Service
from services.casework.nobody_for_it import line_for
from services.casework.offer import Offer, service_door
from services.casework.wishes import Wish, said_of_the_line
from services.directory.again import shown_again
from services.directory.question import Question

type Services = Callable[[str], Service | None]


def wished(wish: Wish, services: Services, now: datetime, language: str) -> list[Offer]:
    """Its doors in their order; 2-1-1 behind them, which is all there is where a site's directory has none of them."""
    asked = Question(None, now, language=language)
    known = (service for id in wish.doors if (service := services(id)) is not None)
    doors = [service_door(found) for service in known if (found := shown_again(service, asked)) is not None]
    return [*doors, line_for(wish.thing, language, said_of_the_line() if doors else None)]
