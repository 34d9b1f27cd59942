"""The next door of the same kind: a lawyer after a lawyer, never one of another need or for violence."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.listing import doors_of
from actions.reading import reported
from actions.same_kind import next_of_kind
from resources_db.records import Phone, Service
from services.casework import Desk, current
from services.casework.kinds_aside import KIND
from services.casework.offer import Offer
from services.directory.question import Found
from tests.unit.actions.test_hours_and_reports import found

NOON = datetime(2026, 11, 24, 12)  # a Tuesday


def service(id: str, number: str, **things: float) -> Service:
    return Service(
        id,
        id.title(),
        id.title(),
        {"legal_need": "named"},
        summary={"en": "Help."},
        fits=things,
        phones=(Phone(number),),
    )


SERVICES = {
    each.id: each
    for each in (
        service("eviction lawyers", "860-555-0101", legal_aid=0.93, rent=0.99),
        service("safe line", "860-555-0102", legal_aid=0.85, domestic_violence=0.65),
        service("rent help", "860-555-0103", rent=0.99),
        service("immigration lawyers", "860-555-0104", legal_aid=0.9, immigration=0.95),
        service("statewide lawyers", "860-555-0105", legal_aid=0.99),
        service("pantry", "860-555-0106", food_pantry=0.95),
    )
}


def tracker(text: str = "", **slots: Any) -> Tracker:
    places: list[Found] = [replace(found(id, "open"), phone=None) for id in SERVICES]
    current.set(Desk(NOON, lambda _question: places, service=SERVICES.get))
    kept = {"language": "en", "needs": ["legal_need"], **slots}
    return Tracker("turn", kept, {"text": text, "entities": []}, [], False, None, {}, "action_listen")


def wrong(here: Tracker, id: str) -> Offer:
    return doors_of(here, [f"service:{id}"])[0][0]


def after(id: str, wished: str = "", *without: str, shown: tuple[str, ...] = ()) -> str | None:
    here = tracker(shown=[f"service:{each}" for each in shown])
    bad = [f"service:{each}" for each in (id, *without)]
    offer = next_of_kind(here, wrong(here, id), "legal_need", wished, bad)
    return offer.key.partition(":")[2] if offer else None


def test_a_lawyer_for_all_follows_a_lawyer_though_it_was_named_before() -> None:
    assert after("eviction lawyers", shown=("statewide lawyers",)) == "statewide lawyers"


def test_one_for_something_else_follows_last_and_then_nobody() -> None:
    assert after("eviction lawyers", "", "statewide lawyers") == "immigration lawyers"
    assert after("eviction lawyers", "", "statewide lawyers", "immigration lawyers") is None


def test_the_one_that_is_wished_by_name_comes_first() -> None:
    assert after("eviction lawyers", "send me to the immigration lawyers one instead") == "immigration lawyers"


@pytest.mark.parametrize("id", ["pantry", "rent help"])
def test_nothing_of_another_kind_is_named(id: str) -> None:
    assert after(id, "", "eviction lawyers") is None


def test_a_kind_that_is_put_aside_is_kept_only_once_places_were_named() -> None:
    text = "i dont need a lawyer"
    assert reported(tracker(text)) == []
    assert reported(tracker(text, shown=["service:pantry"])) == [f"{KIND}legal_aid"]
