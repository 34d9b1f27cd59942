"""The former name of importing: kept until nobody calls it."""

from datetime import date
from pathlib import Path

from resources_db.database import Database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.importers.report import ImportReport


def import_hsds(
    database: Database, path: Path, today: date, *, feed: str | None = None, dry_run: bool = False
) -> ImportReport:
    """Import with a feed's name or none."""
    return import_feed(database, path, today, Wishes(feed=feed, dry_run=dry_run))
