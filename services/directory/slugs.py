"""The starter directory's services by the slugs that content names them by: content/directory/README.md."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5


def service_id(slug: str) -> str:
    """The id of the service that is written under a slug."""
    return str(uuid5(NAMESPACE_URL, f"onedoor:service:{slug}"))


def service_keys(slugs: Iterable[str]) -> frozenset[str]:
    """The keys of such services among the doors that are named to a family."""
    return frozenset(f"service:{service_id(slug)}" for slug in slugs)
