"""Write what the services of feeds say, for `assistant.tuning.search`.

`python -m benchmarks.search.said OUT NAME=FEED …`: a name is that of a page of content/judging ("starter", "baltimore",
"miami"), a feed a folder or an address.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from resources_db.assembling import all_services
from resources_db.database import open_database
from resources_db.importers.importing import Wishes, import_feed
from services.directory.likeness import said_by
from services.directory.mapping import described


def main(out: str, *feeds: str) -> None:
    """Write {"feed:id": {"said", "things"}}."""
    said = {key: each for feed in feeds for key, each in _of(*feed.split("=", 1))}
    Path(out).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _of(name: str, feed: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with TemporaryDirectory() as folder, closing(open_database(Path(folder) / "directory.db")) as database:
        import_feed(database, Path(feed), date.today(), Wishes())
        with database.reading() as connection:
            services = all_services(connection)
    for service in services:
        yield f"{name}:{service.id}", {"said": said_by(service), "things": dict(described(service).fits)}


if __name__ == "__main__":
    main(*sys.argv[1:])
