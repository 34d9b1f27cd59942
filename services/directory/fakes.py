"""A directory of given services, for tests of whatever searches it."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources_db.records import Service


@dataclass(frozen=True, slots=True)
class FixedDirectory:
    """Answers as resources_db.queries.Directory does, from memory."""

    services: tuple[Service, ...] = ()

    def serving(self, need: str | None) -> Sequence[Service]:
        """Every service that bears a need label; with None, every service."""
        return [service for service in self.services if need is None or need in service.needs]
