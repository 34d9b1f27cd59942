"""The ids under which the directory is published."""

from uuid import NAMESPACE_URL, UUID, uuid5


def published(table: str, key: str) -> str:
    """The id under which a row is published: its own when that is a UUID, as HSDS wants it, else one made of it."""
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"onedoor/{table}/{key}"))
