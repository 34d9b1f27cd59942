"""What a record says of its cost: free, not free, or nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from resources_db.records import Price, Service
from services.directory.question import Cost
from services.directory.words import holds, listed

_MONEY = re.compile(r"\$\s*(\d[\d,]*(?:\.\d+)?)?")
_ZERO = re.compile(r"\s*0+(?:\.0+)?\s*")
_PAYMENT = "Accepts "  # how the importer words that one may pay in cash: it tells no cost


def cost_of(service: Service) -> Cost:
    """Free only when the record says so, and nowhere says otherwise."""
    said = {_read(service.fees or ""), *map(_asked, service.prices)} - {"unknown"}
    if "sliding" in said:
        return "sliding"
    if "costs" in said:
        return "costs"
    return "free" if said else "unknown"


def cannot_pay(words: str) -> bool:
    """Whether a family's own words say that it has no money."""
    return holds(words.replace("'", "").replace("’", ""), listed("no_money"))


def _asked(price: Price) -> Cost:
    words = price.words or ""
    if price.amount is None:
        return "unknown" if words.startswith(_PAYMENT) else _read(words)
    return "free" if price.amount == 0 else "costs"


@lru_cache(maxsize=8192)
def _read(fees: str) -> Cost:
    if not fees.strip():
        return "unknown"
    if holds(fees, listed("sliding")):
        return "sliding"
    amounts = list(_amounts(fees))
    if any(amounts) or (holds(fees, listed("costs")) and not holds(fees, listed("no_costs"))):
        return "costs"
    free = bool(amounts) or bool(_ZERO.fullmatch(fees)) or holds(fees, listed("free"))
    return "free" if free and not holds(fees, (*listed("not_free"), *listed("free_if"))) else "unknown"


def _amounts(fees: str) -> Iterator[float]:
    """The sums of money in words; a "$" alone is one that is not told."""
    for sum_ in _MONEY.findall(fees):
        yield float(sum_.replace(",", "")) if sum_ else 1.0
