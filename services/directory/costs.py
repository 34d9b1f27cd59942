"""What a record says of its cost: free, not free, or nothing."""

from functools import lru_cache

from resources_db.records import Service
from services.directory.question import Cost
from services.directory.words import holds, listed

_NOTHING = ("no fee", "no fees", "no charge", "no cost")


def cost_of(service: Service) -> Cost:
    """Free only when the record says so."""
    return _read(service.fees or "")


def cannot_pay(words: str) -> bool:
    """Whether a family's own words say that it has no money."""
    return holds(words.replace("'", "").replace("’", ""), listed("no_money"))


@lru_cache(maxsize=8192)
def _read(fees: str) -> Cost:
    if not fees.strip():
        return "unknown"
    if holds(fees, listed("sliding")):
        return "sliding"
    if "$" in fees or (holds(fees, listed("costs")) and not holds(fees, _NOTHING)):
        return "costs"
    return "free" if holds(fees, listed("free")) else "unknown"
