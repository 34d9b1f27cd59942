"""What a place costs: nothing is called free that is not."""

import pytest

from resources_db.records import Price, Service
from services.directory.costs import cost_of
from services.directory.question import Cost

WORDS: list[tuple[str, Cost]] = [
    ("Free", "free"),
    ("No charge", "free"),
    ("$0", "free"),
    ("Free ($0)", "free"),
    ("0", "free"),
    ("Sin costo", "free"),
    ("No cost to eligible families", "free"),
    ("All services are free to eligible participants.", "free"),
    ("Not free", "unknown"),
    ("No free services", "unknown"),
    ("Free parking", "unknown"),
    ("Call toll-free", "unknown"),
    ("Free except counseling", "unknown"),
    ("Free, unless otherwise noted.", "unknown"),
    ("Most services are free.", "unknown"),
    ("Free for seniors", "unknown"),
    ("Free for seniors; others pay 10 dollars", "costs"),
    ("Some services are free. Others cost $20.", "costs"),
    ("$0 to $25", "costs"),
    ("$0.50", "costs"),
    ("Fees vary", "costs"),
    ("Sliding scale; nobody is turned away", "sliding"),
    ("", "unknown"),
]
PRICES: list[tuple[str | None, tuple[Price, ...], Cost]] = [
    (None, (Price(0),), "free"),
    (None, (Price(25),), "costs"),
    (None, (Price(0, "Children"), Price(25, "Adults")), "costs"),
    (None, (Price(None, "Sliding scale"),), "sliding"),
    (None, (Price(None, "Accepts Cash"),), "unknown"),
    ("Free", (Price(None, "Accepts Medicaid"),), "free"),
    ("Free", (Price(25),), "costs"),
]


@pytest.mark.parametrize(("fees", "cost"), WORDS)
def test_only_what_is_plainly_free_is_called_free(fees: str, cost: Cost) -> None:
    assert cost_of(Service("s", "s", "o", {}, fees=fees)) == cost


@pytest.mark.parametrize(("fees", "prices", "cost"), PRICES)
def test_cost_options_are_read_beside_the_words(fees: str | None, prices: tuple[Price, ...], cost: Cost) -> None:
    assert cost_of(Service("s", "s", "o", {}, fees=fees, prices=prices)) == cost
