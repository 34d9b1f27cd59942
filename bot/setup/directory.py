"""Loads the starter directory by the same importer that any site uses, when it has changed."""

from datetime import date
from pathlib import Path

from bot.setup.fingerprint import fingerprint, is_current
from resources_db.database import Database, directory_url, open_database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.queries import revision
from services.directory.indexing import refresh
from services.library.root import CONTENT

FEED = "onedoor-starter"
STARTER = CONTENT / "directory"


def ensure_directory(data: Path, casebook_url: str | None) -> bool:
    """Import content/directory; False when it was current."""
    wanted, stamp = fingerprint([STARTER]), data / "directory.sha256"
    database = open_database(directory_url(data, casebook_url))
    try:
        if is_current(stamp, wanted) and _holds_services(database):
            return False
        import_feed(database, STARTER, date.today(), Wishes(feed=FEED))
        refresh(database)
    finally:
        database.close()
    stamp.write_text(wanted)
    return True


def _holds_services(database: Database) -> bool:
    with database.reading() as connection:
        return revision(connection) > 0
