"""A directory of given services, for tests of whatever searches it."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources_db.index.wanted import Wanted
from resources_db.records import Service
from services.directory.mapping import described
from services.directory.places import fold
from services.directory.words import close_to


@dataclass(frozen=True, slots=True)
class FixedDirectory:
    """Answers as resources_db.queries.Directory does, from memory."""

    services: tuple[Service, ...] = ()

    def candidates(self, wanted: Wanted) -> Sequence[Service]:
        """Every service: what does not fit is for the search to leave out."""
        return [service if service.fits else described(service) for service in self.services]

    def spellings(self, word: str) -> Sequence[str]:
        """The words of the services that a word may be."""
        said = sorted(
            {each for s in self.services for each in fold(f"{s.name} {s.organization} {s.description}").split()}
        )
        return [word] if word in said else close_to(word, said)
